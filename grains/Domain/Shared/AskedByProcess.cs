namespace CommunityGrains.Domain;

/// <summary>Marks a command that only the program itself asks: a process, because by itself it would leave
/// two streams at odds, signing up, because something beside the log goes with it, or the timekeeper, because
/// it says what only the log knows. No page and no partner may send it; there is no address for it.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AskedByProcessAttribute : Attribute;

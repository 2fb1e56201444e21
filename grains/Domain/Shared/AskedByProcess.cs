namespace CommunityGrains.Domain;

/// <summary>Marks a command that only the program itself asks: a process, because by itself it would leave
/// two streams at odds, or signing up, because something beside the log goes with it. No page and no partner
/// may send it; there is no address for it.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AskedByProcessAttribute : Attribute;

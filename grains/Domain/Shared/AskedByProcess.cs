namespace CommunityGrains.Domain;

/// <summary>Marks a command that only a process asks, because by itself it would leave two streams at odds.
/// No page and no partner may send it; there is no address for it.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AskedByProcessAttribute : Attribute;

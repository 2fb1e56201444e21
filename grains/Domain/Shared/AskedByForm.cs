namespace CommunityGrains.Domain;

/// <summary>Marks a command that only a form of the pages asks, because whoever fills it in has no account:
/// a form has a token, a trap and a slow gate before it. There is no address of the API for it.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AskedByFormAttribute : Attribute;

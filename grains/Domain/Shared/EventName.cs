namespace CommunityGrains.Domain;

/// <summary>The stored name of an event, with its version: <c>community.registered.v1</c>. Never
/// changed.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EventNameAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

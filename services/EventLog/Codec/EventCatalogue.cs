using System.Collections.Frozen;
using System.Reflection;
using CommunityGrains.Domain;

namespace CommunityGrains.EventLog.Codec;

/// <summary>Which stored name belongs to which event type. Built once from
/// <see cref="GrainKinds.All"/>.</summary>
public sealed class EventCatalogue
{
    public static readonly EventCatalogue Default = new(GrainKinds.All.Select(kind => kind.EventType));

    private readonly FrozenDictionary<string, Type> types;
    private readonly FrozenDictionary<Type, string> names;

    /// <exception cref="InvalidOperationException">An event has no name, or two share one.</exception>
    public EventCatalogue(IEnumerable<Type> unions)
    {
        var found = new Dictionary<string, Type>();
        foreach (var type in unions.SelectMany(union => union.GetNestedTypes().Where(union.IsAssignableFrom)))
        {
            var name = type.GetCustomAttribute<EventNameAttribute>()?.Name
                ?? throw new InvalidOperationException($"{type} has no [EventName]");
            if (!found.TryAdd(name, type))
                throw new InvalidOperationException($"{type} and {found[name]} share the name {name}");
        }

        types = found.ToFrozenDictionary();
        names = found.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);
    }

    public IEnumerable<string> Names => types.Keys;

    public Type? TypeOf(string name) => types.GetValueOrDefault(name);

    public string NameOf(Type type) => names.TryGetValue(type, out var name)
        ? name
        : throw new ArgumentException($"{type} is no event of the catalogue", nameof(type));
}

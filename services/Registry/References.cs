using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;

namespace CommunityGrains.Registry;

/// <summary>
/// Whether the other records that a command names exist. A decider knows its own stream only; whoever takes
/// orders from outside (API, pages) asks here first. Streams never vanish, so what was found stays true.
/// </summary>
public static class References
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<PropertyInfo>> Properties = new();

    /// <summary>The members that name a record the region does not have, by their JSON names; empty when all
    /// is well.</summary>
    public static async Task<IReadOnlyList<string>> MissingAsync(
        IGrains grains, Order order, CancellationToken cancel = default)
    {
        var missing = new List<string>();
        foreach (var (member, category, key) in NamedBy(order.Command))
        {
            if (key == order.Stream.Key) continue;
            var state = await grains.StateAsync(new StreamId(order.Stream.Region, category, key), cancel);
            if (state.Version == 0) missing.Add(member);
        }

        return missing;
    }

    /// <summary>The records that a command names: by which member, of which kind, which one.</summary>
    public static IEnumerable<(string Member, string Category, Guid Key)> NamedBy(Command command)
    {
        foreach (var property in Properties.GetOrAdd(command.GetType(), type => type.GetProperties()))
        {
            var member = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            switch (property.GetValue(command))
            {
                case MunicipalityId id:
                    yield return (member, GrainKinds.Municipality.Category, id.Value);
                    break;
                case CommunityId id:
                    yield return (member, GrainKinds.Community.Category, id.Value);
                    break;
                case LeaderId id:
                    yield return (member, GrainKinds.Leader.Category, id.Value);
                    break;
                case ValueList<CommunityId> ids:
                    foreach (var id in ids) yield return (member, GrainKinds.Community.Category, id.Value);
                    break;
                case ValueList<FieldChange> changes:
                    foreach (var change in changes)
                    {
                        if (change.Field == RegisterField.Municipality
                            && Guid.TryParse(change.To, out var id))
                            yield return ($"{member}.municipality", GrainKinds.Municipality.Category, id);
                    }

                    break;
            }
        }
    }
}

using System.Collections.Frozen;
using CommunityGrains.Domain;
using CommunityGrains.EventLog;

namespace CommunityGrains.Engine;

/// <summary>The kinds of grains an engine serves, by the category of their streams; the whole domain by
/// default.</summary>
public sealed class KnownKinds(IReadOnlyList<IGrainKind>? kinds = null)
{
    private readonly FrozenDictionary<string, IGrainKind> kinds =
        (kinds ?? GrainKinds.All).ToFrozenDictionary(kind => kind.Category);

    /// <summary>The kind that the order's stream and command are of.</summary>
    /// <exception cref="ArgumentException">No kind of grain has the stream's category, or the command is of
    /// another kind.</exception>
    public IGrainKind Of(Order order)
    {
        var kind = Of(order.Stream);
        return kind.CommandType.IsInstanceOfType(order.Command)
            ? kind
            : throw new ArgumentException(
                $"{order.Command.GetType().Name} is no command of a {kind.Category}", nameof(order));
    }

    /// <exception cref="ArgumentException">No kind of grain has the stream's category.</exception>
    public IGrainKind Of(StreamId stream) => kinds.TryGetValue(stream.Category, out var kind)
        ? kind
        : throw new ArgumentException($"there is no kind of grain called {stream.Category}", nameof(stream));
}

using System.Text.Json;
using CommunityGrains.Domain;
using CommunityGrains.EventLog;
using CommunityGrains.EventLog.Codec;

namespace CommunityGrains.Registry.Queries.Answering;

/// <summary>The history of one record from its stream: every event with the fields it changed, found by
/// folding and comparing, and what else it says.</summary>
internal static class RecordHistory
{
    private const int ReadAtOnce = 500;

    /// <summary>The events before a version, newest first, at most so many.</summary>
    public static async ValueTask<IReadOnlyList<HistoryEntry>> ReadAsync(
        IEventLog log, StreamId stream, long before, int countMax, CancellationToken cancel)
    {
        var kind = GrainKinds.All.FirstOrDefault(kind => kind.Category == stream.Category);
        if (kind is null) return [];
        var entries = new Queue<HistoryEntry>();
        var state = kind.InitialState;
        var fields = RecordFields.Of(state);
        for (var version = 0L; version < before - 1;)
        {
            var events = await log.ReadStreamAsync(stream, version, ReadAtOnce, cancel);
            if (events.Count == 0) break;
            foreach (var recorded in events.Where(recorded => recorded.Version < before))
            {
                var changes = Fold(kind, recorded, ref state, ref fields);
                entries.Enqueue(Told(recorded, changes));
                if (entries.Count > countMax) entries.Dequeue();
            }

            version = events[^1].Version;
        }

        return [.. entries.Reverse()];
    }

    private static IReadOnlyList<HistoryChange> Fold(
        IGrainKind kind, RecordedEvent recorded, ref object state,
        ref IReadOnlyDictionary<string, string> fields)
    {
        try
        {
            state = kind.EvolveAny(state, EventCodec.Decode(recorded));
        }
        catch (Exception error) when (error is UnreadableEventException or EventOutOfPlaceException)
        {
            // Told without its changes; health and the parked events say that it cannot be folded.
            return [];
        }

        var (earlier, later) = (fields, RecordFields.Of(state));
        fields = later;
        return [.. earlier.Keys.Union(later.Keys)
            .Select(field =>
                new HistoryChange(field, earlier.GetValueOrDefault(field), later.GetValueOrDefault(field)))
            .Where(change => change.From != change.To)];
    }

    private static HistoryEntry Told(RecordedEvent recorded, IReadOnlyList<HistoryChange> changes) => new(
        recorded.Position, recorded.Version, recorded.Name, recorded.RecordedAt, recorded.BusinessDate,
        recorded.Account, recorded.Command, changes, Facts(recorded));

    /// <summary>The event's plain values: source, basis, reason, until. What is composed (entries, contacts,
    /// areas) is told by the changes.</summary>
    private static Dictionary<string, string> Facts(RecordedEvent recorded)
    {
        var facts = new Dictionary<string, string>();
        using var json = JsonDocument.Parse(recorded.Json);
        foreach (var member in json.RootElement.EnumerateObject())
        {
            var text = member.Value.ValueKind switch
            {
                JsonValueKind.String => member.Value.GetString(),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False =>
                    member.Value.GetRawText(),
                _ => null,
            };
            if (text is not null) facts[member.Name] = text;
        }

        return facts;
    }
}

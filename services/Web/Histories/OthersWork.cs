using CommunityGrains.EventLog;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Histories;

/// <summary>What others made of a record while somebody had its form open. <c>Changes</c>: field by field,
/// from what the form was made of to what is on record now. <c>At</c>: when the last of it was
/// recorded.</summary>
public sealed record OthersWork(IReadOnlyList<HistoryChange> Changes, DateTimeOffset At)
{
    private const int ReadAtOnce = 100;

    public HistoryChange? Of(string field) => Changes.FirstOrDefault(change => change.Field == field);

    /// <summary>A record's fields as they were at an earlier version, found by taking its history back from
    /// what they are <paramref name="now"/>; and what was changed since.</summary>
    internal static async Task<(IReadOnlyDictionary<string, string?> Then, OthersWork Work)> SinceAsync(
        PageRequest request, StreamId stream, IReadOnlyDictionary<string, string?> now, long version)
    {
        var then = new Dictionary<string, string?>(now);
        var (at, cursor) = (DateTimeOffset.MinValue, (string?)null);
        do
        {
            var page = await request.Registry.HistoryAsync(stream, cursor, ReadAtOnce, request.Cancel);
            foreach (var entry in page.Items)
            {
                if (entry.Version <= version) return Done();
                if (entry.RecordedAt > at) at = entry.RecordedAt;
                foreach (var change in entry.Changes)
                    if (then.ContainsKey(change.Field)) then[change.Field] = change.From;
            }

            cursor = page.Next;
        }
        while (cursor is not null);

        return Done();

        (IReadOnlyDictionary<string, string?>, OthersWork) Done() => (then, new OthersWork(
            [.. now.Where(field => then[field.Key] != field.Value)
                .Select(field => new HistoryChange(field.Key, then[field.Key], field.Value))], at));
    }
}

using CommunityGrains.Registry.Views;

namespace CommunityGrains.Registry.Queries.Answering;

/// <summary>
/// The topics of a region. They are suggestions for a filter, so a
/// list that is a minute old serves, and lists of communities stay as fast as they are.
/// </summary>
internal sealed class TopicList(TimeProvider clock)
{
    private const int CountMax = 100;

    private static readonly TimeSpan AgeMax = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, (long At, IReadOnlyList<string> Topics)> known = [];

    public async ValueTask<IReadOnlyList<string>> OfAsync(string region, Func<ValueTask<Moment>> open)
    {
        lock (gate)
        {
            if (known.TryGetValue(region, out var list) && clock.GetElapsedTime(list.At) < AgeMax)
                return list.Topics;
        }

        await using var moment = await open();
        var rows = await moment.ListAsync($"""
            select c.topics, count(*) from community c
            where c.region = @region and {moment.Holds("c")} and c.topics is not null
            group by c.topics
            """, new Dictionary<string, object?> { ["region"] = region },
            row => (Topics: row.Text(0), Count: row.Int64(1)));
        IReadOnlyList<string> topics =
        [
            .. rows
                .SelectMany(row => TopicText.Read(row.Topics).Select(topic => (Topic: topic, row.Count)))
                .GroupBy(pair => pair.Topic, StringComparer.Ordinal)
                .OrderByDescending(group => group.Sum(pair => pair.Count))
                .ThenBy(group => group.Key, StringComparer.Ordinal)
                .Take(CountMax)
                .Select(group => group.Key),
        ];
        lock (gate) known[region] = (clock.GetTimestamp(), topics);
        return topics;
    }
}

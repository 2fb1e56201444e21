using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.EventLog;
using CommunityGrains.Registry.Views;

namespace CommunityGrains.Registry.Queries.Answering;

/// <summary>What records are called, in one statement for each kind.</summary>
internal static class RecordNames
{
    public static async ValueTask<IReadOnlyDictionary<StreamId, string>> ReadAsync(
        Moment moment, string region, IReadOnlyCollection<StreamId> records)
    {
        var names = new Dictionary<StreamId, string>();
        await AddAsync(
            GrainKinds.Community.Category,
            "community r join community_state s on s.position_from = r.position_from", OfCommunity);
        await AddAsync(GrainKinds.Leader.Category, $"""
            leader r join community c on c.region = r.region and c.id = r.community and {moment.Holds("c")}
            join community_state s on s.position_from = c.position_from
            """, OfCommunity);
        await AddAsync(
            GrainKinds.Initiative.Category,
            "initiative r join initiative_state s on s.position_from = r.position_from",
            row => StateFacts.DossierOf(row.State<Initiative>(1)).Title);
        return names;

        async ValueTask AddAsync(string category, string from, Func<ViewRow, string> name)
        {
            var ids = records.Where(record => record.Category == category).Select(record => record.Key)
                .Distinct().ToArray();
            if (ids.Length == 0) return;
            var named = await moment.ListAsync($"""
                select r.id, s.state from {from}
                where r.region = @region and {moment.Dialect.In("r.id", "ids", areIds: true)}
                  and {moment.Holds("r")}
                """, new() { ["region"] = region, ["ids"] = ids }, row => (Id: row.Guid(0), Name: name(row)));
            foreach (var (id, called) in named) names[new StreamId(region, category, id)] = called;
        }
    }

    private static string OfCommunity(ViewRow row) => StateFacts.CardOf(row.State<Community>(1)).Entry.Name;
}

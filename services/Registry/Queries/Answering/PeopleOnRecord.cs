using CommunityGrains.Domain;
using CommunityGrains.EventLog;
using CommunityGrains.Registry.Views;

namespace CommunityGrains.Registry.Queries.Answering;

/// <summary>See <see cref="IPeopleOnRecord"/>.</summary>
internal static class PeopleOnRecord
{
    public static async ValueTask<IReadOnlySet<PersonId>> PublishingAsync(
        Moment moment, string region, IReadOnlyCollection<PersonId> people)
    {
        var found = await moment.ListAsync($"""
            select p.id from person p
            where p.region = @region and {moment.Dialect.In("p.id", "people", areIds: true)}
              and p.publishes = 1 and p.{ViewSchema.IsCurrent}
            """, new()
        {
            ["region"] = region,
            ["people"] = people.Select(person => person.Value).Distinct().ToArray(),
        }, row => new PersonId(row.Guid(0)));
        return found.ToHashSet();
    }

    // Earlier versions too: a head that was replaced is still in the log.
    public static async ValueTask<IReadOnlyList<StreamId>> RecordsOfAsync(
        Moment moment, string region, PersonId person) => await moment.ListAsync("""
            select distinct 'leader' as category, l.id from leader l
            where l.region = @region and l.person = @person
            union select distinct 'community', c.id from community c
            where c.region = @region and c.head = @person
            union select distinct 'person', p.id from person p where p.region = @region and p.id = @person
            union select distinct 'suggestion', s.id from suggestion s
            where s.region = @region and s.id = @person
            order by 1, 2
            """, new() { ["region"] = region, ["person"] = person.Value },
            row => new StreamId(region, row.Text(0), row.Guid(1)));
}

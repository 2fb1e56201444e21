using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Registry.Imports.Register;
using CommunityGrains.Registry.Views;

namespace CommunityGrains.Registry.Queries.Answering;

/// <summary>Compares an entry with all communities of its municipality. Their names are prepared once for as
/// long as the views stand still: somebody who types asks again and again.</summary>
internal sealed class LookalikeFinder
{
    private sealed record Place(
        DuplicateFinder Names,
        Dictionary<CommunityId, (RegisterEntry Entry, CommunityStatus Status)> Records);

    private readonly AnswersAtPosition<Place> places = new();

    public async ValueTask<IReadOnlyList<Lookalike>> FindAsync(
        Moment moment, string region, RegisterEntry entry, CommunityId? self)
    {
        var place = await places.GetOrAddAsync(
            (moment.Epoch, moment.Position), $"{region} {entry.Municipality}",
            () => ReadAsync(moment, region, entry.Municipality));
        var alike = place.Names.Find(PlacedName.Of(entry), candidate => candidate.Id != self);
        return
        [
            .. alike.Take(DuplicateFinder.FoundMax).Select(found => (
                    found.Candidate.Id, Record: place.Records[found.Candidate.Id], found.Likeness))
                .Select(found => new Lookalike(
                    found.Id, found.Record.Entry, found.Record.Status, found.Likeness)),
        ];
    }

    private static async ValueTask<Place> ReadAsync(
        Moment moment, string region, MunicipalityId municipality)
    {
        var place = new Place(new DuplicateFinder(), []);
        var rows = await moment.ListAsync($"""
            select c.id, c.status, s.state
            from community c join community_state s on s.position_from = c.position_from
            where c.region = @region and c.municipality = @municipality and {moment.Holds("c")}
              and c.status in ({CommunityFilter.CountingStatuses})
            order by c.id
            """, new() { ["region"] = region, ["municipality"] = municipality.Value }, row => (
                Id: new CommunityId(row.Guid(0)), Status: (CommunityStatus)row.Int32(1),
                StateFacts.CardOf(row.State<Community>(2)).Entry));
        foreach (var (id, status, entry) in rows)
        {
            place.Records[id] = (entry, status);
            place.Names.Add(new Candidate(
                id, entry.Name, PlacedName.Of(entry), Row: null, Ordinal: null, Task.CompletedTask));
        }

        return place;
    }
}

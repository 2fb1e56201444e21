using CommunityGrains.Access;
using CommunityGrains.Access.Rights;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Account;
using CommunityGrains.Web.Entries;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Duplicates;

/// <summary>One of two records that may be one community.</summary>
public sealed record DuplicateSide(CommunityId Id, RegisterEntry Entry, CommunityStatus? Status);

/// <summary>A suspicion about which nobody has decided. <c>One</c> is the record that it stands
/// on.</summary>
public sealed record DuplicatePair(
    DuplicateSide One, DuplicateSide Other, string MunicipalityName, Likeness Likeness);

/// <summary>Suspicions of the viewer's places. <c>Next</c>: where the list goes on.</summary>
public sealed record DuplicateListModel(
    IReadOnlyList<DuplicatePair> Pairs, IReadOnlyList<MunicipalityRow> Municipalities,
    MunicipalityId? Municipality, string? Next);

/// <summary>What may be entered twice, in the viewer's places.</summary>
internal static class DuplicatePages
{
    private const int RecordsMax = 20;

    public static async Task<PageAnswer> ListAsync(PageRequest request)
    {
        var mine = await EntryPages.OfferedAsync<CommunityCommand.Absorb>(request);
        var chosen = Guid.TryParse(request.Parameter("municipality"), out var id)
            && mine.Any(row => row.Id.Value == id) ? new MunicipalityId(id) : (MunicipalityId?)null;
        var (rows, next) = await RowsAsync(request, mine, chosen);
        var pairs = new List<DuplicatePair>();
        var seen = new HashSet<(CommunityId, CommunityId)>();
        foreach (var row in rows)
        {
            var card = (await Merging.CommunityAsync(request, row.Id)).CardOrNone();
            foreach (var other in card?.OpenSuspicions ?? [])
            {
                var both = row.Id.Value.CompareTo(other.Value) < 0 ? (row.Id, other) : (other, row.Id);
                if (seen.Add(both) && await PairAsync(request, row, other) is { } pair) pairs.Add(pair);
            }
        }

        var places = mine.Count > 1 ? mine : [];
        return PageAnswer.Of<DuplicateListPage, DuplicateListModel>(
            new DuplicateListModel(pairs, places, chosen, next), request.Texts.Duplicates.Title,
            Section.Duplicates);
    }

    // Who has the region reads it page by page; who has less reads his places, each its first page.
    private static async Task<(IReadOnlyList<CommunityRow> Rows, string? Next)> RowsAsync(
        PageRequest request, IReadOnlyList<MunicipalityRow> mine, MunicipalityId? chosen)
    {
        var query = new CommunityQuery(request.Region)
        {
            SuspectedOnly = true, Limit = RecordsMax, Municipality = chosen,
            Cursor = request.Parameter("cursor", 2000),
        };
        if (chosen is not null || request.May<CommunityCommand.Absorb>(Place.AllOf(request.Region)))
        {
            var page = await request.Registry.CommunitiesAsync(query, request.Cancel);
            return (page.Items, page.Next);
        }

        var rows = new List<CommunityRow>();
        foreach (var place in mine)
        {
            var page = await request.Registry.CommunitiesAsync(
                query with { Municipality = place.Id, Cursor = null }, request.Cancel);
            rows.AddRange(page.Items);
            if (rows.Count >= RecordsMax) break;
        }

        foreach (var id in OwnCommunities(request))
        {
            var found = await request.Registry.CommunityAsync(request.Region, id, cancel: request.Cancel);
            if (found?.Row.Suspected > 0 && rows.All(row => row.Id != id)) rows.Add(found.Row);
        }

        return (rows, null);
    }

    // Communities that were given one by one.
    private static IEnumerable<CommunityId> OwnCommunities(PageRequest request) =>
        request.Context().Viewer().Grants
            .Where(grant => grant.Region == request.Region && grant.Role != Role.Leader)
            .Select(grant => grant.Scope).OfType<Scope.Communities>()
            .SelectMany(scope => scope.Ids).Distinct();

    // The other side by its grain: a list of pairs is no reason to open everybody's names.
    private static async Task<DuplicatePair?> PairAsync(
        PageRequest request, CommunityRow row, CommunityId other)
    {
        var state = await Merging.CommunityAsync(request, other);
        if (state is not (Community.Registered or Community.Proposed) || state.CardOrNone() is not { } card)
            return null;
        return new DuplicatePair(
            new DuplicateSide(row.Id, row.Entry, row.Status),
            new DuplicateSide(other, card.Entry, null), row.MunicipalityName,
            Likeness.Between(PlacedName.Of(row.Entry), PlacedName.Of(card.Entry)));
    }
}

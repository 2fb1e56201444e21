using CommunityGrains.Domain;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Account;
using CommunityGrains.Web.Communities;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Parts;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Municipalities;

/// <summary>A page of the municipalities. <c>All</c>: everything that is found, for the sums.</summary>
public sealed record MunicipalityListModel(
    MunicipalityListFilter Filter,
    IReadOnlyList<string> NotUnderstood,
    IReadOnlyList<MunicipalitySummary> All,
    IReadOnlyList<MunicipalitySummary> Rows,
    bool HasNext,
    DateOnly Today);

/// <summary>One municipality with what is in it. <c>Successor</c>: what it became part of. <c>Summary</c>:
/// its numbers; null when it became part of another.</summary>
public sealed record MunicipalityModel(
    MunicipalityDetails Municipality,
    MunicipalityRow? Successor,
    MunicipalitySummary? Summary,
    Page<CommunityRow> Communities,
    Page<LeaderRow> Leaders,
    Page<InitiativeRow> Initiatives,
    HistoryModel History,
    DateOnly? AsOf,
    DateOnly Today)
{
    public MunicipalityRow Row => Municipality.Row;
}

internal static class MunicipalityPages
{
    private const int RowsMax = 100;
    private const int ShownMax = 10;

    public static async Task<PageAnswer> ListAsync(PageRequest request)
    {
        var (filter, notUnderstood) = MunicipalityListFilter.Read(request.Http.Query);
        if (request.Http.Query.Any(pair => pair.Value.All(string.IsNullOrEmpty)))
            return new PageAnswer.GoTo(request.Frame.Links.MunicipalitiesBy(filter));

        var found = await request.Service<IAtlas>().MunicipalitiesAsync(
            filter.ToQuery(request.Region), request.Cancel);
        var sorted = filter.Sort(found.Rows);
        return PageAnswer.Of<MunicipalityListPage, MunicipalityListModel>(
            new MunicipalityListModel(
                filter, notUnderstood, found.Rows,
                [.. sorted.Skip((filter.Page - 1) * RowsMax).Take(RowsMax)],
                sorted.Count > filter.Page * RowsMax, request.Today),
            request.Texts.Municipality.Title,
            Section.Municipalities);
    }

    public static async Task<PageAnswer> OneAsync(PageRequest request)
    {
        var id = new MunicipalityId(request.Id);
        var day = request.AsOf;
        var asOf = day is null ? null : new AsOf(day);
        var found = await request.Registry.MunicipalityAsync(request.Region, id, asOf, request.Cancel);
        if (found is null) return ErrorPages.NotFound(request.Frame, day);
        var successor = found.Row.Successor is { } other
            ? await request.Registry.MunicipalityAsync(request.Region, other, asOf, request.Cancel)
            : null;
        var numbers = await request.Service<IAtlas>().MunicipalitiesAsync(
            new MunicipalityQuery(request.Region) { AsOf = asOf }, request.Cancel);
        var filter = CommunityFilter.None with { Municipality = id, AsOf = day };
        var model = new MunicipalityModel(
            found, successor?.Row, numbers.Rows.FirstOrDefault(row => row.Id == id),
            await request.Registry.CommunitiesAsync(
                filter.ToQuery(request.Region, ShownMax), request.Cancel),
            await request.Registry.LeadersAsync(
                new LeaderQuery(request.Region)
                {
                    Municipality = id, Standing = LeaderStanding.Verified, AsOf = asOf, Limit = ShownMax,
                },
                request.Cancel),
            await request.Registry.InitiativesAsync(
                new InitiativeQuery(request.Region) { Municipality = id, AsOf = asOf, Limit = ShownMax },
                request.Cancel),
            await HistoryModel.ReadAsync(request, GrainKinds.Municipality.Category, request.Id),
            day, request.Today);
        return PageAnswer.Of<MunicipalityPage, MunicipalityModel>(
            model, found.Row.Name, Section.Municipalities);
    }
}

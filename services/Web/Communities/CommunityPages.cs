using CommunityGrains.Domain;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Initiatives;
using CommunityGrains.Web.Life;
using CommunityGrains.Web.Map;
using CommunityGrains.Web.Parts;
using CommunityGrains.Web.Shell;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Web.Communities;

/// <summary>A page of the list, with what it is narrowed to.</summary>
public sealed record CommunityListModel(
    CommunityFilter Filter,
    IReadOnlyList<string> NotUnderstood,
    CommunityFacets Facets,
    IReadOnlyList<string> Topics,
    Page<CommunityRow> Page)
{
    /// <summary>How many are found; the facets count also beyond the edges of the map.</summary>
    public int Total { get; init; } = Facets.Total;

    public DateOnly Today { get; init; }

    /// <summary>What the map needs; null where the list alone is shown.</summary>
    public MapModel? Map { get; init; }

    /// <summary>What the viewer may take away of this list; null when nothing.</summary>
    public ListExportModel? Export { get; init; }
}

/// <summary>One community with the last of its history. <c>AsOf</c>: the day asked about. <c>Deeds</c>: what
/// its initiatives have on record as done, newest first.</summary>
public sealed record CommunityModel(
    CommunityDetails Community, HistoryModel History, DateOnly? AsOf, IReadOnlyList<CommunityDeed> Deeds)
{
    public CommunityRow Row => Community.Row;

    /// <summary>What the viewer may do here; null when nothing.</summary>
    public CommunityWork? Work { get; init; }

    /// <summary>The word for what has just been done.</summary>
    public string? Done { get; init; }

    /// <summary>Whether the viewer may propose an initiative of the community.</summary>
    public bool MayPropose { get; init; }
}

internal static class CommunityPages
{
    private const int RowsMax = 30, LastEntries = 6;

    public static async Task<PageAnswer> ListAsync(PageRequest request)
    {
        var (filter, notUnderstood) = CommunityFilter.Read(request.Http.Query);

        // A form without script sends its empty fields too; the address that is kept and shared has none of
        // them.
        if (request.Http.Query.Any(pair => pair.Value.All(string.IsNullOrEmpty)))
            return new PageAnswer.GoTo(request.Frame.Links.Communities(filter));

        var query = filter.ToQuery(request.Region, RowsMax);
        var page = await request.Registry.CommunitiesAsync(query, request.Cancel);
        var isMap = filter.View == CommunityView.Map;
        // What is chosen beside the map holds for all of it; its edges narrow the list alone.
        var facets = await request.Registry.CommunityFacetsAsync(
            isMap ? query with { Within = null } : query, request.Cancel);
        var total = isMap && filter.Within is not null
            ? (await request.Registry.CommunityFacetsAsync(query, request.Cancel)).Total
            : facets.Total;
        var topics = await request.Registry.TopicsAsync(request.Region, request.Cancel);
        return PageAnswer.Of<CommunityListPage, CommunityListModel>(
            new CommunityListModel(filter, notUnderstood, facets, topics, page)
            {
                Total = total,
                Today = request.Today,
                Map = isMap ? MapModel.Of(facets) : null,
                Export = ListExportModel.Of(request, filter, facets),
            },
            isMap ? request.Texts.Atlas.Map.Title : request.Texts.Search.Title,
            isMap ? Section.Map : Section.Communities);
    }

    public static Task<PageAnswer> OneAsync(PageRequest request) =>
        PageAsync(request, work => work, StatusCodes.Status200OK);

    /// <summary>The page again, after an act that was refused.</summary>
    public static Task<PageAnswer> RefuseAsync(
        PageRequest request, Func<CommunityWork, CommunityWork> with) =>
        PageAsync(request, with, StatusCodes.Status422UnprocessableEntity);

    private static async Task<PageAnswer> PageAsync(
        PageRequest request, Func<CommunityWork, CommunityWork> with, int status)
    {
        var asOf = request.AsOf;
        var then = asOf is null ? null : new AsOf(asOf);
        var found = await request.Registry.CommunityAsync(
            request.Region, new CommunityId(request.Id), then, request.Cancel);
        if (found is null) return ErrorPages.NotFound(request.Frame, asOf);
        var history = await HistoryModel.ReadAsync(
            request, GrainKinds.Community.Category, request.Id, LastEntries);
        var work = asOf is null ? CommunityWork.Of(request, found) : null;
        var done = request.Parameter("done");
        var model = new CommunityModel(
            found, history, asOf, await CommunityDeed.OfAsync(request, found, then))
        {
            Work = work is null ? null : with(work),
            MayPropose = asOf is null && ProposalPages.May(request, found.Row),
            Done = done is not null && status == StatusCodes.Status200OK
                ? request.Texts.Life.Done.GetValueOrDefault(done)
                : null,
        };
        return PageAnswer.Of<CommunityPage, CommunityModel>(
            model, found.Row.Entry.Name, Section.Communities, status);
    }
}

using CommunityGrains.Domain;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Initiatives;
using CommunityGrains.Web.Parts;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Communities;

/// <summary>A page of the list, with what it is narrowed to.</summary>
public sealed record CommunityListModel(
    CommunityFilter Filter,
    IReadOnlyList<string> NotUnderstood,
    CommunityFacets Facets,
    IReadOnlyList<string> Topics,
    Page<CommunityRow> Page);

/// <summary>One community with its history. <c>AsOf</c>: the day asked about.</summary>
public sealed record CommunityModel(CommunityDetails Community, HistoryModel History, DateOnly? AsOf)
{
    public CommunityRow Row => Community.Row;

    /// <summary>Whether the viewer may propose an initiative of the community.</summary>
    public bool MayPropose { get; init; }
}

internal static class CommunityPages
{
    private const int RowsMax = 30;

    public static async Task<PageAnswer> ListAsync(PageRequest request)
    {
        var (filter, notUnderstood) = CommunityFilter.Read(request.Http.Query);

        // A form without script sends its empty fields too; the address that is kept and shared has none of
        // them.
        if (request.Http.Query.Any(pair => pair.Value.All(string.IsNullOrEmpty)))
            return new PageAnswer.GoTo(request.Frame.Links.Communities(filter));

        var query = filter.ToQuery(request.Region, RowsMax);
        var page = await request.Registry.CommunitiesAsync(query, request.Cancel);
        var facets = await request.Registry.CommunityFacetsAsync(query, request.Cancel);
        var topics = await request.Registry.TopicsAsync(request.Region, request.Cancel);
        return PageAnswer.Of<CommunityListPage, CommunityListModel>(
            new CommunityListModel(filter, notUnderstood, facets, topics, page),
            request.Texts.Search.Title,
            Section.Communities);
    }

    public static async Task<PageAnswer> OneAsync(PageRequest request)
    {
        var asOf = request.AsOf;
        var then = asOf is null ? null : new AsOf(asOf);
        var found = await request.Registry.CommunityAsync(
            request.Region, new CommunityId(request.Id), then, request.Cancel);
        if (found is null) return ErrorPages.NotFound(request.Frame, asOf);
        var history = await HistoryModel.ReadAsync(request, GrainKinds.Community.Category, request.Id);
        return PageAnswer.Of<CommunityPage, CommunityModel>(
            new CommunityModel(found, history, asOf)
            {
                MayPropose = asOf is null && ProposalPages.May(request, found.Row),
            },
            found.Row.Entry.Name, Section.Communities);
    }
}

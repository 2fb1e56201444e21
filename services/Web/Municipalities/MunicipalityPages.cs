using CommunityGrains.Domain;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Communities;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Parts;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Municipalities;

public sealed record MunicipalityListModel(string? Text, bool IsContinued, Page<MunicipalityRow> Page);

/// <summary>One municipality with the communities in it. <c>Successor</c>: what it became part of.</summary>
public sealed record MunicipalityModel(
    MunicipalityDetails Municipality,
    MunicipalityRow? Successor,
    Page<CommunityRow> Communities,
    HistoryModel History)
{
    public MunicipalityRow Row => Municipality.Row;
}

internal static class MunicipalityPages
{
    private const int RowsMax = 100;
    private const int CommunitiesMax = 10;

    public static async Task<PageAnswer> ListAsync(PageRequest request)
    {
        var text = request.Parameter("text");
        if (request.Http.Query.Any(pair => pair.Value.All(string.IsNullOrEmpty)))
            return new PageAnswer.GoTo(request.Frame.Links.Municipalities);

        var cursor = request.Parameter("cursor", 2000);
        var page = await request.Registry.MunicipalitiesAsync(
            new MunicipalityQuery(request.Region) { Text = text, Cursor = cursor, Limit = RowsMax },
            request.Cancel);
        return PageAnswer.Of<MunicipalityListPage, MunicipalityListModel>(
            new MunicipalityListModel(text, cursor is not null, page),
            request.Texts.Municipality.Title,
            Section.Municipalities);
    }

    public static async Task<PageAnswer> OneAsync(PageRequest request)
    {
        var id = new MunicipalityId(request.Id);
        var found = await request.Registry.MunicipalityAsync(request.Region, id, cancel: request.Cancel);
        if (found is null) return ErrorPages.NotFound(request.Frame);
        var successor = found.Row.Successor is { } other
            ? await request.Registry.MunicipalityAsync(request.Region, other, cancel: request.Cancel)
            : null;
        var communities = await request.Registry.CommunitiesAsync(
            (CommunityFilter.None with { Municipality = id }).ToQuery(request.Region, CommunitiesMax),
            request.Cancel);
        var history = await HistoryModel.ReadAsync(request, GrainKinds.Municipality.Category, request.Id);
        return PageAnswer.Of<MunicipalityPage, MunicipalityModel>(
            new MunicipalityModel(found, successor?.Row, communities, history),
            found.Row.Name,
            Section.Municipalities);
    }
}

using CommunityGrains.Domain;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Account;
using CommunityGrains.Web.Communities;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Map;

/// <summary>A municipality in the table beside the map. <c>Shade</c>: of its area, see
/// <see cref="Shades"/>.</summary>
public sealed record AreaLine(MunicipalityFacet Facet, int Shade);

/// <summary>What the list gains as a map: every municipality with what the filter finds in it, wherever the
/// map stands.</summary>
public sealed record MapModel(IReadOnlyList<AreaLine> Areas, Shades Shades)
{
    public static MapModel Of(CommunityFacets facets)
    {
        var shades = new Shades(facets.Municipalities.Select(place => place.Count));
        return new MapModel(
            [
                .. facets.Municipalities.OrderByDescending(place => place.Count)
                    .Select(place => new AreaLine(place, shades.Of(place.Count))),
            ],
            shades);
    }
}

/// <summary>What is behind the map: the list is its page, and the map's script asks for what it
/// draws.</summary>
internal static class MapPages
{
    /// <summary>How many points can be asked about at once: what is labelled where few are seen.</summary>
    private const int AtMax = 60;

    private sealed record Told(
        long Key, string Name, string Href, IReadOnlyList<string> Lines, IReadOnlyList<ToldMark> Marks);

    private sealed record ToldMark(string Text, string? Tone);

    public static Task<PageAnswer> GoAsync(PageRequest request)
    {
        var (filter, _) = CommunityFilter.Read(request.Http.Query);
        return Task.FromResult<PageAnswer>(new PageAnswer.GoTo(
            request.Frame.Links.Communities(filter with { View = CommunityView.Map, Cursor = null })));
    }

    public static async Task<PageAnswer> PointsAsync(PageRequest request)
    {
        var (filter, _) = CommunityFilter.Read(request.Http.Query);
        var points = await Atlas(request).PointsAsync(
            filter.Points.ToQuery(request.Region, limit: 1), request.Cancel);
        return new PageAnswer.Data(PointColumns.Of(points));
    }

    public static async Task<PageAnswer> AreasAsync(PageRequest request)
    {
        var asOf = request.AsOf is { } day ? new AsOf(day) : null;
        var areas = await Atlas(request).AreasAsync(request.Region, asOf, request.Cancel);
        return new PageAnswer.Data(Guid.TryParse(request.Parameter("municipality"), out var id)
            ? Outlines.Of(areas, new MunicipalityId(id))
            : Outlines.Of(areas));
    }

    /// <summary>What stands at some points, in words.</summary>
    public static async Task<PageAnswer> AtAsync(PageRequest request)
    {
        var keys = (request.Parameter("at", 2000) ?? "").Split(',')
            .Select(text => long.TryParse(text, out var key) ? key : -1)
            .Where(key => key >= 0).Distinct().Take(AtMax).ToList();
        var day = request.AsOf;
        var found = await Atlas(request).AtAsync(
            request.Region, keys, day is null ? null : new AsOf(day), request.Cancel);
        return new PageAnswer.Data(DataFile.Of(found.Select(community => Tell(request, community, day))));
    }

    private static Told Tell(PageRequest request, CommunityAtPoint community, DateOnly? asOf)
    {
        var names = request.Texts.Names;
        var place = Wording.Words.Place(community.MunicipalityName, community.Address);
        var tone = community.Leader == LeaderStanding.Verified ? "good" : null;
        return new Told(
            community.Key, community.Name, request.Frame.Links.Community(community.Id, asOf),
            [names.Forms[community.Form], place],
            [
                .. community.Status is CommunityStatus.Registered or CommunityStatus.Active
                    ? Enumerable.Empty<ToldMark>()
                    : [new ToldMark(names.Statuses[community.Status], "warn")],
                new ToldMark(names.LeaderMarks[community.Leader], tone),
            ]);
    }

    private static IAtlas Atlas(PageRequest request) => request.Service<IAtlas>();
}

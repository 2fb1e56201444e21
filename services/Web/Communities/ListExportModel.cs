using CommunityGrains.Access.Rights;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Communities;

/// <summary>How much a file of the present list would hold. <c>Points</c>: how many of the rows have a point
/// on the map, which is all that a file of points can have.</summary>
public sealed record ListExportModel(int Rows, int Points)
{
    /// <summary>What the viewer may take away; null when nothing. Who has one municipality may take its list,
    /// when the list is narrowed to it.</summary>
    internal static ListExportModel? Of(
        PageRequest request, CommunityFilter filter, CommunityFacets facets)
    {
        var place = filter.Municipality is { } municipality
            ? Place.Of(request.Region, municipality)
            : Place.AllOf(request.Region);
        return request.Decide(new What.Operation("communities.export"), place)
            ? new ListExportModel(facets.Total, facets.Located)
            : null;
    }
}

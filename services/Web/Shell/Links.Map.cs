using CommunityGrains.Domain;
using CommunityGrains.Web.Communities;
using CommunityGrains.Web.Initiatives;
using CommunityGrains.Web.Municipalities;

namespace CommunityGrains.Web.Shell;

public sealed partial class Links
{
    /// <summary>The points of the map that a filter finds, for the map's script.</summary>
    public string MapPoints(CommunityFilter filter) => prefix + "/map/points" + filter.Points.ToQueryString();

    /// <summary>The areas of the municipalities; of one alone in more detail.</summary>
    public string MapAreas(DateOnly? asOf, MunicipalityId? only = null) =>
        With("/map/areas" + AsOf(asOf), "municipality", only?.ToString());

    /// <summary>What stands at points; the script appends <c>at</c>.</summary>
    public string MapCommunities(DateOnly? asOf) => prefix + "/map/communities" + AsOf(asOf);

    public string Initiatives(InitiativeFilter? filter = null) =>
        prefix + "/initiatives" + filter?.ToQueryString();

    public string MunicipalitiesBy(MunicipalityListFilter filter) =>
        prefix + "/municipalities" + filter.ToQueryString();

    public string MunicipalityThen(MunicipalityId id, DateOnly? asOf) => Municipality(id) + AsOf(asOf);
}

using CommunityGrains.Domain.Access;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Account;

/// <summary>Where a grant holds, in words.</summary>
internal static class GrantedPlaces
{
    /// <summary>The names of the scope's municipalities or communities; none when it is the whole
    /// region.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(PageRequest request, string region, Scope scope)
    {
        var places = new List<string>();
        if (scope is Scope.Municipalities municipalities)
        {
            foreach (var id in municipalities.Ids)
            {
                var found = await request.Registry.MunicipalityAsync(region, id, cancel: request.Cancel);
                places.Add(found?.Row.Name ?? id.ToString());
            }
        }
        else if (scope is Scope.Communities communities)
        {
            foreach (var id in communities.Ids)
            {
                var found = await request.Registry.CommunityAsync(region, id, cancel: request.Cancel);
                places.Add(found?.Row.Entry.Name ?? id.ToString());
            }
        }

        return places;
    }
}

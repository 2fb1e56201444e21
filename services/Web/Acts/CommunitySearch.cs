using CommunityGrains.Domain;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Acts;

/// <summary>Picking a community out of all of the region's: what was looked for stands in the address as
/// <c>find</c>, and travels along with the form that the choice is part of.</summary>
public sealed record CommunitySearch(string Text, IReadOnlyList<CommunityRow> Found)
{
    private const int FoundMax = 20;

    /// <summary>What was found; null when nothing was looked for. A form that came in with a choice finds
    /// that choice again.</summary>
    internal static async Task<CommunitySearch?> ReadAsync(PageRequest request, Attempt? tried)
    {
        if (tried?.Typed.GetValueOrDefault("community") is { } chosen
            && Guid.TryParse(chosen, out var id)
            && await request.Registry.CommunityAsync(
                request.Region, new CommunityId(id), cancel: request.Cancel) is { } known)
            return new CommunitySearch(known.Row.Entry.Name, [known.Row]);
        if (request.Parameter("find") is not { } text) return null;
        var found = await request.Registry.CommunitiesAsync(
            new CommunityQuery(request.Region) { Text = text, Limit = FoundMax }, request.Cancel);
        return new CommunitySearch(text, found.Items);
    }
}

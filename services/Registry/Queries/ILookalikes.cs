using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;

namespace CommunityGrains.Registry.Queries;

/// <summary>A community on record that one being described may be the same as.</summary>
public sealed record Lookalike(
    CommunityId Id, RegisterEntry Entry, CommunityStatus Status, Likeness Likeness);

/// <summary>Who looks like whom, asked before a record is entered. It tells entries only, no people, so that
/// nobody's reading has to be noted for each letter that is typed.</summary>
public interface ILookalikes
{
    /// <summary>Communities of the entry's municipality that count and look like it, likest first; the same
    /// that an import would suggest. <paramref name="self"/>: the record itself, which is left out.</summary>
    ValueTask<IReadOnlyList<Lookalike>> LookalikesAsync(
        string region, RegisterEntry entry, CommunityId? self = null, CancellationToken cancel = default);
}

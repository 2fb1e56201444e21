using CommunityGrains.Registry.Queries.Answering;

namespace CommunityGrains.Registry.Queries;

/// <summary>Where questions find the views: opens unmoving moments of them.</summary>
public abstract class Moments
{
    private protected Moments()
    {
    }

    /// <summary>A moment to answer one question from, about one region. Where the database can, it shows
    /// nothing of others, whatever a statement says.</summary>
    /// <exception cref="ArgumentException">Both a date and a position are asked about.</exception>
    /// <exception cref="PositionNotSeenException">Asked as of a position that the views have not
    /// seen.</exception>
    internal abstract ValueTask<Moment> OpenAsync(
        string region, AsOf? asOf = null, CancellationToken cancel = default);

    /// <summary>The position the views stand at.</summary>
    internal abstract ValueTask<long> PositionAsync(CancellationToken cancel = default);
}

namespace CommunityGrains.Orleans;

/// <summary>How long a caller bears with a cluster that is changing.</summary>
public sealed record OrleansGrainsOptions
{
    /// <summary>How long an order is sent again when a silo did not answer or refused it; the answer is the
    /// first one, because the command's id is the same. Longer than it takes to find out that a silo is dead,
    /// and shorter than the API lets a request wait.</summary>
    public TimeSpan RetryFor { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The pause before the first retry; each further one is twice as long.</summary>
    public TimeSpan PauseMin { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How long who cancels waits for the grain's word that his order has had no turn; after that he
    /// leaves, and may ask again what came of it.</summary>
    public TimeSpan FarewellMax { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>From here on the pauses grow no more.</summary>
    public TimeSpan PauseMax { get; init; } = TimeSpan.FromSeconds(2);
}

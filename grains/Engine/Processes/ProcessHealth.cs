namespace CommunityGrains.Engine;

/// <summary>How a process is doing. <c>Position</c>: everything at or before it has been answered; compare it
/// with the log's head to see the lag. <c>Failure</c>: why it does not move on; null while it does.
/// <c>UnresolvedCount</c>: follow-ups that were refused and whose compensation was refused as well, since the
/// start: somebody has to look.</summary>
public sealed record ProcessHealth(
    string Process, bool IsRunning, long Position, Exception? Failure, int UnresolvedCount)
{
    public bool IsHealthy => IsRunning && Failure is null;
}

/// <summary>The limits of a <see cref="ProcessRunner"/>.</summary>
public sealed record ProcessRunnerOptions
{
    /// <summary>How many events are read at once.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>The checkpoint is written after each page with follow-ups, and after so many events without:
    /// else every event that means nothing to the process would cost a commit of its own.</summary>
    public int CheckpointEvery { get; init; } = 1_000;

    /// <summary>The first wait after a failure; each further one doubles it.</summary>
    public TimeSpan RetryDelayMin { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan RetryDelayMax { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long to wait for the sight of what another program has read already, before the log is
    /// taken for another one.</summary>
    public TimeSpan SightMax { get; init; } = TimeSpan.FromSeconds(10);
}

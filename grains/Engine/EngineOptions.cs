namespace CommunityGrains.Engine;

/// <summary>The limits of an engine.</summary>
public sealed record EngineOptions
{
    /// <summary>How many grains stay in memory while idle; the least recently used leave first. For the local
    /// engine: a cluster counts by time alone.</summary>
    public int ActivationsMax { get; init; } = 50_000;

    /// <summary>How long a grain stays in memory without being used; infinite by default.</summary>
    public TimeSpan IdleTimeMax { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>A snapshot is written each time a stream has grown by so many events; 0: never.</summary>
    public int SnapshotEvery { get; init; } = 200;

    /// <summary>How many snapshots may wait to be written; more are skipped and come with a later
    /// event.</summary>
    public int SnapshotsPendingMax { get; init; } = 1_000;

    /// <summary>How often a command is decided anew because another process appended first.</summary>
    public int DecisionsMax { get; init; } = 20;

    /// <summary>How many events of a stream are read at once.</summary>
    public int PageSize { get; init; } = 500;

    /// <exception cref="ArgumentException">A limit makes no sense.</exception>
    internal static EngineOptions Checked(EngineOptions options)
    {
        var wrong = options switch
        {
            { ActivationsMax: < 0 } => $"{nameof(ActivationsMax)} is below 0",
            { SnapshotEvery: < 0 } => $"{nameof(SnapshotEvery)} is below 0",
            { SnapshotsPendingMax: < 1 } => $"{nameof(SnapshotsPendingMax)} is below 1",
            { DecisionsMax: < 1 } => $"{nameof(DecisionsMax)} is below 1",
            { PageSize: < 1 } => $"{nameof(PageSize)} is below 1",
            _ when options.IdleTimeMax != Timeout.InfiniteTimeSpan && options.IdleTimeMax <= TimeSpan.Zero =>
                $"{nameof(IdleTimeMax)} is not above 0",
            _ => null,
        };
        return wrong is null ? options : throw new ArgumentException(wrong, nameof(options));
    }
}

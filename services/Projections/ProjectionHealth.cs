namespace CommunityGrains.Projections;

public enum ProjectionState
{
    /// <summary>Not started yet.</summary>
    Idle,

    /// <summary>Follows the log.</summary>
    Running,

    /// <summary>Reads everything again because its fold has changed; the old view serves meanwhile.</summary>
    Rebuilding,

    /// <summary>Shut down in good order.</summary>
    Stopped,

    /// <summary>The loop has died; <see cref="ProjectionHealth.Reason"/> says of what.</summary>
    Dead,
}

/// <summary>
/// How a view fares, asked at this moment. <c>LagEvents</c>: positions between the checkpoint and the log's
/// head as it is now, whether or not the loop lives; null when the log could not be asked. <c>LagAge</c>: how
/// long the view has been seen behind without a single step. <c>Healthy</c> is false when the loop is dead,
/// while it only fails and tries again, when the checkpoint is above the log's head, or when the lag is older
/// than allowed. <c>Reason</c> names the type of a failure, never its text.
/// </summary>
public sealed record ProjectionHealth(
    string Name,
    bool Healthy,
    ProjectionState State,
    long Position,
    long? Head,
    long? LagEvents,
    TimeSpan LagAge,
    int Parked,
    string? Reason);

/// <summary>How a view is run.</summary>
public sealed record ProjectionSettings
{
    /// <summary>Events read at once.</summary>
    public int PageEventsMax { get; init; } = 2_000;

    /// <summary>Events read at once in a rebuild.</summary>
    public int RebuildPageEventsMax { get; init; } = 10_000;

    /// <summary>How long a view may be behind without a step before health turns red.</summary>
    public TimeSpan LagAgeMax { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The pause after the first failure (a locked file, a full disk); it doubles with each further
    /// one in a row, up to <see cref="RetryDelayMax"/>.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest pause between two attempts, which never end.</summary>
    public TimeSpan RetryDelayMax { get; init; } = TimeSpan.FromSeconds(10);
}

namespace CommunityGrains.EventLog.Sqlite;

/// <summary>The limits of the log. The defaults are meant for every deployment; tests make them
/// small.</summary>
public sealed record SqliteEventLogOptions
{
    /// <summary>Requests that may wait for the writer; who comes then waits to be let in.</summary>
    public int WaitingMax { get; init; } = 16_384;

    /// <summary>Requests that share one commit at most.</summary>
    public int BatchMax { get; init; } = 1_024;

    /// <summary>Bytes of JSON that share one commit at most, give or take the last request.</summary>
    public int BatchBytesMax { get; init; } = 8 << 20;

    /// <summary>Streams whose end is kept in memory, so that an append need not look it up.</summary>
    public int StreamHeadsMax { get; init; } = 65_536;

    /// <summary>How often a waiting reader looks for what another process appended.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(200);
}

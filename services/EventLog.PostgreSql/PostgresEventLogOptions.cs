namespace CommunityGrains.EventLog.PostgreSql;

/// <summary>The limits of the log. The defaults are meant for every deployment; tests make them
/// small.</summary>
public sealed record PostgresEventLogOptions
{
    /// <summary>Connections that append: 1 to 4. The first always, the others when it gets crowded.</summary>
    public int Lanes { get; init; } = 2;

    /// <summary>So many requests waiting are worth another connection's commit.</summary>
    public int CrowdMin { get; init; } = 128;

    /// <summary>Requests that may wait for the lanes; who comes then waits to be let in.</summary>
    public int WaitingMax { get; init; } = 16_384;

    /// <summary>Requests that share one commit at most.</summary>
    public int BatchMax { get; init; } = 1_024;

    /// <summary>Bytes of JSON that share one commit at most, give or take the last request.</summary>
    public int BatchBytesMax { get; init; } = 8 << 20;

    /// <summary>Streams whose end is kept in memory, so that an append need not look it up.</summary>
    public int StreamHeadsMax { get; init; } = 65_536;

    /// <summary>How long an append waits for a server that is away before it fails.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the owner of the fence looks for what other programs appended.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How long the owner of the fence lets commits gather before it proves them together.</summary>
    public TimeSpan Gathering { get; init; } = TimeSpan.FromMilliseconds(2);

    /// <summary>How long who reads waits for what this program has appended, when a transaction that is open
    /// somewhere holds it back.</summary>
    public TimeSpan OwnSightMax { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long others wait for word from the owner before they look for themselves.</summary>
    public TimeSpan OwnerSilenceMax { get; init; } = TimeSpan.FromMilliseconds(500);
}

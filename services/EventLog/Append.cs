namespace CommunityGrains.EventLog;

/// <summary>An event as it is handed to the log: its stored name and its JSON in UTF-8.</summary>
public sealed record NewEvent(string Name, ReadOnlyMemory<byte> Json);

/// <summary>
/// One request to append what one command decided on one stream.
/// <list type="bullet">
/// <item><c>ExpectedVersion</c>: the stream's version the decision was made on; 0 for a stream that is not
/// yet.</item>
/// <item><c>Command</c>: the command's id. The log keeps it with the verdict; a second request with the same
/// id appends nothing and returns the first verdict (<see cref="AppendVerdict.Repeated"/>).</item>
/// <item><c>Fingerprint</c>: 32 bytes over what was asked; the same id with another fingerprint is
/// <see cref="AppendVerdict.CommandReused"/>.</item>
/// <item><c>Events</c>: may be empty: a refusal or "already so" is remembered under its command id too, and
/// its version is checked as well, so that nobody is refused on a stale state.</item>
/// <item><c>Outcome</c>: what the engine wants to find again with the command id (UTF-8 JSON; empty for
/// accepted).</item>
/// </list>
/// </summary>
public sealed record AppendRequest(
    StreamId Stream,
    long ExpectedVersion,
    Guid Command,
    ReadOnlyMemory<byte> Fingerprint,
    IReadOnlyList<NewEvent> Events,
    DateOnly BusinessDate,
    string Account,
    Guid Causation,
    Guid Correlation,
    ReadOnlyMemory<byte> Outcome = default);

/// <summary>The log's answer to one request; durable when it is given.</summary>
public abstract record AppendVerdict
{
    /// <summary>Appended. <c>Position</c> is that of the last event (of the log's head when there was none);
    /// <c>Version</c> is the stream's version afterwards.</summary>
    public sealed record Appended(long Position, long Version) : AppendVerdict;

    /// <summary>This command id was appended before; here is what came of it then.</summary>
    public sealed record Repeated(KeptCommand Kept) : AppendVerdict;

    /// <summary>The stream is at another version: read its tail and decide again.</summary>
    public sealed record Conflict(long ActualVersion) : AppendVerdict;

    /// <summary>This command id was used before for something else.</summary>
    public sealed record CommandReused : AppendVerdict;

    private AppendVerdict() { }
}

/// <summary>What the log keeps under a command id. <c>EventCount</c> events end at <c>Version</c>.</summary>
public sealed record KeptCommand(
    Guid Command, StreamId Stream, long Position, long Version, int EventCount,
    ReadOnlyMemory<byte> Fingerprint, ReadOnlyMemory<byte> Outcome);

/// <summary>The log could not take a request, and says why. Nothing of it was stored.</summary>
public sealed class AppendFailedException(string message, Exception? inner = null)
    : Exception(message, inner);

using CommunityGrains.Domain;
using CommunityGrains.EventLog;

namespace CommunityGrains.Engine;

/// <summary>
/// The grains: each stream an actor that decides one command at a time. Every implementation passes
/// Engine.Contract.
/// </summary>
public interface IGrains
{
    /// <summary>Decides the command on its grain and appends what it decided. The reply leaves when it is
    /// durable. Asked again with the same command id, also after a restart, it returns the first
    /// reply.</summary>
    /// <exception cref="CommandReusedException">The id was used before for another command.</exception>
    /// <exception cref="GrainsDrainingException">The engine is shutting down; ask another or
    /// later.</exception>
    /// <exception cref="GrainsUnreachableException">Nobody who has the grain answered.</exception>
    ValueTask<Reply> AskAsync(Order order, CancellationToken cancel = default);

    /// <summary>What the command would yield now, without appending anything: events, or the
    /// refusal.</summary>
    ValueTask<Consideration> ConsiderAsync(Order order, CancellationToken cancel = default);

    /// <summary>The grain's state as of its stream's end, with its version (0: nothing has happened
    /// yet).</summary>
    ValueTask<GrainState> StateAsync(StreamId stream, CancellationToken cancel = default);

    /// <summary>Takes no more orders and returns when all that were taken have been answered.</summary>
    Task DrainAsync(CancellationToken cancel = default);
}

/// <summary>A command on its way to its grain. <c>Causation</c>: the id of the event or command that led to
/// it, and <c>Correlation</c>: what groups all that followed from one request; both default to the command's
/// own id. <c>IfVersion</c>: refuse with <c>grain.version-differs</c> unless the stream is at this
/// version.</summary>
public sealed record Order(
    StreamId Stream, Command Command, Guid? Causation = null, Guid? Correlation = null,
    long? IfVersion = null);

/// <summary>What a grain answered. <c>Position</c>: wait for a view to reach it to read one's own write.
/// <c>Version</c>: the stream's version afterwards. <c>Repeated</c>: this is the first answer, given
/// again.</summary>
public abstract record Reply(long Position, long Version, bool Repeated)
{
    /// <summary>Accepted; <c>EventCount</c> is 0 when it was so already.</summary>
    public sealed record Accepted(long Position, long Version, int EventCount, bool Repeated)
        : Reply(Position, Version, Repeated);

    public sealed record Refused(long Position, long Version, Refusal Refusal, bool Repeated)
        : Reply(Position, Version, Repeated);
}

/// <summary>What would happen. <c>Refusal</c> is null when it would be accepted.</summary>
public sealed record Consideration(IReadOnlyList<object> Events, Refusal? Refusal, long Version);

public sealed record GrainState(object State, long Version);

public sealed class CommandReusedException(Guid command)
    : Exception($"Command id {command} was used before for another command; take a new id");

public sealed class GrainsDrainingException()
    : Exception("The program is shutting down; send the command again");

/// <summary>Whoever has the grain did not answer in time. The command may have been decided: sent again with
/// its id it is answered as it was.</summary>
public sealed class GrainsUnreachableException(StreamId stream, Exception inner)
    : Exception($"{stream}: no machine that has it answered; send the command again", inner);

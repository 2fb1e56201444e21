using System.Diagnostics.CodeAnalysis;
using CommunityGrains.Domain;
using CommunityGrains.EventLog;

namespace CommunityGrains.Engine;

/// <summary>A grain in memory: what its stream made of it up to a version. It belongs to whoever has the
/// turn; who gives turns is the engine's matter. It may be behind the log (another process may have
/// appended); never ahead.</summary>
public class Activation
{
    internal Activation(StreamId stream, IGrainKind kind)
    {
        Stream = stream;
        Kind = kind;
    }

    public StreamId Stream { get; }

    public IGrainKind Kind { get; }

    /// <summary>Null until it is read from the log, and after a failure that leaves it in doubt.</summary>
    internal object? State { get; private set; }

    internal long Version { get; private set; }

    /// <summary>The position of the stream's event at <see cref="Version"/>; 0 when there is none.</summary>
    internal long Position { get; private set; }

    /// <summary>The version of the last snapshot that was read or handed to the writer.</summary>
    internal long SnapshotVersion { get; set; }

    [MemberNotNullWhen(true, nameof(State))]
    internal bool IsLoaded => State is not null;

    internal void Become(object state, long version, long position)
    {
        State = state;
        Version = version;
        Position = position;
    }

    /// <summary>Drops the state; the next caller reads it from the log again.</summary>
    internal void Forget()
    {
        State = null;
        Version = 0;
        Position = 0;
        SnapshotVersion = 0;
    }
}

/// <summary>An activation of the local engine, with its turn and its place among the idle ones.</summary>
internal sealed class LocalActivation : Activation
{
    public LocalActivation(StreamId stream, IGrainKind kind) : base(stream, kind) =>
        Place = new LinkedListNode<LocalActivation>(this);

    public Turn Turn { get; } = new();

    /// <summary>Belongs to <see cref="Activations"/>, as the next two.</summary>
    public LinkedListNode<LocalActivation> Place { get; }

    /// <summary>How many callers use it or wait for it.</summary>
    public int Users { get; set; }

    public long IdleSince { get; set; }
}

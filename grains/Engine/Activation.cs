using System.Diagnostics.CodeAnalysis;
using CommunityGrains.Domain;
using CommunityGrains.EventLog;

namespace CommunityGrains.Engine;

/// <summary>A grain in memory: what its stream made of it up to a version. Everything but the turn belongs to
/// whoever has the turn. It may be behind the log (another process may have appended); never ahead.</summary>
internal sealed class Activation
{
    public Activation(StreamId stream, IGrainKind kind)
    {
        Stream = stream;
        Kind = kind;
        Place = new LinkedListNode<Activation>(this);
    }

    public StreamId Stream { get; }

    public IGrainKind Kind { get; }

    public Turn Turn { get; } = new();

    /// <summary>Null until it is read from the log, and after a failure that leaves it in doubt.</summary>
    public object? State { get; private set; }

    public long Version { get; private set; }

    /// <summary>The position of the stream's event at <see cref="Version"/>; 0 when there is none.</summary>
    public long Position { get; private set; }

    /// <summary>The version of the last snapshot that was read or handed to the writer.</summary>
    public long SnapshotVersion { get; set; }

    /// <summary>Its place among the idle ones. Belongs to <see cref="Activations"/>, as the next
    /// two.</summary>
    public LinkedListNode<Activation> Place { get; }

    /// <summary>How many callers use it or wait for it.</summary>
    public int Users { get; set; }

    public long IdleSince { get; set; }

    [MemberNotNullWhen(true, nameof(State))]
    public bool IsLoaded => State is not null;

    public void Become(object state, long version, long position)
    {
        State = state;
        Version = version;
        Position = position;
    }

    /// <summary>Drops the state; the next caller reads it from the log again.</summary>
    public void Forget()
    {
        State = null;
        Version = 0;
        Position = 0;
        SnapshotVersion = 0;
    }
}

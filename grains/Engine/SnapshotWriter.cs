using CommunityGrains.Domain;
using CommunityGrains.EventLog;

namespace CommunityGrains.Engine;

/// <summary>Writes snapshots behind the replies, one at a time; of one stream only the newest that waits. A
/// snapshot that fails or finds no room is skipped: the log has everything.</summary>
internal sealed class SnapshotWriter(ISnapshots store, int every, int pendingMax)
{
    private readonly Lock sync = new();
    private readonly Dictionary<StreamId, Pending> pending = [];
    private Task writing = Task.CompletedTask;
    private bool isWriting;

    /// <summary>Takes a snapshot when one is due. Never waits.</summary>
    public void Follow(Activation activation)
    {
        if (activation.Version - activation.SnapshotVersion < every) return;
        activation.SnapshotVersion = activation.Version;
        Offer(activation.Stream, activation.Kind, activation.State!, activation.Version);
    }

    /// <summary>Completes when all that was offered has been written or given up.</summary>
    public Task FlushAsync()
    {
        lock (sync) return writing;
    }

    private void Offer(StreamId stream, IGrainKind kind, object state, long version)
    {
        lock (sync)
        {
            if (pending.Count >= pendingMax && !pending.ContainsKey(stream))
            {
                EngineTelemetry.Snapshots.Add(1, EngineTelemetry.Outcome("skipped"));
                return;
            }

            pending[stream] = new Pending(kind, state, version);
            if (isWriting) return;
            isWriting = true;
            writing = Task.Run(WriteAllAsync);
        }
    }

    private async Task WriteAllAsync()
    {
        while (TakeOne() is var (stream, (kind, state, version)))
        {
            try
            {
                await store.SaveAsync(stream, StateCodec.Write(kind, state, version));
                EngineTelemetry.Snapshots.Add(1, EngineTelemetry.Outcome("written"));
            }
            catch (Exception)
            {
                EngineTelemetry.Snapshots.Add(1, EngineTelemetry.Outcome("failed"));
            }
        }
    }

    private (StreamId, Pending)? TakeOne()
    {
        lock (sync)
        {
            foreach (var (stream, snapshot) in pending)
            {
                pending.Remove(stream);
                return (stream, snapshot);
            }

            isWriting = false;
            return null;
        }
    }

    private sealed record Pending(IGrainKind Kind, object State, long Version);
}

using System.Text;
using CommunityGrains.EventLog;
using Orleans.Storage;

namespace CommunityGrains.Orleans;

/// <summary>Snapshots in the cluster's grain storage, written behind by the engine. When two activations
/// write at once, one of them fails, which the engine takes as skipped.</summary>
public sealed class StoredSnapshots(IGrainStorage storage) : ISnapshots
{
    public async ValueTask<Snapshot?> FindAsync(StreamId stream, CancellationToken cancel = default)
    {
        return await ReadAsync(stream) is { RecordExists: true, State: { } kept }
            ? new Snapshot(kept.Version, kept.Shape, Encoding.UTF8.GetBytes(kept.Json))
            : null;
    }

    public async ValueTask SaveAsync(StreamId stream, Snapshot snapshot, CancellationToken cancel = default)
    {
        var kept = await ReadAsync(stream);
        kept.State = new StoredSnapshot
        {
            Version = snapshot.Version,
            Shape = snapshot.Shape,
            Json = Encoding.UTF8.GetString(snapshot.Json.Span),
        };
        await storage.WriteStateAsync(NameFor(stream), GrainNames.Of(stream), kept);
    }

    // The storage knows a state by this name and the grain's key, and two kinds may have a record of one key.
    private static string NameFor(StreamId stream) => $"snapshot-{stream.Category}";

    private async Task<GrainState<StoredSnapshot>> ReadAsync(StreamId stream)
    {
        var kept = new GrainState<StoredSnapshot>();
        await storage.ReadStateAsync(NameFor(stream), GrainNames.Of(stream), kept);
        return kept;
    }
}

/// <summary>A snapshot as the grain storage keeps it.</summary>
public sealed class StoredSnapshot
{
    public long Version { get; set; }

    public string Shape { get; set; } = "";

    public string Json { get; set; } = "";
}

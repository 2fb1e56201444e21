using CommunityGrains.EventLog;
using CommunityGrains.EventLog.Codec;

namespace CommunityGrains.Engine;

/// <summary>Brings an activation up to its stream's end.</summary>
internal sealed class GrainReader(
    IEventLog log, ISnapshots? snapshots, SnapshotWriter? writer, EventCatalogue catalogue,
    EngineOptions options)
{
    /// <summary>Reads what the stream has beyond the activation; all of it when nothing is in
    /// memory.</summary>
    /// <exception cref="UnreadableEventException">The stream has an event this program does not
    /// know.</exception>
    public async ValueTask CatchUpAsync(Activation activation, CancellationToken cancel)
    {
        if (activation.IsLoaded) await FoldTailAsync(activation, cancel);
        else await LoadAsync(activation, cancel);
        writer?.Follow(activation);
    }

    private async ValueTask LoadAsync(Activation activation, CancellationToken cancel)
    {
        // Most streams are shorter than what a snapshot is worth: one read tells, and is then all there is to
        // read.
        var page = await log.ReadStreamAsync(activation.Stream, 0, FirstPage, cancel);
        var fromSnapshot = page.Count == FirstPage && snapshots is not null
            && await LoadSnapshotAsync(activation, page[^1].Version, cancel);
        if (!fromSnapshot)
        {
            activation.Become(activation.Kind.InitialState, 0, 0);
            Fold(activation, page);
            if (page.Count == FirstPage) await FoldTailAsync(activation, cancel);
        }

        EngineTelemetry.Loads.Add(
            1, EngineTelemetry.Category(activation.Kind.Category),
            EngineTelemetry.Outcome(fromSnapshot ? "snapshot" : "log"));
    }

    private int FirstPage => options.SnapshotEvery > 0 ? options.SnapshotEvery : options.PageSize;

    private async ValueTask<bool> LoadSnapshotAsync(
        Activation activation, long afterVersion, CancellationToken cancel)
    {
        Snapshot? snapshot;
        try
        {
            snapshot = await snapshots!.FindAsync(activation.Stream, cancel);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return false;
        }

        if (snapshot is null || snapshot.Version < afterVersion) return false;
        if (StateCodec.Read(activation.Kind, snapshot) is not { } state) return false;

        // From the event before: were it not there, the snapshot would be of a log that has been restored to
        // an older point since, and would tell of things that never happened.
        var page = await log.ReadStreamAsync(
            activation.Stream, snapshot.Version - 1, options.PageSize, cancel);
        if (page.Count == 0) return false;
        activation.Become(state, snapshot.Version, page[0].Position);
        activation.SnapshotVersion = snapshot.Version;
        Fold(activation, page.Skip(1));
        if (page.Count == options.PageSize) await FoldTailAsync(activation, cancel);
        return true;
    }

    private async ValueTask FoldTailAsync(Activation activation, CancellationToken cancel)
    {
        while (true)
        {
            var page = await log.ReadStreamAsync(
                activation.Stream, activation.Version, options.PageSize, cancel);
            Fold(activation, page);
            if (page.Count < options.PageSize) return;
        }
    }

    private void Fold(Activation activation, IEnumerable<RecordedEvent> page)
    {
        if (activation.State is not { } state) throw new InvalidOperationException("nothing to fold onto");
        var (version, position) = (activation.Version, activation.Position);
        foreach (var recorded in page)
        {
            if (recorded.Version != version + 1)
            {
                throw new InvalidDataException(
                    $"{activation.Stream} jumps from version {version} to {recorded.Version}");
            }

            state = activation.Kind.EvolveAny(state, EventCodec.Decode(recorded, catalogue));
            (version, position) = (recorded.Version, recorded.Position);
        }

        activation.Become(state, version, position);
    }
}

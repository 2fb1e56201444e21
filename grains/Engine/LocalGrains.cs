using System.Collections.Frozen;
using System.Diagnostics;
using CommunityGrains.Domain;
using CommunityGrains.EventLog;
using CommunityGrains.EventLog.Codec;

namespace CommunityGrains.Engine;

/// <summary>
/// The grains within this process. Commands of one stream are decided one after the other, those of different
/// streams at once, so that they share the log's group commits. Several processes on one log are correct too:
/// the log checks versions, and whoever comes second reads what was new and decides again.
/// </summary>
public sealed class LocalGrains : IGrains, IAsyncDisposable
{
    private readonly IEventLog log;
    private readonly FrozenDictionary<string, IGrainKind> kinds;
    private readonly Activations activations;
    private readonly GrainReader reader;
    private readonly GrainDecider decider;
    private readonly SnapshotWriter? snapshots;
    private readonly Intake intake = new();

    /// <summary>Over a log, which stays the caller's and must outlive the grains. Without snapshots every
    /// stream is read from its beginning. Kinds and catalogue default to the whole domain.</summary>
    public LocalGrains(
        IEventLog log, ISnapshots? snapshots = null, LocalGrainsOptions? options = null,
        IReadOnlyList<IGrainKind>? kinds = null, EventCatalogue? catalogue = null, TimeProvider? clock = null)
    {
        var limits = LocalGrainsOptions.Checked(options ?? new LocalGrainsOptions());
        var events = catalogue ?? EventCatalogue.Default;
        this.log = log;
        this.kinds = (kinds ?? GrainKinds.All).ToFrozenDictionary(kind => kind.Category);
        this.snapshots = snapshots is null || limits.SnapshotEvery == 0
            ? null
            : new SnapshotWriter(snapshots, limits.SnapshotEvery, limits.SnapshotsPendingMax);
        activations = new Activations(
            limits.ActivationsMax, limits.IdleTimeMax, clock ?? TimeProvider.System);
        reader = new GrainReader(
            log, this.snapshots is null ? null : snapshots, this.snapshots, events, limits);
        decider = new GrainDecider(log, reader, this.snapshots, events, limits);
    }

    /// <summary>How many grains are in memory.</summary>
    public int ActivationsCount => activations.Count;

    /// <inheritdoc/>
    /// <remarks>When <paramref name="cancel"/> comes before the command's turn, it is not decided. When it
    /// comes later, the caller stops waiting but the command runs to its end; asking again with the same id
    /// tells what came of it.</remarks>
    /// <exception cref="ArgumentException">No kind of grain has the stream's category, or the command is of
    /// another kind.</exception>
    /// <exception cref="CommandReusedException">The id was used before for another command.</exception>
    /// <exception cref="GrainsDrainingException">The engine is shutting down; ask another or
    /// later.</exception>
    /// <exception cref="GrainContendedException">Other processes appended first, time and again.</exception>
    /// <exception cref="AppendFailedException">The log could not take it; ask again with the same
    /// id.</exception>
    public ValueTask<Reply> AskAsync(Order order, CancellationToken cancel = default)
    {
        var kind = KindOf(order);
        if (cancel.IsCancellationRequested) return ValueTask.FromCanceled<Reply>(cancel);
        if (!intake.TryEnter()) return ValueTask.FromException<Reply>(new GrainsDrainingException());
        var answering = AnswerAsync(order, kind, cancel);
        return new ValueTask<Reply>(
            cancel.CanBeCanceled && !answering.IsCompleted ? answering.WaitAsync(cancel) : answering);
    }

    /// <inheritdoc/>
    public async ValueTask<Consideration> ConsiderAsync(Order order, CancellationToken cancel = default)
    {
        var kind = KindOf(order);
        return await WithTurnAsync(
            order.Stream, kind, activation => GrainDecider.Consider(activation, order), cancel);
    }

    /// <inheritdoc/>
    public async ValueTask<GrainState> StateAsync(StreamId stream, CancellationToken cancel = default) =>
        await WithTurnAsync(
            stream, KindOf(stream),
            activation => new GrainState(activation.State!, activation.Version), cancel);

    /// <inheritdoc/>
    /// <remarks>Returns after the snapshots that were due are written, too. Cancelling ends the waiting only:
    /// the door stays closed. States can still be read.</remarks>
    public async Task DrainAsync(CancellationToken cancel = default)
    {
        await intake.CloseAsync().WaitAsync(cancel);
        if (snapshots is not null) await snapshots.FlushAsync().WaitAsync(cancel);
    }

    /// <summary>Drains, and frees the memory. The log stays open: it is the caller's.</summary>
    public async ValueTask DisposeAsync()
    {
        await DrainAsync();
        activations.Clear();
    }

    private async Task<Reply> AnswerAsync(Order order, IGrainKind kind, CancellationToken cancel)
    {
        using var trace = EngineTelemetry.Source.StartActivity("grain.ask");
        var began = Stopwatch.GetTimestamp();
        var outcome = "failed";
        var activation = activations.Enter(order.Stream, kind);
        try
        {
            await activation.Turn.TakeAsync(cancel);
            try
            {
                // From here on nobody's patience matters: what has begun is finished.
                var reply = await decider.DecideAsync(activation, order);
                outcome = NameOf(reply);
                return reply;
            }
            finally
            {
                activation.Turn.Pass();
            }
        }
        catch (Exception error)
        {
            outcome = error switch
            {
                CommandReusedException => "reused",
                OperationCanceledException when cancel.IsCancellationRequested => "cancelled",
                _ => "failed",
            };
            // The type alone: a message may quote what was asked.
            if (outcome == "failed") trace?.SetStatus(ActivityStatusCode.Error, error.GetType().Name);
            throw;
        }
        finally
        {
            activations.Leave(activation);
            intake.Leave();
            Record(trace, order, outcome, began);
        }
    }

    private async ValueTask<T> WithTurnAsync<T>(
        StreamId stream, IGrainKind kind, Func<Activation, T> look, CancellationToken cancel)
    {
        var activation = activations.Enter(stream, kind);
        try
        {
            await activation.Turn.TakeAsync(cancel);
            try
            {
                // Another process may have appended: only the log knows where the stream ends.
                await reader.CatchUpAsync(activation, cancel);
                return look(activation);
            }
            finally
            {
                activation.Turn.Pass();
            }
        }
        finally
        {
            activations.Leave(activation);
        }
    }

    private IGrainKind KindOf(Order order)
    {
        var kind = KindOf(order.Stream);
        return kind.CommandType.IsInstanceOfType(order.Command)
            ? kind
            : throw new ArgumentException(
                $"{order.Command.GetType().Name} is no command of a {kind.Category}", nameof(order));
    }

    private IGrainKind KindOf(StreamId stream) => kinds.TryGetValue(stream.Category, out var kind)
        ? kind
        : throw new ArgumentException($"there is no kind of grain called {stream.Category}", nameof(stream));

    private static string NameOf(Reply reply) => reply switch
    {
        { Repeated: true } => "repeated",
        Reply.Refused => "refused",
        Reply.Accepted { EventCount: 0 } => "already-so",
        _ => "accepted",
    };

    private static void Record(Activity? trace, Order order, string outcome, long began)
    {
        var category = EngineTelemetry.Category(order.Stream.Category);
        EngineTelemetry.Commands.Add(1, category, EngineTelemetry.Outcome(outcome));
        EngineTelemetry.Latency.Record(
            Stopwatch.GetElapsedTime(began).TotalSeconds, category, EngineTelemetry.Outcome(outcome));
        if (trace is null) return;
        trace.SetTag("grain.category", order.Stream.Category);
        trace.SetTag("grain.command", order.Command.GetType().Name);
        trace.SetTag("grain.command.id", order.Command.Asked.Id.Value);
        trace.SetTag("outcome", outcome);
    }
}

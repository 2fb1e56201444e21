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
    private readonly KnownKinds kinds;
    private readonly Activations activations;
    private readonly Deciding deciding;
    private readonly Intake intake = new();

    /// <summary>Over a log, which stays the caller's and must outlive the grains. Without snapshots every
    /// stream is read from its beginning. Kinds and catalogue default to the whole domain.</summary>
    public LocalGrains(
        IEventLog log, ISnapshots? snapshots = null, EngineOptions? options = null,
        IReadOnlyList<IGrainKind>? kinds = null, EventCatalogue? catalogue = null, TimeProvider? clock = null)
    {
        var limits = options ?? new EngineOptions();
        this.kinds = new KnownKinds(kinds);
        deciding = new Deciding(log, snapshots, limits, this.kinds, catalogue);
        activations = new Activations(
            limits.ActivationsMax, limits.IdleTimeMax, clock ?? TimeProvider.System);
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
        var kind = kinds.Of(order);
        if (cancel.IsCancellationRequested) return ValueTask.FromCanceled<Reply>(cancel);
        if (!intake.TryEnter()) return ValueTask.FromException<Reply>(new GrainsDrainingException());
        var answering = AnswerAsync(order, kind, cancel);
        return new ValueTask<Reply>(
            cancel.CanBeCanceled && !answering.IsCompleted ? answering.WaitAsync(cancel) : answering);
    }

    /// <inheritdoc/>
    public async ValueTask<Consideration> ConsiderAsync(Order order, CancellationToken cancel = default) =>
        await WithTurnAsync(
            order.Stream, kinds.Of(order),
            activation => deciding.ConsiderAsync(activation, order, cancel), cancel);

    /// <inheritdoc/>
    public async ValueTask<GrainState> StateAsync(StreamId stream, CancellationToken cancel = default) =>
        await WithTurnAsync(
            stream, kinds.Of(stream), activation => deciding.StateAsync(activation, cancel), cancel);

    /// <inheritdoc/>
    /// <remarks>Returns after the snapshots that were due are written, too. Cancelling ends the waiting only:
    /// the door stays closed. States can still be read.</remarks>
    public async Task DrainAsync(CancellationToken cancel = default)
    {
        await intake.CloseAsync().WaitAsync(cancel);
        await deciding.FlushAsync().WaitAsync(cancel);
    }

    /// <summary>Drains, and frees the memory. The log stays open: it is the caller's.</summary>
    public async ValueTask DisposeAsync()
    {
        await DrainAsync();
        activations.Clear();
    }

    private async Task<Reply> AnswerAsync(Order order, IGrainKind kind, CancellationToken cancel)
    {
        using var asking = new Asking(order);
        try
        {
            // From its turn on nobody's patience matters: what has begun is finished.
            return asking.Answered(await WithTurnAsync(
                order.Stream, kind, activation => deciding.AskAsync(activation, order), cancel));
        }
        catch (Exception error)
        {
            asking.Failed(error, cancel);
            throw;
        }
        finally
        {
            intake.Leave();
        }
    }

    private async ValueTask<T> WithTurnAsync<T>(
        StreamId stream, IGrainKind kind, Func<Activation, ValueTask<T>> act, CancellationToken cancel)
    {
        var activation = activations.Enter(stream, kind);
        try
        {
            await activation.Turn.TakeAsync(cancel);
            try
            {
                return await act(activation);
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
}

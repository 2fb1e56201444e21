using CommunityGrains.Domain;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.EventLog.Codec;

namespace CommunityGrains.Orleans;

/// <summary>
/// The grains of a cluster, asked from one of its silos or from a client. Orders travel to wherever the
/// grain is; while silos come and go they are sent again, within a bound and with the same command id, so
/// that one that was decided already is answered as it was the first time.
/// </summary>
/// <param name="deciding">Of the silo in this process, whose snapshots draining waits for; null in a client.
/// </param>
public sealed class OrleansGrains(
    IGrainFactory cluster, Deciding? deciding = null, KnownKinds? kinds = null,
    EventCatalogue? catalogue = null, OrleansGrainsOptions? options = null, TimeProvider? clock = null)
    : IGrains
{
    private readonly KnownKinds kinds = kinds ?? new KnownKinds();
    private readonly EventCatalogue catalogue = catalogue ?? EventCatalogue.Default;
    private readonly OrleansGrainsOptions options = options ?? new OrleansGrainsOptions();
    private readonly TimeProvider clock = clock ?? TimeProvider.System;
    private readonly Intake intake = new();

    /// <inheritdoc/>
    /// <remarks>When <paramref name="cancel"/> comes before the command's turn, it is not decided. When it
    /// comes later, the caller stops waiting but the command runs to its end.</remarks>
    /// <exception cref="ArgumentException">No kind of grain has the stream's category, or the command is of
    /// another kind.</exception>
    /// <exception cref="GrainsUnreachableException">No silo answered for as long as the options
    /// say.</exception>
    public ValueTask<Reply> AskAsync(Order order, CancellationToken cancel = default)
    {
        var kind = kinds.Of(order);
        if (cancel.IsCancellationRequested) return ValueTask.FromCanceled<Reply>(cancel);
        if (!intake.TryEnter()) return ValueTask.FromException<Reply>(new GrainsDrainingException());
        return new ValueTask<Reply>(AnswerAsync(order, kind, cancel));
    }

    /// <inheritdoc/>
    public async ValueTask<Consideration> ConsiderAsync(Order order, CancellationToken cancel = default)
    {
        var json = Wire.Write(order, kinds.Of(order));
        return Wire.ReadConsideration(
            await CallAsync(order.Stream, grain => grain.ConsiderAsync(json, cancel), cancel), catalogue);
    }

    /// <inheritdoc/>
    public async ValueTask<GrainState> StateAsync(StreamId stream, CancellationToken cancel = default)
    {
        var kind = kinds.Of(stream);
        return Wire.ReadState(await CallAsync(stream, grain => grain.StateAsync(cancel), cancel), kind);
    }

    /// <inheritdoc/>
    /// <remarks>Closes this door to the cluster; others stay open. Returns after the snapshots that were due
    /// in this process are written, too.</remarks>
    public async Task DrainAsync(CancellationToken cancel = default)
    {
        await intake.CloseAsync().WaitAsync(cancel);
        if (deciding is not null) await deciding.FlushAsync().WaitAsync(cancel);
    }

    private async Task<Reply> AnswerAsync(Order order, IGrainKind kind, CancellationToken cancel)
    {
        using var asking = new Asking(order);
        try
        {
            var json = Wire.Write(order, kind);
            return asking.Answered(Wire.ReadReply(
                await CallAsync(order.Stream, grain => grain.AskAsync(json, cancel), cancel)));
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

    private async Task<byte[]> UntilLeftAsync(Task<byte[]> calling, CancellationToken cancel)
    {
        if (!cancel.CanBeCanceled) return await calling;
        using var leaving = new CancellationTokenSource();
        await using var registration =
            cancel.UnsafeRegister(_ => leaving.CancelAfter(options.FarewellMax), null);
        return await calling.WaitAsync(leaving.Token);
    }

    private async Task<byte[]> CallAsync(
        StreamId stream, Func<IStreamGrain, Task<byte[]>> call, CancellationToken cancel)
    {
        var grain = cluster.GetGrain<IStreamGrain>(GrainNames.Of(stream));
        var began = clock.GetTimestamp();
        for (var pause = options.PauseMin; ; pause *= pause < options.PauseMax ? 2 : 1)
        {
            try
            {
                // Also a call that has just begun ends with the time there is for all of them.
                var left = options.RetryFor - clock.GetElapsedTime(began);
                return await UntilLeftAsync(call(grain), cancel)
                    .WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock, CancellationToken.None);
            }
            catch (Exception error) when (IsPassing(error, cancel))
            {
                if (clock.GetElapsedTime(began) + pause >= options.RetryFor)
                    throw new GrainsUnreachableException(stream, error);
                EngineTelemetry.Retries.Add(1, EngineTelemetry.Category(stream.Category));
            }

            // Not all at once: those whom one silo has left behind would come back together.
            await Task.Delay(pause * (0.5 + (Random.Shared.NextDouble() / 2)), clock, cancel);
        }
    }

    // A silo that is going, gone or overloaded; what it was doing ends there as cancelled. What a decider or
    // the log threw is of other types.
    private static bool IsPassing(Exception error, CancellationToken cancel) =>
        error is OrleansException or TimeoutException
        || (error is OperationCanceledException && !cancel.IsCancellationRequested);
}

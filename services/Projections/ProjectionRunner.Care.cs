using CommunityGrains.EventLog;

namespace CommunityGrains.Projections;

// What is asked of a view from outside: its health, a rebuild, another try at what was set aside.
public sealed partial class ProjectionRunner
{
    private readonly SemaphoreSlim rebuilding = new(1);

    /// <summary>How the view fares now, measured against the log's head as it is now.</summary>
    public async ValueTask<ProjectionHealth> HealthAsync(CancellationToken cancel = default)
    {
        long? head = null;
        var said = reason;
        // Before the head: a step in between must not look like a checkpoint above it.
        var position = Position;
        try
        {
            head = await log.HeadAsync(cancel);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            said ??= $"the log cannot be asked: {error.GetType().Name}";
        }

        var lag = head - position;
        var age = LagAge(position, lag);
        if (lag < 0) said ??= $"the checkpoint {position} is above the log's head {head}";
        if (lag > 0 && age > settings.LagAgeMax) said ??= $"no step for {age.TotalSeconds:F0} s";
        if (state is ProjectionState.Stopped or ProjectionState.Idle) said ??= "the loop does not run";
        var healthy = IsAlive && failures == 0 && lag >= 0 && age <= settings.LagAgeMax;
        return new ProjectionHealth(
            projection.Name, healthy, state, position, head, lag, age, parked, healthy ? null : said);
    }

    /// <summary>Counted from when the view was first seen behind at this position: after a quiet night the
    /// first event of the morning is not a night old.</summary>
    private TimeSpan LagAge(long position, long? lag)
    {
        lock (gate)
        {
            if (lag == 0) behind = null;
            else if (behind?.Position != position) behind = (position, time.GetTimestamp());
            return behind is { } seen ? time.GetElapsedTime(seen.Since) : TimeSpan.Zero;
        }
    }

    /// <summary>Reads everything again into tables beside the live ones, which serve and follow meanwhile,
    /// and swaps. Cancelled or killed at any point, the live view is as it was; what is left behind is
    /// dropped
    /// next time.</summary>
    /// <param name="progress">Told the position reached.</param>
    /// <param name="cancel">Ends the rebuild; the live view stays.</param>
    /// <exception cref="PoisonEventException">An event cannot be folded, and the policy is to
    /// stop.</exception>
    public async Task RebuildAsync(IProgress<long>? progress = null, CancellationToken cancel = default)
    {
        await RebuildShadowAsync(progress, swapInTurn: true, cancel);
        if (state == ProjectionState.Dead) Start();
    }

    /// <summary>Tries again what was set aside: the streams concerned are folded anew from their beginnings,
    /// in order. What still cannot be folded stays set aside.</summary>
    /// <returns>How many events are set aside no more.</returns>
    public async Task<int> ReplayParkedAsync(CancellationToken cancel = default)
    {
        var before = parked;
        await InTurnAsync(async () =>
        {
            var aside = await projection.Live.ParkedAsync(cancel);
            before = aside.Count;
            foreach (var stream in aside.Select(parkedEvent => parkedEvent.Stream).Distinct())
                await RewriteAsync(StreamId.Parse(stream), cancel);
            parked = (await projection.Live.ParkedAsync(cancel)).Count;
        }, cancel);
        return before - parked;
    }

    private async Task RewriteAsync(StreamId stream, CancellationToken cancel)
    {
        var live = projection.Live;
        live.Forget();
        var progress = await live.ReadProgressAsync(cancel);
        var events = new List<RecordedEvent>();
        const int atOnce = 1_000;
        for (var version = 0L;
            await log.ReadStreamAsync(stream, version, atOnce, cancel) is { Count: > 0 } more;)
        {
            events.AddRange(more.Where(recorded => recorded.Position <= progress.Position));
            version = more[^1].Version;
        }

        var folder = new PageFolder(projection, live, new HashSet<string>());
        var folded = await folder.FoldAsync(progress.Position, events, cancel);
        if (folded.Poison is not null) return;
        var stay = folded.Advance with { To = progress.Position, Hash = progress.Hash };
        await live.RewriteAsync(folded.Page, [stream], stay, cancel);
        live.Forget();
    }

    private async Task RebuildShadowAsync(
        IProgress<long>? progress, bool swapInTurn, CancellationToken cancel)
    {
        await rebuilding.WaitAsync(cancel);
        try
        {
            var shadow = await projection.BeginRebuildAsync(cancel);
            var folder = new PageFolder(projection, shadow, new HashSet<string>());
            var pump = new Pump(
                log, shadow, folder, settings.RebuildPageEventsMax,
                (step, _, _) => progress?.Report(step.To), time);
            await pump.RunToHeadAsync(cancel);
            await shadow.FinishAsync(cancel);
            await pump.RunToHeadAsync(cancel);
            for (var swapped = false; !swapped;)
            {
                if (swapInTurn)
                    await InTurnAsync(async () => swapped = await SwapAsync(shadow, pump, cancel), cancel);
                else
                    swapped = await SwapAsync(shadow, pump, cancel);
            }
        }
        finally
        {
            rebuilding.Release();
        }
    }

    private async Task<bool> SwapAsync(IShadowTables shadow, Pump pump, CancellationToken cancel)
    {
        await pump.RunToHeadAsync(cancel);
        if (!await shadow.TrySwapAsync(await log.HeadAsync(cancel), cancel)) return false;
        projection.Live.Forget();
        parked = (await projection.Live.ParkedAsync(cancel)).Count;
        positions.Reach(pump.Position);
        return true;
    }

    /// <summary>Runs <paramref name="work"/> while the loop stands still between two pages.</summary>
    private async Task InTurnAsync(Func<Task> work, CancellationToken cancel)
    {
        CancellationTokenSource following;
        lock (gate)
        {
            waitingForTurn++;
            following = interrupt;
        }

        try
        {
            // First in the queue, then interrupt: the loop, which asks for its turn again, comes after.
            var mine = turn.WaitAsync(cancel);
            await following.CancelAsync();
            await mine;
        }
        finally
        {
            lock (gate) waitingForTurn--;
        }

        try
        {
            await work();
        }
        finally
        {
            turn.Release();
        }
    }
}

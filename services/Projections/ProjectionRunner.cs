using CommunityGrains.EventLog;

namespace CommunityGrains.Projections;

/// <summary>
/// Keeps one view up with the log. A failure to read or write turns health red and is tried again until it
/// succeeds: commands go on meanwhile, so a view that gave up would only be further behind. What cannot be
/// mended by trying again ends the loop and is said.
/// </summary>
public sealed partial class ProjectionRunner : IAsyncDisposable
{
    private const int FailuresCountedMax = 20;

    private readonly IEventLog log;
    private readonly IProjection projection;
    private readonly ProjectionSettings settings;
    private readonly TimeProvider time;
    private readonly ProjectionMetrics metrics;
    private readonly PositionWaiters positions = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();

    // Held by the loop while it follows, and by whoever needs the view to stand still.
    private readonly SemaphoreSlim turn = new(1);
    private CancellationTokenSource interrupt = new();
    private CancellationTokenSource running = new();
    private int waitingForTurn;

    private Task loop = Task.CompletedTask;
    private volatile ProjectionState state = ProjectionState.Idle;
    private volatile string? reason;
    private volatile int parked;
    private volatile int failures;
    private (long Position, long Since)? behind;

    public ProjectionRunner(
        IEventLog log, IProjection projection, ProjectionSettings? settings = null, TimeProvider? time = null)
    {
        this.log = log;
        this.projection = projection;
        this.settings = settings ?? new ProjectionSettings();
        this.time = time ?? TimeProvider.System;
        metrics = new ProjectionMetrics(
            projection.Name, log, () => Position, () => log.HeadAsync(), () => parked, () => IsAlive);
    }

    /// <summary>How far the view has read.</summary>
    public long Position => positions.Reached;

    /// <summary>Ends when the loop does, shut down or dead; it never fails. Whoever hosts the view may say so
    /// at once.</summary>
    public Task Completion => loop;

    private bool IsAlive => state is ProjectionState.Running or ProjectionState.Rebuilding;

    /// <summary>Starts the loop, or starts it again when it has died.</summary>
    public void Start()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(stopping.IsCancellationRequested, this);
            if (IsAlive) return;
            state = ProjectionState.Running;
            reason = null;
            failures = 0;
            running = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
            var end = running.Token;
            loop = Task.Run(() => LoopAsync(end), CancellationToken.None);
        }
    }

    /// <summary>Ends the loop after the page it is writing, until it is started again: another program goes
    /// on from here.</summary>
    public async Task StopAsync()
    {
        (CancellationTokenSource Running, Task Loop) mine;
        lock (gate) mine = (running, loop);
        await mine.Running.CancelAsync();
        await mine.Loop;
        if (IsAlive) state = ProjectionState.Idle;
    }

    /// <summary>Returns when the view has seen this position; false when it did not within the
    /// time.</summary>
    public async ValueTask<bool> WaitAsync(
        long position, TimeSpan timeout, CancellationToken cancel = default)
    {
        if (Position >= position) return true;
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            await positions.WaitAsync(position, either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Position >= position;
        }
    }

    /// <summary>Ends the loop after the page it is writing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested) return;
        await stopping.CancelAsync();
        await loop;
        if (state != ProjectionState.Dead) state = ProjectionState.Stopped;
        metrics.Dispose();
    }

    private async Task LoopAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested && state != ProjectionState.Dead)
        {
            try
            {
                await turn.WaitAsync(end);
                try
                {
                    using var follow = BeginFollowing(end);
                    if (follow is not null) await FollowAsync(follow.Token);
                }
                finally
                {
                    turn.Release();
                }
            }
            catch (OperationCanceledException)
            {
                // Shutting down, or somebody needs the view to stand still.
                projection.Live.Forget();
            }
            catch (Exception error)
            {
                projection.Live.Forget();
                await AfterFailureAsync(error, end);
            }
        }
    }

    /// <summary>The token that ends following; null when somebody waits for the turn.</summary>
    private CancellationTokenSource? BeginFollowing(CancellationToken end)
    {
        lock (gate)
        {
            if (waitingForTurn > 0) return null;
            interrupt = new CancellationTokenSource();
            return CancellationTokenSource.CreateLinkedTokenSource(interrupt.Token, end);
        }
    }

    private async Task FollowAsync(CancellationToken cancel)
    {
        var progress = await projection.Live.ReadProgressAsync(cancel);
        await RequireOwnCheckpointAsync(progress, cancel);
        if (progress.FoldVersion != projection.FoldVersion)
        {
            state = ProjectionState.Rebuilding;
            await RebuildShadowAsync(null, swapInTurn: false, cancel);
            state = ProjectionState.Running;
            Succeeded();
            return;
        }

        parked = (await projection.Live.ParkedAsync(cancel)).Count;
        positions.Reach(progress.Position);
        var pump = new Pump(
            log, projection.Live, new PageFolder(projection, projection.Live, progress.Held),
            settings.PageEventsMax, Committed, time).From(progress.Position);
        while (true)
        {
            await pump.RunToHeadAsync(cancel);
            Succeeded();
            await log.WaitAsync(pump.Position, cancel);
        }
    }

    /// <summary>A checkpoint above the head, or at an event with another hash, is not this log's: nothing
    /// would ever come, or the wrong things would. It is said, not waited on.</summary>
    private async ValueTask RequireOwnCheckpointAsync(Progress progress, CancellationToken cancel)
    {
        if (progress.Position == 0) return;
        var head = await log.HeadAsync(cancel);
        if (progress.Position > head)
        {
            throw new ForeignCheckpointException(
                $"the checkpoint {progress.Position} is above the log's head {head}: the log was restored to "
                + "an older point. Rebuild the view.");
        }

        var at = await log.ReadAllAsync(progress.Position - 1, 1, cancel);
        if (at is [var last] && last.Position == progress.Position
            && last.Hash.Span.SequenceEqual(progress.Hash.Span))
            return;
        throw new ForeignCheckpointException(
            $"the event at the checkpoint {progress.Position} is not the one that was read: the log was "
            + "restored or replaced. Rebuild the view.");
    }

    private void Committed(Advance advance, int eventCount, TimeSpan duration)
    {
        Succeeded();
        parked += advance.Parked.Count;
        positions.Reach(advance.To);
        metrics.Committed(eventCount, duration);
    }

    private void Succeeded()
    {
        if (failures == 0) return;
        failures = 0;
        reason = null;
    }

    private async Task AfterFailureAsync(Exception error, CancellationToken end)
    {
        // An exception's own text may quote data; these two are written without.
        var isOurs = error is PoisonEventException or ForeignCheckpointException;
        reason = isOurs ? error.Message : error.GetType().Name;
        if (isOurs || projection.IsHopeless(error))
        {
            state = ProjectionState.Dead;
            return;
        }

        failures = Math.Min(failures + 1, FailuresCountedMax);
        var delay = settings.RetryDelay * (1 << (failures - 1));
        try
        {
            await Task.Delay(
                delay < settings.RetryDelayMax ? delay : settings.RetryDelayMax, time, end);
        }
        catch (OperationCanceledException)
        {
            // Shutting down.
        }
    }
}

using Microsoft.Extensions.Logging;

namespace CommunityGrains.LongWork;

/// <summary>How a piece of work takes its turn, tells how far it is, and ends.</summary>
public sealed partial class LongWorks
{
    private void Enqueue(Guid id, string region, string kind)
    {
        var turn = new Turn(kind, CancellationTokenSource.CreateLinkedTokenSource(stopping.Token));
        turns[id] = turn;
        turn.Ended = Task.Run(() => TakeTurnAsync(id, region, turn), CancellationToken.None);
    }

    private async Task TakeTurnAsync(Guid id, string region, Turn turn)
    {
        try
        {
            if (await EndOfAsync(id, region, turn) is not { } end) return;
            var (done, total) = turn.Run?.Progress ?? default;
            await book.EndAsync(id, done, total, end, CancellationToken.None);
            if (end.FilesFor is null) folder.Delete(id);
            else if (end.State == WorkState.Done && !IsDraft(turn.Kind)) folder.Delete(id, WorkFile.Upload);
            if (end.State == WorkState.Cancelled && IsDraft(turn.Kind))
                await book.DeleteAsync(id, CancellationToken.None);
        }
        catch (Exception error)
        {
            // The row stays as it is; the next start finds it broken off.
            LogNotWritten(error.GetType().FullName, error.StackTrace);
        }
        finally
        {
            turns.TryRemove(KeyValuePair.Create(id, turn));
            turn.Stop.Dispose();
        }
    }

    // Null when it is not there to be done any more.
    private async Task<WorkEnd?> EndOfAsync(Guid id, string region, Turn turn)
    {
        var (cancel, hasSlot) = (turn.Stop.Token, false);
        var (filesFor, keptFor) = (Patience(turn.Kind), KeptFor(turn.Kind));
        try
        {
            await slots.WaitAsync(cancel);
            hasSlot = true;
            if (!await book.RunAsync(id, cancel) || await book.FindAsync(region, id, cancel) is not { } work
                || await book.KeyAsync(id, cancel) is not { } key)
                return null;
            var run = turn.Run = new WorkRun(
                work, file => folder.Open(id, file, key), file => folder.Create(id, file, key));
            var report = await RunAsync(kinds[work.Kind], run, turn);
            var keepsFiles = IsDraft(turn.Kind) || folder.Has(id, WorkFile.Result);
            return new WorkEnd(WorkState.Done, report, null, keepsFiles ? filesFor : null, keptFor);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested || turn.IsHalted)
        {
            return new WorkEnd(WorkState.BrokenOff, null, null, filesFor, filesFor);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return new WorkEnd(WorkState.Cancelled, null, null, null, keptFor);
        }
        catch (WorkFailedException failed)
        {
            return new WorkEnd(WorkState.Failed, failed.Report, failed.Code, filesFor, keptFor);
        }
        catch (Exception error)
        {
            // Kind and place, not the text: it may tell of somebody.
            LogFailed(turn.Kind, error.GetType().FullName, error.StackTrace);
            return new WorkEnd(WorkState.Failed, null, "work.failed", filesFor, keptFor);
        }
        finally
        {
            if (hasSlot) slots.Release();
        }
    }

    private async Task<string> RunAsync(IWorkKind kind, WorkRun run, Turn turn)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(turn.Stop.Token);
        var telling = TellAsync(run, turn, over.Token);
        try
        {
            return await kind.RunAsync(run, turn.Stop.Token);
        }
        finally
        {
            await over.CancelAsync();
            await telling;
        }
    }

    private async Task TellAsync(WorkRun run, Turn turn, CancellationToken over)
    {
        using var timer = new PeriodicTimer(options.TellEvery, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(over)) await TellOnceAsync(run, turn, over);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The run is over.
        }
    }

    private async Task TellOnceAsync(WorkRun run, Turn turn, CancellationToken over)
    {
        try
        {
            var (done, total) = run.Progress;
            if (!await book.TellAsync(run.Work.Id, done, total, options.FilesFor, over))
                await turn.StopAsync();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // The work goes on; how far it is, is told a moment later.
            LogNotWritten(error.GetType().FullName, error.StackTrace);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Long work failed: {Kind}: {Error}\n{Stack}")]
    private partial void LogFailed(string? kind, string? error, string? stack);

    [LoggerMessage(2, LogLevel.Error, "The state of long work could not be written: {Error}\n{Stack}")]
    private partial void LogNotWritten(string? error, string? stack);

    private sealed class Turn(string kind, CancellationTokenSource stop)
    {
        public string Kind => kind;

        public CancellationTokenSource Stop => stop;

        public WorkRun? Run { get; set; }

        /// <summary>Whether it is stopped to be begun anew.</summary>
        public bool IsHalted { get; set; }

        public Task Ended { get; set; } = Task.CompletedTask;

        public async Task StopAsync()
        {
            try
            {
                await stop.CancelAsync();
            }
            catch (ObjectDisposedException)
            {
                // It has ended by itself.
            }
        }
    }
}

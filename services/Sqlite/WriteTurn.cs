namespace CommunityGrains.Sqlite;

/// <summary>
/// Whose turn it is to write, within this process: one at a time, strictly in the order of asking. SQLite
/// lets one transaction write at a time and picks the next by chance among those that poll; in one process
/// this queue picks it fairly, so that neither the log nor a view is ever starved by the other.
/// </summary>
public sealed class WriteTurn
{
    private readonly Lock gate = new();
    private readonly Queue<TaskCompletionSource<Holder>> waiting = new();
    private bool taken;

    /// <summary>Waits for the turn; dispose what is returned to pass it on.</summary>
    /// <exception cref="OperationCanceledException">Cancelled before the turn came.</exception>
    public async ValueTask<IDisposable> EnterAsync(CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        var (holder, waiter) = TakeOrQueue();
        if (holder is not null) return holder;
        await using (cancel.UnsafeRegister(static (state, token) =>
            ((TaskCompletionSource<Holder>)state!).TrySetCanceled(token), waiter))
            return await waiter!.Task;
    }

    /// <summary>Waits for the turn on this thread: for a thread that does nothing but write.</summary>
    public IDisposable Enter()
    {
        var (holder, waiter) = TakeOrQueue();
        return holder ?? waiter!.Task.GetAwaiter().GetResult();
    }

    private (Holder? Holder, TaskCompletionSource<Holder>? Waiter) TakeOrQueue()
    {
        lock (gate)
        {
            if (!taken)
            {
                taken = true;
                return (new Holder(this), null);
            }

            var waiter = new TaskCompletionSource<Holder>(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Enqueue(waiter);
            return (null, waiter);
        }
    }

    private void PassOn()
    {
        lock (gate)
        {
            // Who was cancelled while waiting refuses the turn; it goes to the next.
            while (waiting.TryDequeue(out var next))
                if (next.TrySetResult(new Holder(this))) return;
            taken = false;
        }
    }

    private sealed class Holder(WriteTurn turn) : IDisposable
    {
        private WriteTurn? turn = turn;

        public void Dispose() => Interlocked.Exchange(ref turn, null)?.PassOn();
    }
}

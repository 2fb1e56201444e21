namespace CommunityGrains.Projections;

/// <summary>Who waits for a view to have seen a position.</summary>
internal sealed class PositionWaiters
{
    private readonly Lock gate = new();
    private readonly PriorityQueue<TaskCompletionSource, long> waiting = new();
    private long reached;

    public long Reached => Interlocked.Read(ref reached);

    /// <summary>The view is at this position now. After a rebuild it may be a lower one.</summary>
    public void Reach(long position)
    {
        lock (gate)
        {
            Interlocked.Exchange(ref reached, position);
            while (waiting.TryPeek(out _, out var wanted) && wanted <= position)
                waiting.Dequeue().TrySetResult();
        }
    }

    public async Task WaitAsync(long position, CancellationToken cancel)
    {
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (reached >= position) return;
            waiting.Enqueue(waiter, position);
        }

        try
        {
            await waiter.Task.WaitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            lock (gate) waiting.Remove(waiter, out _, out _);
            throw;
        }
    }
}

namespace CommunityGrains.Engine;

/// <summary>One at a time, in the order of coming. Waiting blocks no thread. A free turn is taken without a
/// hop, so that an uncontended grain decides on its caller's own thread.</summary>
internal sealed class Turn
{
    private readonly Lock sync = new();
    private Queue<TaskCompletionSource>? waiting;
    private bool taken;

    /// <summary>Completes when it is the caller's turn; then <see cref="Pass"/> must follow. When it is
    /// cancelled first, the turn never comes.</summary>
    public Task TakeAsync(CancellationToken cancel)
    {
        TaskCompletionSource place;
        lock (sync)
        {
            if (!taken)
            {
                taken = true;
                return Task.CompletedTask;
            }

            // Asynchronously: whoever passes the turn must get his reply before the next one decides.
            place = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            (waiting ??= new()).Enqueue(place);
        }

        return cancel.CanBeCanceled ? WaitAsync(place, cancel) : place.Task;
    }

    public void Pass()
    {
        while (true)
        {
            TaskCompletionSource? next;
            lock (sync)
            {
                if (waiting is null || !waiting.TryDequeue(out next))
                {
                    taken = false;
                    return;
                }
            }

            // False when the waiting caller has gone: then it is the turn of the one behind him.
            if (next.TrySetResult()) return;
        }
    }

    private static async Task WaitAsync(TaskCompletionSource place, CancellationToken cancel)
    {
        await using var registration = cancel.UnsafeRegister(
            static (place, cancel) => ((TaskCompletionSource)place!).TrySetCanceled(cancel), place);
        await place.Task;
    }
}

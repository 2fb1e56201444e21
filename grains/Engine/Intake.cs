namespace CommunityGrains.Engine;

/// <summary>The door: counts who is inside, and once it is closed says when the last one has left.</summary>
internal sealed class Intake
{
    private readonly Lock sync = new();
    private readonly TaskCompletionSource emptied = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int inside;
    private bool closed;

    /// <summary>False when it is closed; when true, <see cref="Leave"/> must follow.</summary>
    public bool TryEnter()
    {
        lock (sync)
        {
            if (closed) return false;
            inside++;
            return true;
        }
    }

    public void Leave()
    {
        lock (sync)
        {
            inside--;
            if (closed && inside == 0) emptied.SetResult();
        }
    }

    /// <summary>Closes it, for good, and completes when everyone has left.</summary>
    public Task CloseAsync()
    {
        lock (sync)
        {
            if (closed) return emptied.Task;
            closed = true;
            if (inside == 0) emptied.SetResult();
        }

        return emptied.Task;
    }
}

namespace CommunityGrains.EventLog.Writing;

/// <summary>
/// A request on its way to its verdict. It is either taken by the writer or withdrawn by its caller, never
/// both: a caller who is told "cancelled" knows that nothing of it was or will be stored, and once it has
/// been taken the caller gets the verdict.
/// </summary>
public sealed class PendingAppend(AppendRequest request)
    : TaskCompletionSource<AppendVerdict>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private CancellationTokenRegistration withdrawal;
    private int taken;

    public AppendRequest Request { get; } = request;

    /// <summary>What to answer once the commit is durable.</summary>
    public AppendVerdict? Verdict { get; set; }

    /// <summary>What to answer when the request failed.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Lets the caller withdraw while the request waits.</summary>
    public void WithdrawOn(CancellationToken cancel)
    {
        if (!cancel.CanBeCanceled) return;
        withdrawal = cancel.UnsafeRegister(static (state, token) =>
        {
            var pending = (PendingAppend)state!;
            if (pending.TryTake()) pending.TrySetCanceled(token);
        }, this);
    }

    public bool TryTake() => Interlocked.Exchange(ref taken, 1) == 0;

    public void Answer()
    {
        withdrawal.Unregister();
        if (Failure is not null) TrySetException(Failure);
        else TrySetResult(Verdict!);
    }
}

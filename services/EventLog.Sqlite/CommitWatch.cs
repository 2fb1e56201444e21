using CommunityGrains.Sqlite;
using Microsoft.Data.Sqlite;

namespace CommunityGrains.EventLog.Sqlite;

/// <summary>
/// Wakes those who wait for commits: at once for this log's own, and after at most one poll interval for
/// those of another process. It looks for the latter only while somebody waits.
/// </summary>
internal sealed class CommitWatch : IDisposable
{
    private readonly Lock gate = new();

    // Held while the file is looked at, which may take as long as the disk does; the writer, who pulses under
    // the gate, never waits for it.
    private readonly Lock looking = new();
    private readonly SqliteReader reader;
    private readonly Statement dataVersion;
    private readonly ITimer timer;
    private readonly TimeSpan pollInterval;
    private TaskCompletionSource next = NewSource();
    private long lastDataVersion;
    private int waiters;
    private volatile bool disposed;

    public CommitWatch(SqliteDatabase database, TimeProvider time, TimeSpan pollInterval)
    {
        this.pollInterval = pollInterval;
        reader = database.OpenReader();
        dataVersion = new Statement(reader.Connection, "pragma data_version");
        // Known from the beginning, so that whatever is committed after a waiter's last look shows as a
        // change.
        lastDataVersion = ReadDataVersion();
        timer = time.CreateTimer(
            static state => ((CommitWatch)state!).Look(), this,
            Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Returns when <paramref name="seen"/> answers yes; asks it again after every commit.</summary>
    public async ValueTask UntilAsync(Func<bool> seen, CancellationToken cancel)
    {
        Enter();
        try
        {
            while (true)
            {
                // Taken before looking: a commit in between completes it.
                var commit = Next();
                if (seen()) return;
                await commit.WaitAsync(cancel);
            }
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Something was committed.</summary>
    public void Pulse()
    {
        TaskCompletionSource reached;
        lock (gate)
        {
            if (waiters == 0) return;
            reached = next;
            next = NewSource();
        }

        reached.TrySetResult();
    }

    /// <summary>Whoever still waits gets an <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (disposed) return;
            disposed = true;
            timer.Dispose();
        }

        lock (looking)
        {
            dataVersion.Dispose();
            reader.Dispose();
        }

        Pulse();
    }

    private void Look()
    {
        lock (gate)
        {
            if (disposed || waiters == 0) return;
            // First of all: whatever comes of this look, there is a next one.
            timer.Change(pollInterval, Timeout.InfiniteTimeSpan);
        }

        if (HasChanged()) Pulse();
    }

    private bool HasChanged()
    {
        if (!looking.TryEnter()) return false;
        try
        {
            if (disposed) return false;
            var current = ReadDataVersion();
            if (current == lastDataVersion) return false;
            lastDataVersion = current;
            return true;
        }
        catch (SqliteException)
        {
            // On a timer nobody could catch it, and the process would end. The next look tries again, and
            // whoever reads for himself meets the failure itself.
            return false;
        }
        finally
        {
            looking.Exit();
        }
    }

    private Task Next()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, typeof(SqliteEventLog));
            return next.Task;
        }
    }

    private void Enter()
    {
        lock (gate)
            if (waiters++ == 0 && !disposed) timer.Change(pollInterval, Timeout.InfiniteTimeSpan);
    }

    private void Leave()
    {
        lock (gate)
            if (--waiters == 0 && !disposed) timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private long ReadDataVersion()
    {
        dataVersion.Step();
        var version = dataVersion.Int64(0);
        dataVersion.Reset();
        return version;
    }

    private static TaskCompletionSource NewSource() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}

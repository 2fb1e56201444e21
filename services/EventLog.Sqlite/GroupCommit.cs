using System.Threading.Channels;
using CommunityGrains.EventLog.Writing;
using CommunityGrains.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CommunityGrains.EventLog.Sqlite;

/// <summary>
/// The log's one writing thread. It takes the write turn, then whatever requests have gathered meanwhile,
/// commits them together and answers. It never waits for more to come: alone, a request is committed at once;
/// under load the requests that arrive during a commit make up the next batch.
/// </summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    private readonly Channel<PendingAppend> waiting;
    private readonly SqliteDatabase database;
    private readonly SqliteEventLogOptions options;
    private readonly Action committed;
    private readonly PendingAppend[] batch;
    private readonly LogWriter writer;
    private readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="committed">Called on the writing thread after each commit, before the answers
    /// leave.</param>
    public GroupCommit(
        SqliteDatabase database, TimeProvider time, SqliteEventLogOptions options, Action committed)
    {
        this.database = database;
        this.options = options;
        this.committed = committed;
        batch = new PendingAppend[options.BatchMax];
        waiting = Channel.CreateBounded<PendingAppend>(new BoundedChannelOptions(options.WaitingMax)
        {
            SingleReader = true,
            AllowSynchronousContinuations = true,
        });
        using (database.Turn.Enter())
            writer = new LogWriter(database.Writer, time, options.StreamHeadsMax);
        new Thread(Run) { IsBackground = true, Name = "event log writer" }.Start();
    }

    public ValueTask<AppendVerdict> AppendAsync(AppendRequest request, CancellationToken cancel)
    {
        var pending = new PendingAppend(request);
        pending.WithdrawOn(cancel);
        return waiting.Writer.TryWrite(pending)
            ? new ValueTask<AppendVerdict>(pending.Task)
            : WaitToAppendAsync(pending, cancel);
    }

    /// <summary>Takes no more requests, and returns when all that were taken have been answered.</summary>
    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await stopped.Task;
    }

    private async ValueTask<AppendVerdict> WaitToAppendAsync(PendingAppend pending, CancellationToken cancel)
    {
        try
        {
            await waiting.Writer.WriteAsync(pending, cancel);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(SqliteEventLog), "The log is shut; nothing was stored.");
        }

        return await pending.Task;
    }

    private void Run()
    {
        try
        {
            while (waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                int count;
                using (database.Turn.Enter())
                {
                    count = Gather();
                    Commit(batch.AsSpan(0, count));
                }

                if (count > 0) Answer(batch.AsSpan(0, count));
            }
        }
        finally
        {
            using (database.Turn.Enter()) writer.Dispose();
            stopped.SetResult();
        }
    }

    private int Gather()
    {
        var count = 0;
        var bytes = 0L;
        while (count < batch.Length && bytes < options.BatchBytesMax && waiting.Reader.TryRead(out var next))
        {
            if (!next.TryTake()) continue;
            batch[count++] = next;
            foreach (var happened in next.Request.Events) bytes += happened.Json.Length;
        }

        return count;
    }

    /// <summary>Commits the requests together. When that fails and it is not the file's being locked, each
    /// half is tried for itself, down to the single request that is at fault: it fails alone.</summary>
    private void Commit(ReadOnlySpan<PendingAppend> requests)
    {
        if (requests.IsEmpty) return;
        try
        {
            writer.Commit(requests);
        }
        catch (Exception error)
        {
            var locked = error is SqliteException { SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED };
            if (locked || requests.Length == 1)
            {
                Fail(requests, error);
                return;
            }

            Commit(requests[..(requests.Length / 2)]);
            Commit(requests[(requests.Length / 2)..]);
        }
    }

    private void Answer(Span<PendingAppend> requests)
    {
        committed();
        foreach (var pending in requests) pending.Answer();
        requests.Clear();
    }

    private static void Fail(ReadOnlySpan<PendingAppend> requests, Exception error)
    {
        var why = error is SqliteException sqlite ? Explain(sqlite) : "an unexpected error";
        foreach (var pending in requests)
        {
            // One exception each: they are thrown on many threads at once.
            pending.Failure = new AppendFailedException(
                $"The log could not store the request: {why}.", error);
        }
    }

    private static string Explain(SqliteException error) => error.SqliteErrorCode switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "another process keeps the file locked",
        raw.SQLITE_FULL => "the disk is full",
        raw.SQLITE_IOERR => "the disk reports an error",
        raw.SQLITE_READONLY => "the file cannot be written to",
        _ => $"SQLite reports error {error.SqliteExtendedErrorCode}",
    };
}

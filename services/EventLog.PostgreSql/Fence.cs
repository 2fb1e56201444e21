using System.Diagnostics;
using System.Globalization;
using CommunityGrains.PostgreSql;
using Npgsql;

namespace CommunityGrains.EventLog.PostgreSql;

/// <summary>
/// How far readers may read. Positions are drawn before their transactions commit, so a later one may be seen
/// before an earlier one is there; a reader who went on would pass it by for ever. The fence moves to a
/// position only when it is proved that nothing can appear at or before it any more (README.md has the
/// proof). One program at a time proves for all, as long as it holds an advisory lock with its connection,
/// and tells the others by NOTIFY; who hears nothing proves for himself, which costs a little more and is as
/// right.
/// </summary>
internal sealed class Fence : IAsyncDisposable
{
    /// <summary>The advisory lock of who proves for all.</summary>
    public const long OwnerLock = 0x6367_6665_6e63_6521;

    private const string Channel = "eventlog_fence";

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan ProofDelayMax = TimeSpan.FromMilliseconds(16);

    private readonly PostgresDatabase database;
    private readonly PostgresEventLogOptions options;
    private readonly FenceMetrics metrics;
    private readonly CancellationTokenSource stopping = new();
    private readonly Bell appended = new();
    private readonly Lock gate = new();
    private TaskCompletionSource moved = NewSource();
    private Task running = Task.CompletedTask;
    private long proofBegan;
    private long lastContact;

    public Fence(PostgresDatabase database, PostgresEventLogOptions options)
    {
        this.database = database;
        this.options = options;
        metrics = new FenceMetrics(this, () => ProofBegan is var began and > 0
            ? Stopwatch.GetElapsedTime(began) : TimeSpan.Zero, () => Head, () => IsOwner);
    }

    /// <summary>Everything at or before it is final. The highest position drawn when it was proved, which may
    /// be one that was given up.</summary>
    public long Mark { get; private set; }

    /// <summary>The position of the last event at or before the mark.</summary>
    public long Head { get; private set; }

    /// <summary>Whether this program proves for all.</summary>
    public bool IsOwner { get; private set; }

    /// <summary>When the proof under way began; 0 when there is none.</summary>
    private long ProofBegan => Interlocked.Read(ref proofBegan);

    /// <summary>How long ago the server was last heard of.</summary>
    public TimeSpan Silence => Stopwatch.GetElapsedTime(Interlocked.Read(ref lastContact));

    /// <summary>Proves once, so that what was there before is seen, and goes on in the background.</summary>
    public async ValueTask StartAsync(CancellationToken cancel)
    {
        await using (var connection = await database.Source.OpenConnectionAsync(cancel))
            await ProveAsync(connection, cancel);
        running = Task.Run(RunAsync, CancellationToken.None);
    }

    /// <summary>This program has appended something.</summary>
    public void Appended() => appended.Ring();

    /// <summary>Returns when there is an event after this position.</summary>
    public ValueTask WaitAsync(long afterPosition, CancellationToken cancel)
    {
        Task next;
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(stopping.IsCancellationRequested, typeof(PostgresEventLog));
            if (Head > afterPosition) return ValueTask.CompletedTask;
            next = moved.Task;
        }

        return UntilAsync(next, afterPosition, cancel);
    }

    /// <summary>Proves here and now, with a connection of the caller's.</summary>
    public async ValueTask ProveAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var opened = new NpgsqlCommand("select last, fresh::text from eventlog.fence_open($1)", connection)
        {
            Parameters = { new NpgsqlParameter<long> { TypedValue = Mark } },
        };
        long last;
        string? fresh;
        await using (opened)
        await using (var row = await opened.ExecuteReaderAsync(cancel))
        {
            await row.ReadAsync(cancel);
            (last, fresh) = (row.GetInt64(0), row.IsDBNull(1) ? null : row.GetString(1));
        }

        Interlocked.Exchange(ref lastContact, Stopwatch.GetTimestamp());
        if (fresh is null) return;
        Interlocked.Exchange(ref proofBegan, Stopwatch.GetTimestamp());
        try
        {
            Publish(last, await CloseAsync(connection, last, fresh, cancel));
        }
        finally
        {
            metrics.Proved(Stopwatch.GetElapsedTime(Interlocked.Exchange(ref proofBegan, 0)));
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            if (stopping.IsCancellationRequested) return;
            stopping.Cancel();
        }

        await running;
        moved.TrySetResult();
        metrics.Dispose();
    }

    /// <summary>Waits until every transaction older than the fresh id has ended, however long that
    /// takes.</summary>
    private async ValueTask<long> CloseAsync(
        NpgsqlConnection connection, long last, string fresh, CancellationToken cancel)
    {
        await using var closed = new NpgsqlCommand(
            "select eventlog.fence_closed($1, $2::text::xid8)", connection)
        {
            Parameters =
            {
                new NpgsqlParameter<long> { TypedValue = last },
                new NpgsqlParameter<string> { TypedValue = fresh },
            },
        };
        var delay = TimeSpan.FromMilliseconds(0.5);
        while (true)
        {
            if (await closed.ExecuteScalarAsync(cancel) is long head) return head;
            Interlocked.Exchange(ref lastContact, Stopwatch.GetTimestamp());
            await Task.Delay(delay, cancel);
            if (delay < ProofDelayMax) delay *= 2;
        }
    }

    private async ValueTask UntilAsync(Task next, long afterPosition, CancellationToken cancel)
    {
        while (true)
        {
            await next.WaitAsync(cancel);
            lock (gate)
            {
                ObjectDisposedException.ThrowIf(stopping.IsCancellationRequested, typeof(PostgresEventLog));
                if (Head > afterPosition) return;
                next = moved.Task;
            }
        }
    }

    private async Task RunAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await using var connection = await database.Source.OpenConnectionAsync(stopping.Token);
                await FollowAsync(connection, stopping.Token);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // Shutting down.
            }
            catch (Exception)
            {
                // Whatever it was, readers depend on a next attempt; that the server is silent shows in
                // Silence, by which the log's head is asked from the server itself, and fails there.
                IsOwner = false;
                metrics.Failed();
                await Task.Delay(RetryDelay, CancellationToken.None);
            }
        }
    }

    /// <summary>Listens until the owner's lock can be had, then proves for all.</summary>
    private async Task FollowAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        connection.Notification += (_, word) => Hear(word.Payload);
        await RunAsync(connection, $"listen {Channel}", cancel);
        try
        {
            while (!await TryOwnAsync(connection, cancel))
            {
                if (await connection.WaitAsync(options.OwnerSilenceMax, cancel)) continue;
                await ProveAsync(connection, cancel);
            }

            IsOwner = true;
            await RunAsync(connection, $"unlisten {Channel}", cancel);
            await OwnAsync(connection, cancel);
        }
        finally
        {
            // The connection goes back to its pool; the lock and the listening must not go with it.
            IsOwner = false;
            if (connection.State == System.Data.ConnectionState.Open)
                await RunAsync(
                    connection, "unlisten *; select pg_advisory_unlock_all()", CancellationToken.None);
        }
    }

    private async Task OwnAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        while (true)
        {
            var before = Mark;
            await ProveAsync(connection, cancel);
            if (Mark != before)
            {
                await using var tell = new NpgsqlCommand("select pg_notify($1, $2)", connection)
                {
                    Parameters =
                    {
                        new NpgsqlParameter<string> { TypedValue = Channel },
                        new NpgsqlParameter<string>
                        {
                            TypedValue = string.Create(CultureInfo.InvariantCulture, $"{Mark} {Head}"),
                        },
                    },
                };
                await tell.ExecuteNonQueryAsync(cancel);
            }

            // What follows at once is proved together; a proof for each commit would cost as much as the
            // commit.
            if (await appended.WaitAsync(options.PollInterval, cancel))
                await Task.Delay(options.Gathering, cancel);
        }
    }

    private static async Task<bool> TryOwnAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            string.Create(
                CultureInfo.InvariantCulture, $"select pg_try_advisory_lock({OwnerLock})"), connection);
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private void Hear(string word)
    {
        Interlocked.Exchange(ref lastContact, Stopwatch.GetTimestamp());
        var parts = word.Split(' ');
        if (parts.Length == 2
            && long.TryParse(parts[0], CultureInfo.InvariantCulture, out var mark)
            && long.TryParse(parts[1], CultureInfo.InvariantCulture, out var head))
            Publish(mark, head);
    }

    private void Publish(long mark, long head)
    {
        TaskCompletionSource reached;
        lock (gate)
        {
            if (mark <= Mark) return;
            Mark = mark;
            if (head <= Head) return;
            Head = head;
            reached = moved;
            moved = NewSource();
        }

        reached.TrySetResult();
    }

    private static TaskCompletionSource NewSource() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}

using CommunityGrains.EventLog.Writing;
using Npgsql;

namespace CommunityGrains.EventLog.PostgreSql;

/// <summary>
/// Sends batches over one connection and gives each request its verdict. What it remembers of streams is a
/// short cut: events are never changed, so what a stream once contained it contains, and what was appended
/// since shows as another version.
/// </summary>
internal sealed class BatchSender(
    NpgsqlDataSource source, TimeProvider time, StreamHeads heads, PostgresEventLogOptions options,
    RecordedClock clock, Func<long> head) : IAsyncDisposable
{
    private const int CollisionsMax = 5;

    private static readonly TimeSpan RetryDelayMax = TimeSpan.FromSeconds(1);

    private NpgsqlConnection? connection;

    public static string Explain(Exception error) => error switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => "the disk is full",
        PostgresException { SqlState: var state } => $"PostgreSQL reports {state}",
        _ when IsAway(error) => "the database server cannot be reached",
        _ => "an unexpected error",
    };

    /// <summary>Returns when the verdicts are durable.</summary>
    /// <exception cref="NpgsqlException">Nothing of the batch was stored, or the server stayed away and what
    /// was stored must be asked for by command id.</exception>
    public async Task SendAsync(IReadOnlyList<PendingAppend> requests)
    {
        var began = time.GetTimestamp();
        var (away, collisions, replyLost) = (0, 0, false);
        while (true)
        {
            try
            {
                await TrySendAsync(requests, replyLost, collided: collisions > 0);
                return;
            }
            catch (Exception error)
            {
                // After any failure the tables alone are believed.
                heads.Clear();
                if (IsCollision(error) && ++collisions <= CollisionsMax) continue;
                if (!IsAway(error) || time.GetElapsedTime(began) >= options.Patience) throw;
                replyLost = true;
                await CloseAsync();
                var delay = TimeSpan.FromMilliseconds(20 << Math.Min(away++, 6));
                await Task.Delay(delay < RetryDelayMax ? delay : RetryDelayMax, time);
            }
        }
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    /// <summary>Another program has taken a key first, or the two of us had to wait for each other: the same
    /// again sees what it did.</summary>
    private static bool IsCollision(Exception error) => error is PostgresException
    {
        SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.SerializationFailure
    };

    /// <summary>Whether the server is at fault, and so every request of a batch alike.</summary>
    public static bool IsAway(Exception error) => error switch
    {
        // Connection lost or refused, shutting down, starting up, out of connections or memory, disk failing.
        PostgresException { SqlState: var state } => state[..2] is "08" or "53" or "58"
            || state.StartsWith("57P", StringComparison.Ordinal),
        NpgsqlException or IOException or System.Net.Sockets.SocketException or TimeoutException => true,
        _ => false,
    };

    /// <param name="replyLost">An earlier attempt may have been committed without our hearing of it: then
    /// what is known of a command is our own answer.</param>
    /// <param name="collided">An earlier attempt found that another program was first with something.</param>
    private async Task TrySendAsync(IReadOnlyList<PendingAppend> requests, bool replyLost, bool collided)
    {
        connection ??= await source.OpenConnectionAsync();
        var entries = await EntriesAsync(requests);
        // After a collision the long way tells who was first.
        if (!collided && AppendOne.Suits(entries)) await SendOneAsync(entries[0]);
        else await SendBatchAsync(entries, replyLost);
        foreach (var (pending, end) in entries)
            if (pending.Verdict is AppendVerdict.Appended && heads.Find(pending.Request.Stream) is null)
                heads.Add(pending.Request.Stream, end);
    }

    private async Task SendOneAsync(AppendBatch.Entry entry)
    {
        var hash = new byte[HashChain.HashSize];
        await using var command = AppendOne.Command(connection!, entry, clock.Next(time.GetUtcNow()), hash);
        await command.PrepareAsync();
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        var (stream, position) = (row.GetInt64(0), row.GetInt64(1));
        // To the end: the commit comes after the last row.
        await row.NextResultAsync();
        entry.Head.Id = stream;
        entry.Head.Version++;
        hash.CopyTo(entry.Head.Hash, 0);
        entry.Pending.Verdict = new AppendVerdict.Appended(position, entry.Head.Version);
    }

    private async Task SendBatchAsync(AppendBatch.Entry[] entries, bool replyLost)
    {
        var at = head();
        var batch = new AppendBatch(entries, clock.Next(time.GetUtcNow()));
        var known = new List<AppendBatch.Entry>();
        BatchResult result;
        await using (var command = await batch.CommandAsync(connection!, at))
        await using (var row = await command.ExecuteReaderAsync())
        {
            await row.ReadAsync();
            result = new BatchResult(
                row.GetFieldValue<long[]>(0),
                row.IsDBNull(1) ? [] : row.GetFieldValue<long?[]>(1),
                row.IsDBNull(2) ? [] : row.GetFieldValue<int[]>(2),
                row.IsDBNull(3) ? [] : row.GetFieldValue<long[]>(3), at);
            await row.NextResultAsync();
        }

        batch.Answer(result, (entry, actual) =>
        {
            if (actual < 0) known.Add(entry);
            else entry.Pending.Verdict = new AppendVerdict.Conflict(actual);
        });
        if (known.Count > 0) await AnswerKnownAsync(known, replyLost);
    }

    private async Task<AppendBatch.Entry[]> EntriesAsync(IReadOnlyList<PendingAppend> requests)
    {
        var unknown = requests
            .Where(pending => pending.Request.ExpectedVersion > 0
                && (heads.Find(pending.Request.Stream)?.Version ?? -1) < pending.Request.ExpectedVersion)
            .Select(pending => pending.Request.Stream).ToList();
        if (unknown.Count > 0) await LookUpAsync(unknown);
        return [.. requests.Select(pending => new AppendBatch.Entry(pending, HeadOf(pending.Request.Stream)))
            .OrderBy(entry => entry.Head.Id == 0 ? long.MaxValue : entry.Head.Id)];
    }

    // Added to what is remembered only when something was appended to it.
    private StreamHead HeadOf(StreamId stream) =>
        heads.Find(stream) ?? new StreamHead(stream.ToString(), 0, 0, new byte[HashChain.HashSize]);

    private async Task LookUpAsync(List<StreamId> streams)
    {
        await using var command = new NpgsqlCommand(LogRows.StreamEndsSql, connection);
        LogRows.AddStreams(command.Parameters, streams);
        await command.PrepareAsync();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            var stream = streams[rows.GetInt32(0) - 1];
            var (version, hash) = (rows.GetInt64(2), rows.GetFieldValue<byte[]>(3));
            if (heads.Find(stream) is { } stale)
            {
                stale.Version = version;
                hash.CopyTo(stale.Hash, 0);
            }
            else
            {
                heads.Add(stream, new StreamHead(stream.ToString(), rows.GetInt64(1), version, hash));
            }
        }
    }

    private async Task AnswerKnownAsync(List<AppendBatch.Entry> known, bool replyLost)
    {
        var kept = (await LogRows.FindCommandsAsync(
            connection!, [.. known.Select(entry => entry.Pending.Request.Command)], CancellationToken.None))
            .ToDictionary(found => found.Command);
        foreach (var (pending, _) in known)
        {
            var found = kept[pending.Request.Command];
            pending.Verdict =
                found.Stream != pending.Request.Stream
                    || !found.Fingerprint.Span.SequenceEqual(pending.Request.Fingerprint.Span)
                    ? new AppendVerdict.CommandReused()
                : replyLost && IsOwn(pending.Request, found)
                    ? new AppendVerdict.Appended(found.Position, found.Version)
                : new AppendVerdict.Repeated(found);
        }
    }

    /// <summary>Whether this is what the request itself would have left, and not an earlier one under its
    /// id: its events end where they were to be appended.</summary>
    private static bool IsOwn(AppendRequest request, KeptCommand found) =>
        found.EventCount == request.Events.Count
        && found.Version == request.ExpectedVersion + request.Events.Count
        && found.Outcome.Span.SequenceEqual(request.Outcome.Span);

    private async ValueTask CloseAsync()
    {
        if (connection is null) return;
        var closing = connection;
        connection = null;
        await closing.DisposeAsync();
    }
}

/// <summary>The time that events are recorded at: this program's clock, never running backwards within the
/// program, nor behind the last event that was there when the log was opened.</summary>
internal sealed class RecordedClock(long lastMicros)
{
    private long last = lastMicros;

    public long Next(DateTimeOffset now)
    {
        var micros = HashChain.Micros(now);
        while (true)
        {
            var before = Interlocked.Read(ref last);
            if (micros <= before) return before;
            if (Interlocked.CompareExchange(ref last, micros, before) == before) return micros;
        }
    }
}

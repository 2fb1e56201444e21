using CommunityGrains.EventLog.Writing;
using CommunityGrains.PostgreSql;
using Npgsql;
using NpgsqlTypes;

namespace CommunityGrains.EventLog.PostgreSql;

/// <summary>
/// The event log on a PostgreSQL server. Any number of programs may append to one database at once; what they
/// have committed becomes readable in one order without holes, some milliseconds after the verdict.
/// </summary>
public sealed class PostgresEventLog : IEventLog
{
    // Every statement of the lanes looks rows up by key; on small tables the planner would rather scan them,
    // and keep to it when they have grown. It plans once: arrays of any length are gone through alike, and
    // planning anew took longer than appending a few events.
    private const string LaneSettings = "-c enable_seqscan=off -c enable_hashjoin=off "
        + "-c enable_mergejoin=off -c plan_cache_mode=force_generic_plan";

    private const int LanesMax = 4;

    // Planning a COPY anew costs as much as reading some hundred events.
    private const int BulkMin = 500;

    private static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(3);

    private readonly PostgresDatabase database;
    private readonly NpgsqlDataSource writers;
    private readonly AppendLanes lanes;
    private readonly Fence fence;
    private readonly StreamNames names = new();
    private readonly TimeSpan ownSightMax;
    private long acknowledged;
    private int disposed;

    private PostgresEventLog(
        PostgresDatabase database, TimeProvider time, PostgresEventLogOptions options, long lastMicros)
    {
        this.database = database;
        ownSightMax = options.OwnSightMax;
        fence = new Fence(database, options);
        writers = database.With(options.Lanes, LaneSettings);
        var clock = new RecordedClock(lastMicros);
        var heads = new StreamHeads(options.StreamHeadsMax);
        lanes = new AppendLanes(
            Enumerable.Range(0, options.Lanes).Select(
                _ => new BatchSender(writers, time, heads, options, clock, () => Head)),
            heads, options, Committed);
    }

    /// <summary>The log's tables, which its snapshots and checkpoints share.</summary>
    public static Migrations Tables { get; } = new("log", typeof(PostgresEventLog).Assembly);

    // What this program was told is committed will be seen, even when the fence has not got there.
    private long Head => Math.Max(fence.Head, Interlocked.Read(ref acknowledged));

    /// <summary>Opens the log and brings its tables up to date. The database stays its owner's to close,
    /// after the log.</summary>
    /// <exception cref="UnusableDatabaseException">The server cannot be used, or a newer program has written
    /// the log's tables.</exception>
    public static async ValueTask<PostgresEventLog> OpenAsync(
        PostgresDatabase database, TimeProvider time, PostgresEventLogOptions? options = null,
        CancellationToken cancel = default)
    {
        options ??= new PostgresEventLogOptions();
        if (options.Lanes is < 1 or > LanesMax)
            throw new ArgumentOutOfRangeException(
                nameof(options), options.Lanes, $"lanes are 1 to {LanesMax}");
        await Tables.ApplyAsync(database, cancel);
        await using var command = database.Source.CreateCommand(
            "select recorded_at from eventlog.events order by position desc limit 1");
        var last = await command.ExecuteScalarAsync(cancel) is DateTime at
            ? HashChain.Micros(new DateTimeOffset(at))
            : 0;
        var log = new PostgresEventLog(database, time, options, last);
        try
        {
            await log.fence.StartAsync(cancel);
            return log;
        }
        catch
        {
            await log.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    /// <remarks>Cancelling withdraws a request that still waits, and then nothing of it is stored; once it
    /// has been taken, the verdict is given all the same. While the server is away, appends wait for
    /// it.</remarks>
    public ValueTask<AppendVerdict> AppendAsync(AppendRequest request, CancellationToken cancel = default)
    {
        if (cancel.IsCancellationRequested) return ValueTask.FromCanceled<AppendVerdict>(cancel);
        return RequestCheck.Refusal(request) is { } refusal
            ? ValueTask.FromException<AppendVerdict>(refusal)
            : lanes.AppendAsync(request, cancel);
    }

    public async ValueTask<IReadOnlyList<RecordedEvent>> ReadStreamAsync(
        StreamId stream, long afterVersion, int countMax, CancellationToken cancel = default)
    {
        await using var connection = await OpenAsync(cancel);
        await using var command = new NpgsqlCommand(LogRows.ReadStreamSql, connection);
        AddNumbers(command, afterVersion, countMax);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = stream.Key });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = stream.Category });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = stream.Region });
        await command.PrepareAsync(cancel);
        return await LogRows.EventsAsync(command, names, connection, cancel);
    }

    public async ValueTask<IReadOnlyList<RecordedEvent>> ReadAllAsync(
        long afterPosition, int countMax, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(disposed != 0, this);
        if (afterPosition >= fence.Head) await SeeOwnAsync(cancel);
        var mark = fence.Mark;
        if (afterPosition >= mark) return [];
        await using var connection = await OpenAsync(cancel);
        if (Math.Min(mark - afterPosition, countMax) >= BulkMin)
            return await new BulkRead(names).EventsAsync(connection, afterPosition, mark, countMax, cancel);
        await using var command = new NpgsqlCommand(LogRows.ReadAllSql, connection);
        AddNumbers(command, afterPosition, mark, countMax);
        await command.PrepareAsync(cancel);
        return await LogRows.EventsAsync(command, names, connection, cancel);
    }

    /// <inheritdoc />
    /// <remarks>As the fence last proved it. When the server has been silent for a while it is asked, so that
    /// a reader behind a dead server does not look as if he had read everything.</remarks>
    public async ValueTask<long> HeadAsync(CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(disposed != 0, this);
        await SeeOwnAsync(cancel);
        if (fence.Silence < SilenceMax) return fence.Head;
        await using var connection = await OpenAsync(cancel);
        await fence.ProveAsync(connection, cancel);
        return fence.Head;
    }

    /// <inheritdoc />
    /// <exception cref="ObjectDisposedException">The log was shut while waiting.</exception>
    public ValueTask WaitAsync(long afterPosition, CancellationToken cancel = default) =>
        fence.WaitAsync(afterPosition, cancel);

    public async ValueTask<KeptCommand?> FindCommandAsync(Guid command, CancellationToken cancel = default)
    {
        await using var connection = await OpenAsync(cancel);
        return await LogRows.FindCommandsAsync(connection, [command], cancel) is [var kept] ? kept : null;
    }

    /// <summary>Takes no more requests, answers all it has taken, wakes those who wait.</summary>
    public async ValueTask DisposeAsync()
    {
        await lanes.DisposeAsync();
        if (Interlocked.Exchange(ref disposed, 1) != 0) return;
        await fence.DisposeAsync();
        await writers.DisposeAsync();
    }

    private static void AddNumbers(NpgsqlCommand command, params ReadOnlySpan<long> numbers)
    {
        foreach (var number in numbers)
        {
            command.Parameters.Add(
                new NpgsqlParameter<long> { TypedValue = number, NpgsqlDbType = NpgsqlDbType.Bigint });
        }
    }

    private async ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(disposed != 0, this);
        return await database.Source.OpenConnectionAsync(cancel);
    }

    /// <summary>Who was told that his event is committed finds it when he reads. Only a transaction that is
    /// open somewhere for longer than this is a reason to go without.</summary>
    private async ValueTask SeeOwnAsync(CancellationToken cancel)
    {
        var own = Interlocked.Read(ref acknowledged);
        if (own <= fence.Head) return;
        try
        {
            await fence.WaitAsync(own - 1, cancel).AsTask().WaitAsync(ownSightMax, cancel);
        }
        catch (TimeoutException)
        {
            // The wait is a metric; readers go on with what is final.
        }
    }

    private void Committed(long position)
    {
        var before = Interlocked.Read(ref acknowledged);
        while (position > before)
        {
            var seen = Interlocked.CompareExchange(ref acknowledged, position, before);
            if (seen == before) break;
            before = seen;
        }

        fence.Appended();
    }
}

using CommunityGrains.Domain;
using CommunityGrains.EventLog;
using CommunityGrains.EventLog.Codec;
using CommunityGrains.EventLog.PostgreSql;
using CommunityGrains.PostgreSql;
using Npgsql;
using NpgsqlTypes;

namespace CommunityGrains.Benchmarks.PostgreSql;

/// <summary>
/// Fills an empty log quickly with what the domain decides: the same rows and hashes as appending would
/// give, by COPY, without an entry for each command. One writer, in one transaction.
/// </summary>
internal sealed class BulkLog : IAsyncDisposable
{
    public const string EventsSql = """
        copy eventlog.events (position, stream, version, recorded_at, business_date, command, causation,
          correlation, hash, name, account, json) from stdin (format binary)
        """;

    private static readonly DateTimeOffset Began = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    private readonly PostgresDatabase database;
    private readonly NpgsqlConnection forEvents;
    private readonly NpgsqlConnection forStreams;
    private readonly NpgsqlBinaryImporter events;
    private readonly NpgsqlBinaryImporter streams;
    private long streamCount;

    private BulkLog(
        PostgresDatabase database, (NpgsqlConnection, NpgsqlBinaryImporter) forEvents,
        (NpgsqlConnection, NpgsqlBinaryImporter) forStreams)
    {
        this.database = database;
        ((this.forEvents, events), (this.forStreams, streams)) = (forEvents, forStreams);
    }

    /// <summary>How many events are in it.</summary>
    public long Count { get; private set; }

    /// <summary>Makes the log's tables.</summary>
    public static async Task<BulkLog> BeginAsync(PostgresDatabase database)
    {
        await PostgresEventLog.Tables.ApplyAsync(database);
        return new BulkLog(
            database, await ImportAsync(EventsSql),
            await ImportAsync(
                "copy eventlog.streams (id, region, category, key) from stdin (format binary)"));

        async Task<(NpgsqlConnection, NpgsqlBinaryImporter)> ImportAsync(string sql)
        {
            var connection = await database.Source.OpenConnectionAsync();
            return (connection, await connection.BeginBinaryImportAsync(sql));
        }
    }

    /// <summary>Has the record decide the command, and writes what happened.</summary>
    public void Ask(Life life, Command command)
    {
        if (life.Row == 0) Name(life);
        foreach (var happened in life.Decide(command))
            Write(life, EventCodec.Encode(happened), command.Asked);
    }

    /// <summary>Everything is written: from here on it is a log like any other.</summary>
    public async Task CompleteAsync()
    {
        await events.CompleteAsync();
        await streams.CompleteAsync();
        await events.DisposeAsync();
        await streams.DisposeAsync();
        await database.Source.RunAsync($"""
            select setval('eventlog.positions', {Count});
            select setval(pg_get_serial_sequence('eventlog.streams', 'id'), {streamCount})
            """);
        // As after a while of running, for whoever reads it.
        await database.Source.RunAsync("vacuum (analyze) eventlog.events");
        await database.Source.RunAsync("vacuum (analyze) eventlog.streams");
        await database.Source.RunAsync("checkpoint");
    }

    public async ValueTask DisposeAsync()
    {
        await events.DisposeAsync();
        await streams.DisposeAsync();
        await forEvents.DisposeAsync();
        await forStreams.DisposeAsync();
    }

    private void Name(Life life)
    {
        life.Row = ++streamCount;
        streams.StartRow();
        streams.Write(life.Row);
        streams.Write(life.Stream.Region);
        streams.Write(life.Stream.Category);
        streams.Write(life.Stream.Key);
    }

    private void Write(Life life, NewEvent happened, Asked asked)
    {
        var (position, account, command) = (++Count, asked.By.ToString(), asked.Id.Value);
        var recordedAt = Began.AddMicroseconds(position);
        life.Version++;
        var hash = new byte[HashChain.HashSize];
        HashChain.Compute(
            life.Hash, life.Stream.ToString(), life.Version, happened.Name, happened.Json.Span, recordedAt,
            asked.On, account, command, command, command, hash);
        life.Hash = hash;
        events.StartRow();
        events.Write(position);
        events.Write(life.Row);
        events.Write(life.Version);
        events.Write(recordedAt, NpgsqlDbType.TimestampTz);
        events.Write(asked.On);
        for (var id = 0; id < 3; id++) events.Write(command);
        events.Write(hash);
        events.Write(happened.Name);
        events.Write(account);
        events.Write(happened.Json, NpgsqlDbType.Text);
    }
}

/// <summary>A record as its stream makes it, while a log is being filled.</summary>
internal sealed class Life(StreamId stream, IGrainKind kind)
{
    private object state = kind.InitialState;

    public StreamId Stream => stream;

    /// <summary>Its row among the streams; 0 before the first event.</summary>
    public long Row { get; set; }

    public long Version { get; set; }

    public byte[] Hash { get; set; } = HashChain.Beginning.ToArray();

    /// <summary>What the command leads to; the state moves on with it.</summary>
    public IReadOnlyList<object> Decide(Command command)
    {
        var (events, refusal) = kind.DecideAny(command, state);
        if (events.Count == 0) throw new InvalidOperationException($"{command.GetType()}: {refusal}");
        foreach (var happened in events) state = kind.EvolveAny(state, happened);
        return events;
    }
}

using System.Collections.Concurrent;
using Npgsql;
using NpgsqlTypes;

namespace CommunityGrains.EventLog.PostgreSql;

/// <summary>Rows of the log as the contract's records.</summary>
internal static class LogRows
{
    public const string EventColumns = """
        e.position, e.stream, e.version, e.recorded_at, e.business_date, e.command, e.causation,
        e.correlation, e.hash, e.name, e.account, e.json
        """;

    public const string ReadAllSql = $"""
        select {EventColumns} from eventlog.events e
        where e.position > $1 and e.position <= $2 order by e.position limit $3
        """;

    public const string ReadStreamSql = $"""
        select {EventColumns} from eventlog.events e
        where e.stream = (
            select s.id from eventlog.streams s where (s.key, s.category, s.region) = ($3, $4, $5))
          and e.version > $1 order by e.version limit $2
        """;

    /// <summary>Kept commands, as <see cref="Command"/> reads them; a condition or an order
    /// follows.</summary>
    public const string CommandsSql = """
        select c.command, s.region, s.category, s.key, c.position, c.version, c.event_count, c.fingerprint,
          c.outcome
        from eventlog.commands c join eventlog.streams s on s.id = c.stream
        """;

    public const string StreamNamesSql =
        "select id, region, category, key from eventlog.streams where id = any ($1)";

    /// <summary>The ends of streams by name: place in the question, row, version, hash; none for streams that
    /// have no event.</summary>
    public const string StreamEndsSql = """
        select a.place::integer, s.id, e.version, e.hash
        from unnest($1, $2, $3) with ordinality a (region, category, key, place)
        join eventlog.streams s on (s.key, s.category, s.region) = (a.key, a.category, a.region)
        cross join lateral (
          select version, hash from eventlog.events where stream = s.id order by version desc limit 1) e
        """;

    public static void AddStreams(NpgsqlParameterCollection to, List<StreamId> streams)
    {
        to.Add(Array(streams.ConvertAll(stream => stream.Region).ToArray(), NpgsqlDbType.Text));
        to.Add(Array(streams.ConvertAll(stream => stream.Category).ToArray(), NpgsqlDbType.Text));
        to.Add(Array(streams.ConvertAll(stream => stream.Key).ToArray(), NpgsqlDbType.Uuid));
    }

    /// <summary>What came of these commands; none for those that the log has never seen.</summary>
    public static async ValueTask<List<KeptCommand>> FindCommandsAsync(
        NpgsqlConnection connection, Guid[] ids, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand($"{CommandsSql} where c.command = any ($1)", connection);
        command.Parameters.Add(Array(ids, NpgsqlDbType.Uuid));
        await command.PrepareAsync(cancel);
        await using var row = await command.ExecuteReaderAsync(cancel);
        var found = new List<KeptCommand>();
        while (await row.ReadAsync(cancel)) found.Add(Command(row));
        return found;
    }

    public static KeptCommand Command(NpgsqlDataReader row) => new(
        row.GetGuid(0), new StreamId(row.GetString(1), row.GetString(2), row.GetGuid(3)), row.GetInt64(4),
        row.GetInt64(5), row.GetInt32(6), row.GetFieldValue<byte[]>(7), row.GetFieldValue<byte[]>(8));

    /// <summary>The events of a statement that selects <see cref="EventColumns"/>.</summary>
    public static async ValueTask<List<RecordedEvent>> EventsAsync(
        NpgsqlCommand command, StreamNames names, NpgsqlConnection connection, CancellationToken cancel)
    {
        var (events, unnamed) = (new List<RecordedEvent>(), new List<(int Place, long Stream)>());
        await using (var row = await command.ExecuteReaderAsync(cancel))
        {
            while (await row.ReadAsync(cancel))
            {
                var stream = row.GetInt64(1);
                var name = names.Find(stream);
                if (name is null) unnamed.Add((events.Count, stream));
                events.Add(Event(row, name!));
            }
        }

        await names.FillAsync(connection, events, unnamed, cancel);
        return events;
    }

    private static RecordedEvent Event(NpgsqlDataReader row, StreamId stream) => new(
        row.GetInt64(0), stream, row.GetInt64(2), row.GetString(9), row.GetFieldValue<byte[]>(11),
        new DateTimeOffset(row.GetDateTime(3)), row.GetFieldValue<DateOnly>(4), row.GetString(10),
        row.GetGuid(5), row.GetGuid(6), row.GetGuid(7), row.GetFieldValue<byte[]>(8));

    private static NpgsqlParameter<T[]> Array<T>(T[] values, NpgsqlDbType type) =>
        new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };
}

/// <summary>The names behind the rows of streams, which never change: each is read once and kept, up to a
/// bound.</summary>
internal sealed class StreamNames
{
    private const int CountMax = 500_000;

    private readonly ConcurrentDictionary<long, StreamId> names = new();

    /// <summary>The name of a row's stream; null when it is to be learned.</summary>
    public StreamId? Find(long row) => names.GetValueOrDefault(row);

    /// <summary>Gives the events that have none yet the names of their streams.</summary>
    /// <param name="unnamed">Places of events, and the rows of their streams.</param>
    public async ValueTask FillAsync(
        NpgsqlConnection connection, List<RecordedEvent> events, List<(int Place, long Stream)> unnamed,
        CancellationToken cancel)
    {
        if (unnamed.Count == 0) return;
        var learned = await LearnAsync(
            connection, unnamed.Select(each => each.Stream).Distinct().ToArray(), cancel);
        foreach (var (place, stream) in unnamed)
            events[place] = events[place] with { Stream = learned[stream] };
    }

    private async ValueTask<IReadOnlyDictionary<long, StreamId>> LearnAsync(
        NpgsqlConnection connection, long[] rows, CancellationToken cancel)
    {
        if (names.Count > CountMax) names.Clear();
        var learned = new Dictionary<long, StreamId>(rows.Length);
        await using var command = new NpgsqlCommand(LogRows.StreamNamesSql, connection);
        command.Parameters.Add(new NpgsqlParameter<long[]>
        {
            TypedValue = rows,
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint,
        });
        await command.PrepareAsync(cancel);
        await using var found = await command.ExecuteReaderAsync(cancel);
        while (await found.ReadAsync(cancel))
        {
            var name = new StreamId(found.GetString(1), found.GetString(2), found.GetGuid(3));
            names[found.GetInt64(0)] = learned[found.GetInt64(0)] = name;
        }

        return learned;
    }
}

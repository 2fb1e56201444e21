using System.Runtime.CompilerServices;
using CommunityGrains.PostgreSql;
using Npgsql;
using NpgsqlTypes;

namespace CommunityGrains.EventLog.PostgreSql;

/// <summary>The log's tables as an archive. Made after the log, whose tables it uses.</summary>
public sealed class PostgresLogArchive(PostgresDatabase database) : ILogArchive
{
    private const string EndSql = "select position, hash from eventlog.events order by position desc limit 1";

    private const string CountSql = """
        select (select count(*) from eventlog.events where position <= $1),
          (select count(*) from eventlog.commands where position <= $1)
        """;

    private const string CommandsSql =
        $"{LogRows.CommandsSql} where c.position >= $1 order by c.position, c.command";

    // Known ones first: on conflict alone would burn a number of the identity for each of them.
    private const string MakeStreamsSql = """
        insert into eventlog.streams (region, category, key)
        select a.region, a.category, a.key from unnest($1, $2, $3) as a (region, category, key)
        where not exists (select from eventlog.streams s
          where (s.key, s.category, s.region) = (a.key, a.category, a.region))
        on conflict do nothing
        """;

    private const string FindStreamsSql = """
        select s.id, s.region, s.category, s.key
        from unnest($1, $2, $3) as a (region, category, key)
        join eventlog.streams s on (s.key, s.category, s.region) = (a.key, a.category, a.region)
        """;

    private const string CopyEventsSql = """
        copy eventlog.events (position, stream, version, recorded_at, business_date, command, causation,
          correlation, hash, name, account, json) from stdin (format binary)
        """;

    private const string CopyCommandsSql = """
        copy copied_commands (command, stream, position, version, event_count, fingerprint, outcome)
        from stdin (format binary)
        """;

    public async ValueTask<ArchiveEnd> EndAsync(CancellationToken cancel = default)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        return await EndAsync(connection, cancel);
    }

    public async ValueTask<ArchiveCount> CountAsync(long upToPosition, CancellationToken cancel = default)
    {
        await using var command = database.Source.CreateCommand(CountSql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = upToPosition });
        await using var row = await command.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        return new ArchiveCount(row.GetInt64(0), row.GetInt64(1));
    }

    public async IAsyncEnumerable<KeptCommand> ReadCommandsAsync(
        long fromPosition, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await using var command = database.Source.CreateCommand(CommandsSql);
        command.CommandTimeout = 0; // the sort of everything comes before the first row
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = fromPosition });
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel)) yield return LogRows.Command(row);
    }

    public async ValueTask WriteAsync(ArchivePage page, CancellationToken cancel = default)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // Appends wait for the page, and the page for them, so that what it finds as the end is the end.
        await RunAsync(connection, "lock table eventlog.events in share row exclusive mode", cancel);
        var end = await EndAsync(connection, cancel);
        if (end.Position != page.After) throw new ArchiveMovedException(page.After, end.Position);
        var streams = await StreamsAsync(connection, page, cancel);
        await WriteEventsAsync(connection, page.Events, streams, cancel);
        await WriteCommandsAsync(connection, page.Commands, streams, cancel);
        await transaction.CommitAsync(cancel);
    }

    private static async ValueTask<ArchiveEnd> EndAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(EndSql, connection);
        await using var row = await command.ExecuteReaderAsync(cancel);
        return await row.ReadAsync(cancel)
            ? new ArchiveEnd(row.GetInt64(0), row.GetFieldValue<byte[]>(1))
            : new ArchiveEnd(0, default);
    }

    /// <summary>The rows of the page's streams, made where they are missing.</summary>
    private static async Task<Dictionary<StreamId, long>> StreamsAsync(
        NpgsqlConnection connection, ArchivePage page, CancellationToken cancel)
    {
        // In one order everywhere, so that two who make the same streams do not wait for each other.
        var streams = page.Events.Select(recorded => recorded.Stream)
            .Concat(page.Commands.Select(kept => kept.Stream)).Distinct()
            .OrderBy(stream => stream.Key).ThenBy(stream => stream.Category, StringComparer.Ordinal)
            .ThenBy(stream => stream.Region, StringComparer.Ordinal).ToList();
        await using (var make = WithStreams(new NpgsqlCommand(MakeStreamsSql, connection), streams))
            await make.ExecuteNonQueryAsync(cancel);
        var rows = new Dictionary<StreamId, long>();
        await using var find = WithStreams(new NpgsqlCommand(FindStreamsSql, connection), streams);
        await using var row = await find.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
            rows.Add(new StreamId(row.GetString(1), row.GetString(2), row.GetGuid(3)), row.GetInt64(0));
        return rows;
    }

    private static NpgsqlCommand WithStreams(NpgsqlCommand command, List<StreamId> streams)
    {
        command.Parameters.Add(new NpgsqlParameter<string[]>
            { TypedValue = [.. streams.Select(stream => stream.Region)] });
        command.Parameters.Add(new NpgsqlParameter<string[]>
            { TypedValue = [.. streams.Select(stream => stream.Category)] });
        command.Parameters.Add(new NpgsqlParameter<Guid[]>
            { TypedValue = [.. streams.Select(stream => stream.Key)] });
        return command;
    }

    private static async Task WriteEventsAsync(
        NpgsqlConnection connection, IReadOnlyList<RecordedEvent> events, Dictionary<StreamId, long> streams,
        CancellationToken cancel)
    {
        if (events.Count == 0) return;
        await using (var writer = await connection.BeginBinaryImportAsync(CopyEventsSql, cancel))
        {
            foreach (var recorded in events)
            {
                await writer.StartRowAsync(cancel);
                await writer.WriteAsync(recorded.Position, NpgsqlDbType.Bigint, cancel);
                await writer.WriteAsync(streams[recorded.Stream], NpgsqlDbType.Bigint, cancel);
                await writer.WriteAsync(recorded.Version, NpgsqlDbType.Bigint, cancel);
                await writer.WriteAsync(recorded.RecordedAt.UtcDateTime, NpgsqlDbType.TimestampTz, cancel);
                await writer.WriteAsync(recorded.BusinessDate, NpgsqlDbType.Date, cancel);
                await writer.WriteAsync(recorded.Command, NpgsqlDbType.Uuid, cancel);
                await writer.WriteAsync(recorded.Causation, NpgsqlDbType.Uuid, cancel);
                await writer.WriteAsync(recorded.Correlation, NpgsqlDbType.Uuid, cancel);
                await writer.WriteAsync(recorded.Hash, NpgsqlDbType.Bytea, cancel);
                await writer.WriteAsync(recorded.Name, NpgsqlDbType.Text, cancel);
                await writer.WriteAsync(recorded.Account, NpgsqlDbType.Text, cancel);
                await writer.WriteAsync(recorded.Json, NpgsqlDbType.Text, cancel);
            }

            await writer.CompleteAsync(cancel);
        }

        // What is appended later comes after what was copied.
        await RunAsync(
            connection, $"""
            select setval('eventlog.positions', greatest(last_value, {events[^1].Position}))
            from eventlog.positions
            """, cancel);
    }

    private static async Task WriteCommandsAsync(
        NpgsqlConnection connection, IReadOnlyList<KeptCommand> commands, Dictionary<StreamId, long> streams,
        CancellationToken cancel)
    {
        if (commands.Count == 0) return;
        await RunAsync(
            connection, "create temporary table copied_commands (like eventlog.commands) on commit drop",
            cancel);
        await using (var writer = await connection.BeginBinaryImportAsync(CopyCommandsSql, cancel))
        {
            foreach (var kept in commands)
            {
                await writer.StartRowAsync(cancel);
                await writer.WriteAsync(kept.Command, NpgsqlDbType.Uuid, cancel);
                await writer.WriteAsync(streams[kept.Stream], NpgsqlDbType.Bigint, cancel);
                await writer.WriteAsync(kept.Position, NpgsqlDbType.Bigint, cancel);
                await writer.WriteAsync(kept.Version, NpgsqlDbType.Bigint, cancel);
                await writer.WriteAsync(kept.EventCount, NpgsqlDbType.Integer, cancel);
                await writer.WriteAsync(kept.Fingerprint, NpgsqlDbType.Bytea, cancel);
                await writer.WriteAsync(kept.Outcome, NpgsqlDbType.Bytea, cancel);
            }

            await writer.CompleteAsync(cancel);
        }

        await RunAsync(
            connection, "insert into eventlog.commands select * from copied_commands on conflict do nothing",
            cancel);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}

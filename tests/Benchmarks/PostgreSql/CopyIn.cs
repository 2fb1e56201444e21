using CommunityGrains.EventLog;
using CommunityGrains.EventLog.PostgreSql;
using CommunityGrains.PostgreSql;
using Npgsql;
using NpgsqlTypes;

namespace CommunityGrains.Benchmarks.PostgreSql;

/// <summary>The limit of appending: the log's own tables with all their keys, filled by binary COPY in
/// batches of 1,024 over two connections, each batch one commit. Nobody waits, nothing is asked or
/// answered.</summary>
internal static class CopyIn
{
    private const int Batch = 1_024;
    private const int Connections = 2;

    public static Task<Measurement> RoundAsync(Laboratory laboratory) =>
        laboratory.InDatabaseAsync(async (PostgresDatabase database) =>
        {
            await PostgresEventLog.Tables.ApplyAsync(database);
            var position = 0L;
            var streams = 0L;
            return await Load.RunAsync(laboratory, Connections, () =>
            {
                var (first, version) = (0L, Sample.StreamLength);
                return async () =>
                {
                    if (version == Sample.StreamLength)
                        (first, version) = (Interlocked.Add(ref streams, Batch) - Batch, 0);
                    version++;
                    var last = Interlocked.Add(ref position, Batch);
                    await CopyAsync(database.Source, last - Batch, first, version);
                    return Batch;
                };
            });
        });

    private static async Task CopyAsync(NpgsqlDataSource source, long position, long stream, int version)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var commands = Enumerable.Range(0, Batch).Select(_ => Guid.CreateVersion7()).ToArray();
        await using (var events = await connection.BeginBinaryImportAsync(BulkLog.EventsSql))
        {
            for (var i = 0; i < Batch; i++)
                AddEvent(events, position + i + 1, stream + i + 1, version, commands[i]);
            await events.CompleteAsync();
        }

        await using (var kept = await connection.BeginBinaryImportAsync("""
            copy eventlog.commands (command, stream, position, version, event_count, fingerprint, outcome)
            from stdin (format binary)
            """))
        {
            for (var i = 0; i < Batch; i++)
                AddCommand(kept, position + i + 1, stream + i + 1, version, commands[i]);
            await kept.CompleteAsync();
        }

        await transaction.CommitAsync();
    }

    // Not awaited value by value: that would cost more than the writing, and this is the limit.
    private static void AddEvent(
        NpgsqlBinaryImporter events, long position, long stream, long version, Guid command)
    {
        events.StartRow();
        events.Write(position);
        events.Write(stream);
        events.Write(version);
        events.Write(DateTime.UnixEpoch.AddMicroseconds(position), NpgsqlDbType.TimestampTz);
        events.Write(Sample.Day);
        for (var id = 0; id < 3; id++) events.Write(command);
        events.Write(new byte[HashChain.HashSize]);
        events.Write(Sample.Name);
        events.Write(Sample.Account);
        events.Write(Sample.Json(), NpgsqlDbType.Text);
    }

    private static void AddCommand(
        NpgsqlBinaryImporter kept, long position, long stream, long version, Guid command)
    {
        kept.StartRow();
        kept.Write(command);
        kept.Write(stream);
        kept.Write(position);
        kept.Write(version);
        kept.Write(1);
        kept.Write(new byte[32]);
        kept.Write(Array.Empty<byte>());
    }
}

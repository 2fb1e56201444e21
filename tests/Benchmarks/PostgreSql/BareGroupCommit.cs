using System.Threading.Channels;
using CommunityGrains.PostgreSql;
using Npgsql;
using NpgsqlTypes;

namespace CommunityGrains.Benchmarks.PostgreSql;

/// <summary>
/// The rival that shares commits and does nothing else: whatever has gathered goes over one connection as one
/// insert from arrays, conflicts ignored. Nobody is told whether his version was right; there are no command
/// ids, no hashes, no positions in the answer.
/// </summary>
internal sealed class BareGroupCommit : IAsyncDisposable
{
    private const int BatchMax = 1_024;

    private const string Insert = """
        insert into bare.events
          (stream, version, business_date, command, causation, correlation, name, account, json)
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict do nothing
        """;

    private readonly Channel<Row> waiting = Channel.CreateUnbounded<Row>(new() { SingleReader = true });
    private readonly NpgsqlDataSource source;
    private readonly Task running;

    private BareGroupCommit(NpgsqlDataSource source)
    {
        this.source = source;
        running = Task.Run(RunAsync);
    }

    private sealed record Row(
        Guid Stream, long Version, Guid Command, byte[] Json, TaskCompletionSource Done);

    public static Task<Measurement> RoundAsync(Laboratory laboratory, int callers) =>
        laboratory.InDatabaseAsync(async (PostgresDatabase database) =>
        {
            await database.Source.RunAsync(PlainAppends.Tables);
            await using var log = new BareGroupCommit(database.Source);
            return await Load.RunAsync(laboratory, callers, () =>
            {
                var places = new Places();
                return async () =>
                {
                    var (stream, version) = places.Next();
                    await log.AppendAsync(stream, version + 1);
                    return 1;
                };
            });
        });

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.Complete();
        await running;
    }

    private Task AppendAsync(Guid stream, long version)
    {
        var row = new Row(
            stream, version, Guid.CreateVersion7(), Sample.Json(),
            new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        waiting.Writer.TryWrite(row);
        return row.Done.Task;
    }

    private async Task RunAsync()
    {
        await using var connection = await source.OpenConnectionAsync();
        var batch = new List<Row>();
        while (await waiting.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < BatchMax && waiting.Reader.TryRead(out var row)) batch.Add(row);
            try
            {
                await InsertAsync(connection, batch);
                foreach (var row in batch) row.Done.SetResult();
            }
            catch (NpgsqlException error)
            {
                foreach (var row in batch) row.Done.SetException(error);
            }
        }
    }

    private static async Task InsertAsync(NpgsqlConnection connection, List<Row> batch)
    {
        var commands = batch.ConvertAll(row => row.Command).ToArray();
        await using var insert = new NpgsqlCommand(Insert, connection);
        Add(NpgsqlDbType.Uuid, batch.ConvertAll(row => row.Stream).ToArray());
        Add(NpgsqlDbType.Bigint, batch.ConvertAll(row => row.Version).ToArray());
        Add(NpgsqlDbType.Date, batch.ConvertAll(_ => Sample.Day).ToArray());
        for (var id = 0; id < 3; id++) Add(NpgsqlDbType.Uuid, commands);
        Add(NpgsqlDbType.Text, batch.ConvertAll(_ => Sample.Name).ToArray());
        Add(NpgsqlDbType.Text, batch.ConvertAll(_ => Sample.Account).ToArray());
        Add(NpgsqlDbType.Text, batch.ConvertAll(row => row.Json).ToArray());
        await insert.PrepareAsync();
        await insert.ExecuteNonQueryAsync();

        void Add<T>(NpgsqlDbType type, T[] values) => insert.Parameters.Add(
            new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type });
    }
}

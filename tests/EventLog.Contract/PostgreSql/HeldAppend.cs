using Npgsql;

namespace CommunityGrains.EventLog.Contract.PostgreSql;

/// <summary>An append by the log's own function in a transaction that stays open until the test ends it: what
/// two programs do at once, one step at a time.</summary>
internal sealed class HeldAppend : IAsyncDisposable
{
    private const string Sql = """
        select place from eventlog.append_one(
          (select s.id from eventlog.streams s where s.key = $1), $2, $3, decode(repeat('00', 32), 'hex'), '',
          'RU-BA', 'community', $1, 'community.noted.v1', '{}', decode(repeat('00', 32), 'hex'), '2026-11-21',
          'somebody', $3, $3, now())
        """;

    private readonly NpgsqlConnection connection;

    private HeldAppend(NpgsqlConnection connection) => this.connection = connection;

    public Guid Command { get; } = Guid.CreateVersion7();

    public long Position { get; private set; }

    /// <summary>A transaction that has an id already, as a busy one has, or none yet.</summary>
    public static async Task<HeldAppend> BeginAsync(PostgresStore store, bool withId = false)
    {
        var held = new HeldAppend(await store.HoldAsync("begin"));
        if (withId) await held.RunAsync("select pg_current_xact_id()");
        return held;
    }

    /// <summary>A transaction that has drawn a position and has no id: nobody can know that it is under
    /// way. The first to draw after a checkpoint gets an id for it, and tests beside this one make
    /// checkpoints; then it is tried again.</summary>
    public static async Task<HeldAppend> BeginWithPositionAsync(PostgresStore store)
    {
        while (true)
        {
            var held = await BeginAsync(store);
            await held.RunAsync("select nextval('eventlog.positions')");
            if (await held.ScalarAsync("select pg_current_xact_id_if_assigned()::text") is DBNull)
                return held;
            await held.DisposeAsync();
        }
    }

    public async Task<HeldAppend> AppendAsync(StreamId stream, long expectedVersion)
    {
        await using var command = new NpgsqlCommand(Sql, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = stream.Key },
                new NpgsqlParameter<long> { TypedValue = expectedVersion },
                new NpgsqlParameter<Guid> { TypedValue = Command },
            },
        };
        Position = (long)(await command.ExecuteScalarAsync())!;
        return this;
    }

    public Task CommitAsync() => RunAsync("commit");

    public Task RollbackAsync() => RunAsync("rollback");

    /// <summary>Something else in the same transaction.</summary>
    public Task RunAsync(string sql) => ScalarAsync(sql);

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}

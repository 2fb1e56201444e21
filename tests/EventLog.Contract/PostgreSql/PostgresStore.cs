using CommunityGrains.EventLog.PostgreSql;
using CommunityGrains.PostgreSql;
using CommunityGrains.Tests;
using Npgsql;

namespace CommunityGrains.EventLog.Contract.PostgreSql;

/// <summary>A database of its own on the tests' server. Every log opened has connections of its own, as
/// another program would.</summary>
internal sealed class PostgresStore(Func<Task<PostgresServer>>? server = null) : LogStore
{
    private readonly List<PostgresDatabase> databases = [];
    private readonly SemaphoreSlim gate = new(1);
    private PostgresDatabase? own;
    private string? connections;

    public string Connections => connections ?? throw new InvalidOperationException("no log was opened yet");

    public PostgresEventLogOptions Options { get; init; } = new();

    public override ISnapshots Snapshots => new PostgresSnapshots(Own());

    public override ICheckpoints Checkpoints => new PostgresCheckpoints(Own());

    public override IRegionList Regions => new PostgresRegionList(Own());

    public override async ValueTask<IEventLog> OpenLogAsync(TimeProvider? time = null) =>
        await OpenAsync(time ?? TimeProvider.System);

    public async ValueTask<PostgresEventLog> OpenAsync(TimeProvider time) =>
        await PostgresEventLog.OpenAsync(await OpenDatabaseAsync(), time, Options);

    public async ValueTask<PostgresDatabase> OpenDatabaseAsync()
    {
        await gate.WaitAsync();
        try
        {
            connections ??= await (await (server ?? PostgresServer.SharedAsync)()).CreateDatabaseAsync();
            var database = new PostgresDatabase(connections + ";Maximum Pool Size=20");
            databases.Add(database);
            return database;
        }
        finally
        {
            gate.Release();
        }
    }

    public override ValueTask<ILogArchive> OpenArchiveAsync() => new(new PostgresLogArchive(Own()));

    public override async ValueTask<long> LastPositionAsync()
    {
        await using var command = Own().Source.CreateCommand(
            "select coalesce(max(position), 0) from eventlog.events");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public override async ValueTask PoisonAsync(string eventName) => await ChangeAsync($"""
        create function poison() returns trigger language plpgsql as
          $$ begin raise exception 'poison'; end $$;
        create trigger poison before insert on eventlog.events for each row
          when (new.name = '{eventName}') execute function poison();
        """);

    public override async ValueTask<IAsyncDisposable> HoldWritesAsync() =>
        await HoldAsync("begin; lock table eventlog.events in share row exclusive mode");

    public override async ValueTask<IAsyncDisposable> HoldReadsAsync() =>
        await HoldAsync("begin isolation level repeatable read; select count(*) from eventlog.events");

    public override async ValueTask ChangeByteAsync(long position) => await ChangeAsync($"""
        alter table eventlog.events disable trigger all;
        update eventlog.events set json = replace(json, 'note', 'nota') where position = {position};
        """);

    public override async ValueTask RemoveAsync(long position) => await ChangeAsync($"""
        alter table eventlog.events disable trigger all;
        delete from eventlog.events where position = {position};
        """);

    public override async ValueTask SwapAsync(long position, long other) => await ChangeAsync($"""
        alter table eventlog.events disable trigger all;
        update eventlog.events e set (name, json, hash, command) = (
          select name, json, hash, command from eventlog.events kept
          where kept.position = case e.position when {position} then {other} else {position} end)
        where position in ({position}, {other});
        """);

    public async ValueTask ChangeAsync(string sql)
    {
        await using var command = Own().Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask<NpgsqlConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(Connections + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    public async ValueTask<NpgsqlConnection> HoldAsync(string sql)
    {
        var connection = await ConnectAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var database in databases) await database.DisposeAsync();
        if (connections is not null && server is null)
            await (await PostgresServer.SharedAsync()).DropDatabaseAsync(connections);
        gate.Dispose();
    }

    private PostgresDatabase Own()
    {
        if (own is not null) return own;
        databases.Add(own = new PostgresDatabase(Connections + ";Maximum Pool Size=5"));
        return own;
    }
}

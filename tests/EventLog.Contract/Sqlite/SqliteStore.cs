using CommunityGrains.EventLog.Sqlite;
using CommunityGrains.Sqlite;
using Microsoft.Data.Sqlite;

namespace CommunityGrains.EventLog.Contract.Sqlite;

/// <summary>A file in a folder of its own. Every log opened has a connection of its own, as another process
/// would.</summary>
internal sealed class SqliteStore : LogStore
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("log-");
    private readonly List<SqliteDatabase> databases = [];
    private readonly List<SqliteLogArchive> archives = [];
    private SqliteDatabase? own;

    public string FilePath => Path.Combine(folder.FullName, "data", "communitygrains.db");

    public override ISnapshots Snapshots => new SqliteSnapshots(Own());

    public override ICheckpoints Checkpoints => new SqliteCheckpoints(Own());

    public override IRegionList Regions => new SqliteRegionList(Own());

    public override ValueTask<IEventLog> OpenLogAsync(TimeProvider? time = null) =>
        ValueTask.FromResult<IEventLog>(new SqliteEventLog(OpenDatabase(), time ?? TimeProvider.System));

    public override async ValueTask<long> LastPositionAsync()
    {
        await using var connection = await ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "select coalesce(max(position), 0) from events";
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public SqliteDatabase OpenDatabase(
        TimeSpan? lockPatience = null, Action<SqliteConnection>? prepare = null)
    {
        var database = new SqliteDatabase(FilePath, prepare, lockPatience);
        databases.Add(database);
        return database;
    }

    public override ValueTask<ILogArchive> OpenArchiveAsync()
    {
        archives.Add(new SqliteLogArchive(Own()));
        return new(archives[^1]);
    }

    public override async ValueTask PoisonAsync(string eventName) => await ChangeAsync($"""
        create trigger poison before insert on events when new.name = '{eventName}'
        begin select raise(abort, 'poison'); end
        """);

    public override async ValueTask<IAsyncDisposable> HoldWritesAsync() => await HoldAsync("begin immediate");

    public override async ValueTask<IAsyncDisposable> HoldReadsAsync() =>
        await HoldAsync("begin; select count(*) from events");

    public override async ValueTask ChangeByteAsync(long position) => await ChangeAsync($"""
        drop trigger events_are_never_changed;
        update events set json = replace(json, 'note', 'nota') where position = {position};
        """);

    public override async ValueTask RemoveAsync(long position) => await ChangeAsync($"""
        drop trigger events_are_never_removed;
        delete from events where position = {position};
        """);

    public override async ValueTask SwapAsync(long position, long other) => await ChangeAsync($"""
        drop trigger events_are_never_changed;
        create temp table kept as select * from events;
        update events set (name, json, hash, command) = (
          select name, json, hash, command from kept
          where kept.position = case events.position when {position} then {other} else {position} end)
        where position in ({position}, {other});
        """);

    public async ValueTask ChangeAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await ExecuteAsync(connection, sql);
    }

    public async ValueTask<SqliteConnection> ConnectAsync()
    {
        var connection = new SqliteConnection($"Data Source={FilePath};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    public override ValueTask DisposeAsync()
    {
        foreach (var archive in archives) archive.Dispose();
        foreach (var database in databases) database.Dispose();
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private SqliteDatabase Own() => own ??= OpenDatabase();

    private async ValueTask<SqliteConnection> HoldAsync(string sql)
    {
        var connection = await ConnectAsync();
        await ExecuteAsync(connection, sql);
        return connection;
    }

    private static async ValueTask ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}

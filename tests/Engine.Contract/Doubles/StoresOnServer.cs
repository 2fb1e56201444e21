using CommunityGrains.EventLog.PostgreSql;
using CommunityGrains.PostgreSql;
using CommunityGrains.Tests;

namespace CommunityGrains.Engine.Contract;

/// <summary>Stores in databases on a server. What is opened again has connections and lanes of its own, as
/// another program has: several engines on one database, with nothing between them but the log.</summary>
internal sealed class StoresOnServer : IAsyncDisposable
{
    private readonly List<(PostgresEventLog Log, PostgresDatabase Database)> opened = [];
    private readonly List<string> databases = [];

    /// <summary>A store in a new database.</summary>
    public async ValueTask<FaultyStore> OpenAsync()
    {
        databases.Add(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync());
        return await OpenAgainAsync();
    }

    /// <summary>The newest of them once more.</summary>
    public async ValueTask<FaultyStore> OpenAgainAsync()
    {
        var database = new PostgresDatabase(databases[^1] + ";Maximum Pool Size=10");
        var log = await PostgresEventLog.OpenAsync(database, TimeProvider.System);
        opened.Add((log, database));
        return new FaultyStore(log, new PostgresSnapshots(database), new PostgresCheckpoints(database));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (log, database) in opened)
        {
            await log.DisposeAsync();
            await database.DisposeAsync();
        }

        foreach (var database in databases)
            await (await PostgresServer.SharedAsync()).DropDatabaseAsync(database);
    }
}

using CommunityGrains.EventLog.PostgreSql;
using CommunityGrains.PostgreSql;
using CommunityGrains.Tests;

namespace CommunityGrains.Engine.Contract;

/// <summary>Over databases on a server. What is opened again has connections and lanes of its own, as another
/// program has: several engines on one database, with nothing between them but the log.</summary>
public sealed class LocalGrainsOverPostgreSql : EngineContract
{
    private readonly List<(PostgresEventLog Log, PostgresDatabase Database)> opened = [];
    private readonly List<string> databases = [];

    protected override async ValueTask<FaultyStore> OpenAsync()
    {
        databases.Add(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync());
        return await OpenAgainAsync();
    }

    protected override async ValueTask<FaultyStore> OpenAgainAsync()
    {
        var database = new PostgresDatabase(databases[^1] + ";Maximum Pool Size=10");
        var log = await PostgresEventLog.OpenAsync(database, TimeProvider.System);
        opened.Add((log, database));
        return new FaultyStore(log, new PostgresSnapshots(database), new PostgresCheckpoints(database));
    }

    protected override async ValueTask CloseAsync()
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

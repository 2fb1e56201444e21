using System.Globalization;
using CommunityGrains.EventLog.Sqlite;
using CommunityGrains.Sqlite;

namespace CommunityGrains.Engine.Contract;

/// <summary>Over files. What is opened again has a connection and a writer of its own, as another process
/// has.</summary>
public sealed class LocalGrainsOverSqlite : EngineContract
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("engine-contract-");
    private readonly List<(SqliteEventLog Log, SqliteDatabase Database)> opened = [];
    private int filesCount;

    protected override ValueTask<FaultyStore> OpenAsync()
    {
        filesCount++;
        return OpenAgainAsync();
    }

    protected override ValueTask<FaultyStore> OpenAgainAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"log-{filesCount}.db");
        var database = new SqliteDatabase(Path.Combine(folder.FullName, name));
        var log = new SqliteEventLog(database, TimeProvider.System);
        opened.Add((log, database));
        return new(new FaultyStore(log, new SqliteSnapshots(database), new SqliteCheckpoints(database)));
    }

    protected override async ValueTask CloseAsync()
    {
        foreach (var (log, database) in opened)
        {
            await log.DisposeAsync();
            database.Dispose();
        }

        folder.Delete(recursive: true);
    }
}

using CommunityGrains.EventLog;
using CommunityGrains.EventLog.PostgreSql;
using CommunityGrains.EventLog.Sqlite;
using CommunityGrains.PostgreSql;
using CommunityGrains.Sqlite;

namespace CommunityGrains.EndToEnd;

/// <summary>What stands in an installation's log, read past the program, by the names of the
/// events.</summary>
internal static class History
{
    private const int PageSize = 1000;

    public static async Task<IReadOnlyList<RecordedEvent>> OfAsync(Installation installation)
    {
        if (installation.Store is { } store) return await OfAsync(store);
        var file = Directory.EnumerateFiles(installation.Data, "*.db")
            .Where(name => Path.GetFileName(name) != "access.db").ShouldHaveSingleItem();
        using var database = new SqliteDatabase(file);
        await using var log = new SqliteEventLog(database, TimeProvider.System);
        return await AllAsync(log);
    }

    /// <summary>The log in a database on a server.</summary>
    public static async Task<IReadOnlyList<RecordedEvent>> OfAsync(string store)
    {
        await using var database = new PostgresDatabase(store);
        await using var log = await PostgresEventLog.OpenAsync(database, TimeProvider.System);
        return await AllAsync(log);
    }

    public static int Count(this IReadOnlyList<RecordedEvent> history, string name) =>
        history.Count(happened => happened.Name == name);

    private static async Task<IReadOnlyList<RecordedEvent>> AllAsync(IEventLog log)
    {
        var all = new List<RecordedEvent>();
        while (await log.ReadAllAsync(all.Count == 0 ? 0 : all[^1].Position, PageSize) is { Count: > 0 } page)
            all.AddRange(page);
        return all;
    }
}

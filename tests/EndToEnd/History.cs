using CommunityGrains.EventLog;
using CommunityGrains.EventLog.Sqlite;
using CommunityGrains.Sqlite;

namespace CommunityGrains.EndToEnd;

/// <summary>What stands in an installation's log, read past the program, by the names of the
/// events.</summary>
internal static class History
{
    private const int PageSize = 1000;

    public static async Task<IReadOnlyList<RecordedEvent>> OfAsync(Installation installation)
    {
        var file = Directory.EnumerateFiles(installation.Data, "*.db").ShouldHaveSingleItem();
        using var database = new SqliteDatabase(file);
        await using var log = new SqliteEventLog(database, TimeProvider.System);
        var all = new List<RecordedEvent>();
        while (await log.ReadAllAsync(all.Count == 0 ? 0 : all[^1].Position, PageSize) is { Count: > 0 } page)
            all.AddRange(page);
        return all;
    }

    public static int Count(this IReadOnlyList<RecordedEvent> history, string name) =>
        history.Count(happened => happened.Name == name);
}

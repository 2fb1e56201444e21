using CommunityGrains.PostgreSql;

namespace CommunityGrains.EventLog.PostgreSql;

/// <summary>The regions that have records in this deployment, from the names of the streams.</summary>
/// <remarks>It reads all of them: some hundred milliseconds for a million, once in an hour. An index of
/// regions would cost every new stream more than that.</remarks>
public sealed class PostgresRegionList(PostgresDatabase database) : IRegionList
{
    public async ValueTask<IReadOnlyList<string>> ReadAsync(CancellationToken cancel = default)
    {
        await using var command = database.Source.CreateCommand(
            "select region from eventlog.streams group by region order by region");
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var found = new List<string>();
        while (await rows.ReadAsync(cancel)) found.Add(rows.GetString(0));
        return found;
    }
}

using CommunityGrains.Sqlite;

namespace CommunityGrains.EventLog.Sqlite;

/// <summary>The regions that have records in this deployment, from the names of the streams.</summary>
public sealed class SqliteRegionList(SqliteDatabase database) : IRegionList
{
    public ValueTask<IReadOnlyList<string>> ReadAsync(CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        using var reader = database.OpenReader();
        using var command = reader.Connection.CreateCommand();
        // From one region's first stream to the next region's: as many steps as there are regions.
        command.CommandText = """
            with recursive regions(region) as (
                select (select substr(name, 1, instr(name, '/') - 1) from streams order by name limit 1)
                union all
                select (select substr(name, 1, instr(name, '/') - 1) from streams
                        where name > regions.region || '0' order by name limit 1)
                from regions where regions.region is not null)
            select region from regions where region is not null
            """;
        var found = new List<string>();
        using var rows = command.ExecuteReader();
        while (rows.Read()) found.Add(rows.GetString(0));
        return ValueTask.FromResult<IReadOnlyList<string>>(found);
    }
}

using System.Data.Common;
using Dapper;

namespace CommunityGrains.Access.People;

/// <summary>Takes people's keys along when a log is copied into another store: without them nobody could be
/// read there. They stay wrapped by the same master key.</summary>
public static class PeopleCopy
{
    private const int RowsAtOnce = 200;

    private static readonly (string Table, string[] Columns, string Which)[] Tables =
    [
        ("deployment", ["name", "value"], "where name like 'people.%'"),
        ("person_key", ["region", "person", "wrapped", "made_at"], ""),
        ("person_erased", ["region", "person", "act", "erased_at"], ""),
        ("erasure", ["region", "person", "act", "line"], ""),
        ("person_index", ["region", "token", "person"], ""),
        ("reading", ["region", "account", "person", "fields", "purpose", "read_at"], ""),
    ];

    /// <summary>Copies everything in one transaction. A target that has keys of its own keeps them, if it is
    /// a copy of the same deployment.</summary>
    /// <exception cref="MasterKeyException">The target belongs to another master key.</exception>
    public static async Task RunAsync(
        AccessDatabase from, AccessDatabase to, CancellationToken cancel = default)
    {
        var tables = new List<(string Table, string[] Columns, List<object?[]> Rows)>();
        await from.ReadAsync(async connection =>
        {
            foreach (var (table, columns, which) in Tables)
                tables.Add((table, columns, await ReadAsync(connection, table, columns, which)));
            return true;
        }, cancel);
        await to.WriteAsync(async transaction =>
        {
            if (await transaction.Connection!.ExecuteScalarAsync<long>(
                "select count(*) from person_key", null, transaction) == 0)
            {
                // Nothing is sealed there yet: keys made by opening it serve nobody.
                await transaction.Connection!.ExecuteAsync(
                    "delete from deployment where name like 'people.%'", null, transaction);
            }

            await RequireSameAsync(transaction, tables[0].Rows);
            // A copy that goes on after a break brings what was read meanwhile; readings have no key of their
            // own.
            await transaction.Connection!.ExecuteAsync("delete from reading", null, transaction);
            foreach (var (table, columns, rows) in tables)
            {
                foreach (var part in rows.Chunk(RowsAtOnce))
                    await InsertAsync(transaction, table, columns, part);
            }

            // Whoever was erased since the copy began.
            await transaction.Connection!.ExecuteAsync("""
                delete from person_key where exists (
                  select 1 from person_erased e
                  where e.region = person_key.region and e.person = person_key.person)
                """, null, transaction);
            return true;
        }, cancel);
    }

    private static async Task RequireSameAsync(DbTransaction transaction, List<object?[]> deployment)
    {
        foreach (var row in deployment)
        {
            var known = await transaction.Connection!.QuerySingleOrDefaultAsync<string?>(
                "select value from deployment where name = @name", new { name = row[0] }, transaction);
            if (known is not null && known != (string?)row[1])
            {
                throw new MasterKeyException(
                    "The target holds people's data that is sealed with other keys; copy into an empty "
                    + "store.");
            }
        }
    }

    private static async Task<List<object?[]>> ReadAsync(
        DbConnection connection, string table, string[] columns, string which)
    {
        await using var rows = await connection.ExecuteReaderAsync(
            $"select {string.Join(", ", columns)} from {table} {which}");
        var read = new List<object?[]>();
        while (await rows.ReadAsync())
        {
            var row = new object?[columns.Length];
            for (var i = 0; i < row.Length; i++) row[i] = rows.GetValue(i);
            read.Add(row);
        }

        return read;
    }

    private static Task<int> InsertAsync(
        DbTransaction transaction, string table, string[] columns, object?[][] rows)
    {
        var values = new DynamicParameters();
        var lines = rows.Select((row, r) =>
        {
            for (var c = 0; c < row.Length; c++) values.Add($"v{r}_{c}", row[c]);
            return $"({string.Join(", ", row.Select((_, c) => $"@v{r}_{c}"))})";
        }).ToList();
        return transaction.Connection!.ExecuteAsync(
            $"insert into {table} ({string.Join(", ", columns)}) values {string.Join(", ", lines)} "
            + "on conflict do nothing", values, transaction);
    }
}

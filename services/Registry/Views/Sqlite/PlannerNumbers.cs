using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CommunityGrains.Registry.Views.Sqlite;

/// <summary>
/// Tells SQLite's planner what a large region looks like: how many rows each index has, and how many share
/// the first of its columns. Without numbers it takes "of this region" for a handful of rows and reads a
/// whole index where another finds one row. They are stated and not counted (ANALYZE), so that a plan is the
/// same on the first day, after an import and in ten years.
/// </summary>
internal static class PlannerNumbers
{
    private const int Records = 30_000, Municipalities = 60, Days = 500;

    // How many different values a column has; of what is not named here each row has its own.
    private static readonly Dictionary<string, int> Different = new()
    {
        ["region"] = 1, ["municipality"] = Municipalities, ["form"] = 10, ["status"] = 4, ["standing"] = 5,
        ["basis"] = 2, ["members"] = 50, ["residents"] = 1_000, ["known_on"] = Days, ["asked_on"] = Days,
        ["last_sign_on"] = Days, ["until"] = Days, ["date_from"] = Days,
    };

    /// <summary>States them for the live tables, after these were made or swapped in.</summary>
    public static void State(SqliteConnection connection, SqliteTransaction transaction)
    {
        // The table of numbers is made by looking at something; there is hardly anything to look at there.
        connection.Execute("analyze projections", null, transaction);
        foreach (var table in SqliteViewSchema.TableNames)
        {
            var columns = connection.Query<(string Index, string Column)>("""
                select list.name, info.name
                from pragma_index_list(@table) list, pragma_index_info(list.name) info
                where list.name not like 'sqlite_autoindex%' order by list.name, info.seqno
                """, new { table }, transaction);
            connection.Execute("delete from sqlite_stat1 where tbl = @table", new { table }, transaction);
            foreach (var index in columns.GroupBy(row => row.Index, row => row.Column))
            {
                connection.Execute(
                    "insert into sqlite_stat1 (tbl, idx, stat) values (@table, @index, @numbers)",
                    new { table, index = index.Key, numbers = Of(table, index) }, transaction);
            }
        }

        connection.Execute("analyze sqlite_schema", null, transaction);
    }

    // "30000 30000 500 1": the rows, then how many share the first column, the first two, and so on.
    private static string Of(string table, IEnumerable<string> columns)
    {
        var rows = table == "municipality" ? Municipalities : Records;
        var (numbers, shared) = (new List<int> { rows }, rows);
        foreach (var column in columns)
            numbers.Add(shared = Math.Max(1, shared / Different.GetValueOrDefault(column, rows)));
        return string.Join(' ', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));
    }
}

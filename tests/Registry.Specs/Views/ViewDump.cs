using CommunityGrains.Projections;
using CommunityGrains.Registry.Views;
using CommunityGrains.Registry.Views.Sqlite;
using CommunityGrains.Sqlite;

namespace CommunityGrains.Registry.Specs.Views;

/// <summary>Everything the views hold, as lines of text: two views are equal when these are.</summary>
internal static class ViewDump
{
    public static IReadOnlyList<string> Of(SqliteDatabase database)
    {
        using var turn = database.Turn.Enter();
        var lines = new List<string>();
        foreach (var table in SqliteViewSchema.TableNames.Where(table => table != "community_search"))
            lines.AddRange(Rows(database, table, $"select * from {table}").Order(StringComparer.Ordinal));
        Run(database,
            "create virtual table temp.words using fts5vocab ('main', 'community_search', 'instance')");
        lines.AddRange(Rows(database, "search", "select term, doc, col from temp.words order by 1, 2, 3"));
        Run(database, "drop table temp.words");
        lines.AddRange(Rows(
            database, "parked", "select position, stream, name from parked where projection = 'registry'"));
        lines.AddRange(
            Rows(database, "at", "select position, hex(hash) from projections where name = 'registry'"));
        return lines;
    }

    /// <summary>The world's views hold, row by row, what a fresh build of the same log holds.</summary>
    public static async Task ShouldEqualFreshBuildAsync(RegistryWorld world)
    {
        var (held, fresh) = (Of(world.Database), await OfFreshBuildAsync(world));
        held.Except(fresh).ShouldBeEmpty("rows that a fresh build does not have");
        fresh.Except(held).ShouldBeEmpty("rows that only a fresh build has");
        held.ShouldBe(fresh);
    }

    private static async Task<IReadOnlyList<string>> OfFreshBuildAsync(RegistryWorld world)
    {
        var folder = Directory.CreateTempSubdirectory("registry-fresh-");
        try
        {
            using var database = new SqliteDatabase(Path.Combine(folder.FullName, "fresh.db"));
            await using var projection = new SqliteRegistryViews(database);
            await using var runner = new ProjectionRunner(world.Log, projection);
            runner.Start();
            (await runner.WaitAsync(world.Position, RegistryWorld.Patience)).ShouldBeTrue(
                "the fresh build stands still");
            return Of(database);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public static void Run(SqliteDatabase database, string sql)
    {
        using var command = database.Writer.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static IEnumerable<string> Rows(SqliteDatabase database, string table, string sql)
    {
        using var command = database.Writer.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            yield return $"{table}: " + string.Join(" | ", values.Select(value =>
                value is byte[] bytes ? Convert.ToHexString(bytes) : value.ToString()));
        }
    }
}

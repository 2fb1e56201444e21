using System.Data.Common;
using CommunityGrains.EventLog;
using CommunityGrains.Projections;
using CommunityGrains.Sqlite;

namespace CommunityGrains.Registry.Specs.Views;

/// <summary>Compares everything that views hold.</summary>
internal static class ViewDump
{
    /// <summary>The world's views hold, row by row, what a fresh build of the same log holds.</summary>
    public static async Task ShouldEqualFreshBuildAsync(RegistryWorld world)
    {
        await using var empty = await world.Store.EmptyAsync();
        var held = await world.Store.DumpAsync();
        var fresh = await BuildAsync(empty, world.Log, world.Position);
        held.Except(fresh).ShouldBeEmpty("rows that a fresh build does not have");
        fresh.Except(held).ShouldBeEmpty("rows that only a fresh build has");
        held.ShouldBe(fresh);
    }

    public static string Line(DbDataReader reader)
    {
        var values = new object[reader.FieldCount];
        reader.GetValues(values);
        return string.Join(" | ", values.Select(value =>
            value is byte[] bytes ? Convert.ToHexString(bytes) : value.ToString()));
    }

    public static void Run(SqliteDatabase database, string sql)
    {
        using var command = database.Writer.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static async Task<IReadOnlyList<string>> BuildAsync(ViewStore store, IEventLog log, long position)
    {
        await using var views = await store.OpenAsync();
        await using var runner = new ProjectionRunner(log, views);
        runner.Start();
        (await runner.WaitAsync(position, RegistryWorld.Patience)).ShouldBeTrue(
            "the fresh build stands still");
        return await store.DumpAsync();
    }
}

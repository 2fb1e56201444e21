using CommunityGrains.Registry.Views.PostgreSql;
using Npgsql;

namespace CommunityGrains.Registry.Specs.Views;

/// <summary>The second wall: what the server itself shows of regions, whatever a statement asks.</summary>
public sealed class RowsOfOneRegion
{
    private const string Here = RegistryWorld.Region, Elsewhere = "RU-ME";

    private static async Task<RegistryWorld> GivenTwoRegionsAsync()
    {
        var world = await RegistryWorld.OnAsync(ViewDatabase.PostgreSql);
        foreach (var region in new[] { Here, Here, Elsewhere })
        {
            var town = await world.MunicipalityAsync(region: region);
            var yard = await world.CommunityAsync(town, $"ТОС «Двор» {region}", region: region);
            await world.LeaderAsync(yard, region: region);
        }

        await world.SeenAsync();
        return world;
    }

    public static TheoryData<string> Tables => [.. PostgresViewSchema.TableNames];

    [Theory, MemberData(nameof(Tables))]
    public async Task A_statement_without_any_condition_sees_the_rows_of_its_region_alone(string table)
    {
        await using var world = await GivenTwoRegionsAsync();
        var all = await CountAsync(world, table, RowSecurity.AllRegions);
        var here = await CountAsync(world, table, Here);
        var elsewhere = await CountAsync(world, table, Elsewhere);
        (here + elsewhere).ShouldBe(all);
        here.ShouldBe(2 * elsewhere);
        (await CountAsync(world, table, "RU-XX")).ShouldBe(0);
        (await CountAsync(world, table, region: null)).ShouldBe(0, "who names no region sees nothing");
    }

    [Fact]
    public async Task It_stands_again_around_the_tables_of_a_rebuild()
    {
        await using var world = await GivenTwoRegionsAsync();
        await world.Runner.RebuildAsync();
        (await CountAsync(world, "community", Here)).ShouldBe(2);
        (await CountAsync(world, "community_state", Elsewhere)).ShouldBe(1);
        (await CountAsync(world, "community_state", region: null)).ShouldBe(0);

        // And the views go on behind it.
        var town = await world.MunicipalityAsync("Бирск");
        await world.CommunityAsync(town, "ТОС «Берег»");
        await world.SeenAsync();
        (await CountAsync(world, "community", Here)).ShouldBe(3);
    }

    [Fact]
    public async Task It_is_put_around_tables_of_an_earlier_version_when_they_are_opened()
    {
        await using var world = await GivenTwoRegionsAsync();
        foreach (var table in PostgresViewSchema.TableNames)
        {
            await world.Store.RunAsync($"""
                drop policy own_region on registry.{table};
                alter table registry.{table} no force row level security;
                alter table registry.{table} disable row level security
                """);
        }

        (await CountAsync(world, "community", Here)).ShouldBe(3, "without the wall");
        await using var opened = await world.Store.OpenAsync();
        (await CountAsync(world, "community", Here)).ShouldBe(2);
    }

    [Fact]
    public async Task A_row_of_another_region_cannot_be_written_either()
    {
        await using var world = await GivenTwoRegionsAsync();
        (await ChangedAsync(world, "delete from registry.leader", Elsewhere)).ShouldBe(1);
        await Should.ThrowAsync<PostgresException>(() => ChangedAsync(
            world, $"update registry.community set region = '{Here}'", Elsewhere));
    }

    private static Task<long> CountAsync(RegistryWorld world, string table, string? region) =>
        InRegionAsync(world, region, async connection =>
        {
            await using var count = new NpgsqlCommand($"select count(*) from registry.{table}", connection);
            return (long)(await count.ExecuteScalarAsync())!;
        });

    private static Task<int> ChangedAsync(RegistryWorld world, string sql, string region) =>
        InRegionAsync(world, region, async connection =>
        {
            await using var change = new NpgsqlCommand(sql, connection);
            return await change.ExecuteNonQueryAsync();
        });

    private static async Task<T> InRegionAsync<T>(
        RegistryWorld world, string? region, Func<NpgsqlConnection, Task<T>> work)
    {
        await using var connection =
            await ((PostgresViewStore)world.Store).Database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (region is not null)
        {
            await using var name = new NpgsqlCommand("select set_config($1, $2, true)", connection)
            {
                Parameters = { new() { Value = RowSecurity.Setting }, new() { Value = region } },
            };
            await name.ExecuteNonQueryAsync();
        }

        return await work(connection);
    }
}

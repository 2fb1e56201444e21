using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Registry.Specs.Views;

namespace CommunityGrains.Registry.Specs.Queries;

public sealed class AtlasOnSqlite() : AtlasSpecs(ViewDatabase.Sqlite);

public sealed class AtlasOnPostgreSql() : AtlasSpecs(ViewDatabase.PostgreSql);

/// <summary>The region seen from above: points, areas, numbers.</summary>
public abstract class AtlasSpecs(ViewDatabase kind)
{
    private static readonly CommunityQuery All = new(RegistryWorld.Region);

    [Fact]
    public async Task Points_are_those_of_the_list_that_have_a_place_and_know_what_stands_there()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var ufa = await world.MunicipalityAsync();
        var yard = await world.CommunityAsync(ufa, "Двор", At(54.7349, 55.9578));
        await world.CommunityAsync(ufa, "Сад");
        var elsewhere = await world.CommunityAsync(ufa, "Чужой", At(1, 1), "RU-UD");
        await world.VerifyAsync(await world.LeaderAsync(yard), world.Today.AddYears(1));
        await world.SeenAsync();
        var atlas = world.Registry.Atlas;

        var point = (await atlas.PointsAsync(All)).Points.ShouldHaveSingleItem();
        (point.LatitudeE7, point.LongitudeE7, point.Leader)
            .ShouldBe((547_349_000, 559_578_000, LeaderStanding.Verified));
        (await atlas.PointsAsync(All with { Text = "двор" })).Points.Count.ShouldBe(1);
        (await atlas.PointsAsync(All with { Text = "сад" })).Points.ShouldBeEmpty();
        (await atlas.PointsAsync(All with { Leader = LeaderStanding.None })).Points.ShouldBeEmpty();
        var foreign = (await atlas.PointsAsync(new("RU-UD"))).Points.Single();

        // What is known of a point stays true when its record has changed since.
        await world.GivenAsync(RegistryWorld.Stream(yard), new CommunityEvent.Corrected(
            [new FieldChange(RegisterField.Name, "Двор у реки")]));
        await world.SeenAsync();
        var told = (await atlas.AtAsync(RegistryWorld.Region, [point.Key, foreign.Key, 999_999]))
            .ShouldHaveSingleItem();
        (told.Key, told.Id, told.Name).ShouldBe((point.Key, yard, "Двор у реки"));
        elsewhere.ShouldNotBe(yard);
    }

    [Fact]
    public async Task Points_as_of_a_day_are_those_of_that_day_and_others_are_not_kept_for_them()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        world.Today = new(2025, 1, 10);
        var ufa = await world.MunicipalityAsync();
        await world.CommunityAsync(ufa, "Двор", At(54, 55));
        world.Today = new(2025, 3, 1);
        await world.SeenAsync();
        (await CountAsync(null)).ShouldBe(1);
        await world.CommunityAsync(ufa, "Сад", At(54, 56));
        await world.SeenAsync();

        (await CountAsync(null)).ShouldBe(2);
        (await CountAsync(new(2025, 2, 1))).ShouldBe(1);
        (await CountAsync(new(2025, 1, 1))).ShouldBe(0);

        async Task<int> CountAsync(DateOnly? day) => (await world.Registry.Atlas.PointsAsync(
            All with { AsOf = day is null ? null : new(day) })).Points.Count;
    }

    [Fact]
    public async Task Areas_follow_the_municipalities_and_leave_out_what_became_part_of_another()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var (ufa, birsk) = (await world.MunicipalityAsync("Уфа"), await world.MunicipalityAsync("Бирск"));
        await world.SeenAsync();
        (await AreasAsync()).Select(area => (area.Name, area.Boundary))
            .ShouldBe([("Бирск", null), ("Уфа", null)]);
        GeoPoint[] ring = [new(54, 55), new(55, 55), new(55, 56), new(54, 55)];
        var boundary = new GeoArea([[[.. ring]]]);
        await world.GivenAsync(
            RegistryWorld.Stream(ufa), new MunicipalityEvent.BoundarySet(boundary, world.Today, "карта"));
        await world.GivenAsync(
            RegistryWorld.Stream(birsk), new MunicipalityEvent.MergedInto(ufa, world.Today, "Закон"));
        await world.SeenAsync();

        var area = (await AreasAsync()).ShouldHaveSingleItem();
        (area.Id, area.Boundary).ShouldBe((ufa, boundary));

        async Task<IReadOnlyList<MunicipalityArea>> AreasAsync() =>
            (await world.Registry.Atlas.AreasAsync(RegistryWorld.Region)).Areas;
    }

    [Fact]
    public async Task A_municipality_counts_what_is_in_it_and_only_those_that_count()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var (ufa, birsk) = (await world.MunicipalityAsync("Уфа"), await world.MunicipalityAsync("Бирск"));
        var yard = await world.CommunityAsync(ufa, "Двор", e => e with { Members = 5, Residents = 300 });
        await world.CommunityAsync(ufa, "Сад", e => e with { Residents = 200 });
        var closed = await world.CommunityAsync(ufa, "Клуб", e => e with { Members = 7, Residents = 1000 });
        await world.GivenAsync(
            RegistryWorld.Stream(closed), new CommunityEvent.Closed("разошлись", world.Today));
        await world.VerifyAsync(await world.LeaderAsync(yard), world.Today.AddYears(1));
        await world.InitiativeAsync(ufa, "Сквер", yard);
        await world.InitiativeAsync(birsk, "Родник");
        await world.SeenAsync();

        var rows = (await world.Registry.Atlas.MunicipalitiesAsync(new(RegistryWorld.Region))).Rows;
        rows.Select(row => row.Id).ShouldBe([birsk, ufa]);
        rows[0].Counting.ShouldBe(0);
        rows[0].Initiatives[InitiativeStatus.Analysis].ShouldBe(1);
        (rows[1].Counting, rows[1].Members, rows[1].Residents).ShouldBe((2, 5L, 500L));
        rows[1].Communities[CommunityStatus.Closed].ShouldBe(1);
        rows[1].Leaders.ShouldBe(new Dictionary<LeaderStanding, int>
        {
            [LeaderStanding.None] = 1, [LeaderStanding.Verified] = 1,
        }, ignoreOrder: true);
        (await world.Registry.Atlas.MunicipalitiesAsync(new(RegistryWorld.Region) { Text = "бир" })).Rows
            .ShouldHaveSingleItem().Id.ShouldBe(birsk);
    }

    [Fact]
    public async Task Initiatives_are_counted_by_where_they_stand_whatever_status_is_asked_for()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var ufa = await world.MunicipalityAsync();
        var yard = await world.CommunityAsync(ufa, "Двор");
        await world.InitiativeAsync(ufa, "Сквер у школы", yard);
        await world.InitiativeAsync(ufa, "Родник");
        await world.SeenAsync();
        var query = new InitiativeQuery(RegistryWorld.Region);

        (await CountAsync(query)).ShouldBe(2);
        (await CountAsync(query with { Status = InitiativeStatus.Finished })).ShouldBe(2);
        (await CountAsync(query with { Text = "школы" })).ShouldBe(1);
        (await CountAsync(query with { Community = yard })).ShouldBe(1);
        (await CountAsync(query with { Municipality = new(Guid.NewGuid()) })).ShouldBe(0);

        async Task<int> CountAsync(InitiativeQuery asked) =>
            (await world.Registry.Atlas.InitiativesAsync(asked)).Total;
    }

    private static Func<RegisterEntry, RegisterEntry> At(double latitude, double longitude) =>
        entry => entry with { Location = new GeoPoint(latitude, longitude) };
}

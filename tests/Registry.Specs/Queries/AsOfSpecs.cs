using System.Text.Json;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Registry.Specs.Views;

namespace CommunityGrains.Registry.Specs.Queries;

public sealed class AsOfOnSqlite() : AsOfSpecs(ViewDatabase.Sqlite);

public sealed class AsOfOnPostgreSql() : AsOfSpecs(ViewDatabase.PostgreSql);

public abstract class AsOfSpecs(ViewDatabase kind)
{
    private static readonly CommunityQuery All = new(RegistryWorld.Region);

    [Fact]
    public async Task A_list_as_of_a_day_shows_names_leaders_and_municipalities_of_that_day()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        world.Today = new(2025, 1, 10);
        var ufa = await world.MunicipalityAsync("Уфа");
        var id = await world.CommunityAsync(ufa, "Двор");
        world.Today = new(2025, 6, 1);
        var leader = await world.LeaderAsync(id);
        await world.VerifyAsync(leader, new(2026, 6, 1));
        await world.InitiativeAsync(ufa, "Сквер", id);
        world.Today = new(2025, 9, 1);
        await world.GivenAsync(RegistryWorld.Stream(id), new CommunityEvent.Corrected(
            [new FieldChange(RegisterField.Name, "Сад")]));
        await world.GivenAsync(
            RegistryWorld.Stream(ufa), new MunicipalityEvent.Renamed("Уфа-2", "ГО Уфа-2", world.Today));
        await world.SeenAsync();

        (await On(2025, 1, 9)).ShouldBeEmpty();
        (await On(2025, 1, 10)).ShouldHaveSingleItem().ShouldBe(("Двор", "Уфа", LeaderStanding.None, 0));
        (await On(2025, 5, 31)).ShouldHaveSingleItem().ShouldBe(("Двор", "Уфа", LeaderStanding.None, 0));
        (await On(2025, 6, 1)).ShouldHaveSingleItem().ShouldBe(("Двор", "Уфа", LeaderStanding.Verified, 1));
        (await On(2025, 9, 1)).ShouldHaveSingleItem().ShouldBe(("Сад", "Уфа-2", LeaderStanding.Verified, 1));
        (await world.Registry.CommunityFacetsAsync(All with
        {
            AsOf = new(new DateOnly(2025, 7, 1)),
            Leader = LeaderStanding.Verified,
        })).Total.ShouldBe(1);
        (await world.Registry.CommunityFacetsAsync(All with
        {
            AsOf = new(new DateOnly(2025, 5, 1)),
            Leader = LeaderStanding.Verified,
        })).Total.ShouldBe(0);

        async Task<IEnumerable<(string, string, LeaderStanding, int)>> On(int year, int month, int day)
        {
            var page = await world.Registry.CommunitiesAsync(
                All with { AsOf = new(new DateOnly(year, month, day)) });
            return page.Items.Select(
                row => (row.Entry.Name, row.MunicipalityName, row.Leader, row.Initiatives));
        }
    }

    [Fact]
    public async Task Facets_as_of_today_are_those_of_now_whoever_claims_to_lead_whom()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var (ufa, birsk) = (await world.MunicipalityAsync("Уфа"), await world.MunicipalityAsync("Бирск"));
        var yard = await world.CommunityAsync(ufa, "Двор");
        var garden = await world.CommunityAsync(ufa, "Сад", Located);
        await world.CommunityAsync(birsk, "Улица", Located);
        await world.LeaderAsync(await world.CommunityAsync(birsk, "Пруд"));
        var left = await world.LeaderAsync(yard, "Дворова Анна");
        await world.GivenAsync(RegistryWorld.Stream(left), new LeaderEvent.SteppedDown(world.Today));
        await world.LeaderAsync(yard, "Спорова Алла");
        await world.VerifyAsync(await world.LeaderAsync(yard, "Лидова Ева"), world.Today.AddYears(1));
        await world.LeaderAsync(garden, "Садова Инна");
        await world.SeenAsync();

        var now = await world.Registry.CommunityFacetsAsync(All);
        now.Leaders.ShouldBe(new Dictionary<LeaderStanding, int>
        {
            [LeaderStanding.None] = 1, [LeaderStanding.Claimed] = 2, [LeaderStanding.Verified] = 1,
        }, ignoreOrder: true);
        var then = await world.Registry.CommunityFacetsAsync(All with { AsOf = new(world.Today) });
        now.Located.ShouldBe(2);
        JsonSerializer.Serialize(then).ShouldBe(JsonSerializer.Serialize(now));
        (await world.Registry.CommunityFacetsAsync(All with { AsOf = new(world.Today), Text = "сад" }))
            .Leaders.ShouldHaveSingleItem().Key.ShouldBe(LeaderStanding.Claimed);

        static RegisterEntry Located(RegisterEntry entry) =>
            entry with { Location = new GeoPoint(55.4, 55.5) };
    }

    [Fact]
    public async Task What_is_recorded_late_is_true_from_its_business_date_but_unknown_before_its_position()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        world.Today = new(2025, 1, 1);
        var id = await world.CommunityAsync(await world.MunicipalityAsync(), "Двор");
        var before = world.Position;
        world.Today = new(2025, 2, 1);
        await world.GivenAsync(RegistryWorld.Stream(id), new CommunityEvent.Closed("собрание", world.Today));
        await world.SeenAsync();

        (await StatusAsync(new(new DateOnly(2025, 1, 31)))).ShouldBe(CommunityStatus.Registered);
        (await StatusAsync(new(new DateOnly(2025, 2, 1)))).ShouldBe(CommunityStatus.Closed);
        (await StatusAsync(new(Position: before))).ShouldBe(CommunityStatus.Registered);
        (await StatusAsync(new(Position: world.Position))).ShouldBe(CommunityStatus.Closed);
        (await StatusAsync(new(Position: 1))).ShouldBeNull();
        (await StatusAsync(new())).ShouldBe(CommunityStatus.Closed);

        async Task<CommunityStatus?> StatusAsync(AsOf asOf) =>
            (await world.Registry.CommunityAsync(RegistryWorld.Region, id, asOf))?.Row.Status;
    }

    [Fact]
    public async Task Business_dates_never_fall_within_a_record()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        world.Today = new(2025, 5, 1);
        var id = await world.CommunityAsync(await world.MunicipalityAsync(), "Двор");
        world.Today = new(2025, 3, 1);
        await world.GivenAsync(RegistryWorld.Stream(id), new CommunityEvent.Closed("собрание", world.Today));
        await world.SeenAsync();

        (await world.Registry.CommunityAsync(
            RegistryWorld.Region, id, new(new DateOnly(2025, 3, 15)))).ShouldBeNull();
        var closed =
            await world.Registry.CommunityAsync(RegistryWorld.Region, id, new(new DateOnly(2025, 5, 1)));
        closed!.Row.ValidFrom.ShouldBe(new DateOnly(2025, 5, 1));
    }

    [Fact]
    public async Task Either_a_day_or_a_position_is_asked_about()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        await Should.ThrowAsync<ArgumentException>(async () =>
            await world.Registry.CommunitiesAsync(All with { AsOf = new(world.Today, 1) }));
    }

    [Fact]
    public async Task A_position_that_is_still_to_come_is_not_answered_with_the_present()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var id = await world.CommunityAsync(await world.MunicipalityAsync(), "Двор");
        await world.SeenAsync();
        var frozen = All with { AsOf = new(Position: world.Position + 1) };

        var early = await Should.ThrowAsync<PositionNotSeenException>(
            async () => await world.Registry.CommunitiesAsync(frozen));
        (early.Asked, early.Seen).ShouldBe((world.Position + 1, world.Position));
        await Should.ThrowAsync<PositionNotSeenException>(async () =>
        {
            await foreach (var _ in world.Registry.StreamCommunitiesAsync(frozen)) { }
        });

        await world.GivenAsync(RegistryWorld.Stream(id), new CommunityEvent.FellDormant(world.Today));
        (await world.NamesAsync(frozen)).ShouldBe(["Двор"]);
    }

    [Fact]
    public async Task A_merger_and_its_undoing_can_be_looked_back_on()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var ufa = await world.MunicipalityAsync();
        var (stays, goes) =
            (await world.CommunityAsync(ufa, "Двор"), await world.CommunityAsync(ufa, "Дворик"));
        await world.GivenAsync(
            RegistryWorld.Stream(stays), new CommunityEvent.DuplicateSuggested(goes, 90, "name"));
        (await world.NamesAsync(All with { SuspectedOnly = true })).ShouldBe(["Двор"]);
        await world.GivenAsync(RegistryWorld.Stream(stays), new CommunityEvent.Absorbed(goes, "то же"));
        var merged =
            await world.GivenAsync(RegistryWorld.Stream(goes), new CommunityEvent.MergedInto(stays, "то же"));
        (await world.NamesAsync(All)).ShouldBe(["Двор"]);
        (await world.NamesAsync(All with { SuspectedOnly = true })).ShouldBeEmpty();
        var details = await world.Registry.CommunityAsync(RegistryWorld.Region, goes);
        details!.Survivor!.Id.ShouldBe(stays);
        details.Row.MergedInto.ShouldBe(stays);
        (await world.Registry.CommunityAsync(RegistryWorld.Region, stays))!
            .Absorbed.ShouldHaveSingleItem().Name.ShouldBe("Дворик");

        await world.GivenAsync(RegistryWorld.Stream(goes), new CommunityEvent.MergeUndone(stays, "разные"));
        await world.GivenAsync(RegistryWorld.Stream(stays), new CommunityEvent.Released(goes, "разные"));

        (await world.NamesAsync(All)).ShouldBe(["Двор", "Дворик"]);
        (await world.NamesAsync(All with { AsOf = new(Position: merged) })).ShouldBe(["Двор"]);
        var then = await world.Registry.CommunityAsync(RegistryWorld.Region, goes, new(Position: merged));
        then!.Row.Status.ShouldBe(CommunityStatus.Merged);
    }

    [Fact]
    public async Task Regions_never_mix()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var (here, there) =
            (await world.MunicipalityAsync("Уфа"), await world.MunicipalityAsync("Казань", region: "RU-TA"));
        var id = await world.CommunityAsync(here, "Двор");
        // The same id in another region is another record.
        await world.GivenAsync(RegistryWorld.Stream(id, "RU-TA"), new CommunityEvent.Registered(
            new RegisterEntry("Двор чужой", CommunityForm.HouseCouncil, there), "Решение"));
        await world.LeaderAsync(id, "Чужая Анна", "RU-TA");
        await world.SeenAsync();

        var row =
            (await world.Registry.CommunitiesAsync(All with { Text = "двор" })).Items.ShouldHaveSingleItem();
        (row.Entry.Name, row.MunicipalityName, row.Leader).ShouldBe(("Двор", "Уфа", LeaderStanding.None));
        (await world.NamesAsync(new CommunityQuery("RU-TA"))).ShouldBe(["Двор чужой"]);
        (await world.NamesAsync(new CommunityQuery("RU-TA") { AsOf = new(world.Today) })).ShouldBe(
            ["Двор чужой"]);
        (await world.NamesAsync(new CommunityQuery("RU-TA") { Text = "уфа" })).ShouldBeEmpty();
        (await world.Registry.MunicipalityAsync("RU-TA", here)).ShouldBeNull();
        (await world.Registry.CommunityFacetsAsync(All)).Municipalities.ShouldHaveSingleItem().Name.ShouldBe(
            "Уфа");
        (await world.Registry.LeadersAsync(new LeaderQuery(RegistryWorld.Region))).Items.ShouldBeEmpty();
        (await world.Registry.LeadersAsync(new LeaderQuery("RU-TA"))).Items.ShouldHaveSingleItem()
            .CommunityName.ShouldBe("Двор чужой");
        (await world.Registry.CommunityAsync(RegistryWorld.Region, id))!.Leaders.ShouldBeEmpty();
    }
}

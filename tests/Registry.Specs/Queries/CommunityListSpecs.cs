using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Registry.Specs.Views;

namespace CommunityGrains.Registry.Specs.Queries;

public sealed class CommunityListOnSqlite() : CommunityListSpecs(ViewDatabase.Sqlite);

public sealed class CommunityListOnPostgreSql() : CommunityListSpecs(ViewDatabase.PostgreSql);

public sealed class CommunityListRememberedOnPostgreSql()
    : CommunityListSpecs(ViewDatabase.PostgreSqlRemembering);

public abstract class CommunityListSpecs(ViewDatabase kind)
{
    private static readonly CommunityQuery All = new(RegistryWorld.Region);

    [Fact]
    public async Task Communities_are_listed_as_Russian_readers_sort_them()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var ufa = await world.MunicipalityAsync();
        string[] names = ["Яблоня", "двор 10", "Ёлка", "Двор 2", "Ежевика", "ель", "Жираф", "«Арбат»"];
        foreach (var name in names)
            await world.CommunityAsync(ufa, name);

        (await world.NamesAsync(All)).ShouldBe(
            ["«Арбат»", "Двор 2", "двор 10", "Ежевика", "Ёлка", "ель", "Жираф", "Яблоня"]);
    }

    [Fact]
    public async Task Each_filter_leaves_what_it_names()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var (ufa, birsk) = (await world.MunicipalityAsync("Уфа"), await world.MunicipalityAsync("Бирск"));
        await world.CommunityAsync(
            ufa, "Двор", e => e with { Topics = "спорт, дети", Location = new(54.7, 55.9) });
        await world.CommunityAsync(birsk, "Клуб", e => e with
        {
            Form = CommunityForm.InterestClub,
            Basis = CommunityBasis.Interest,
            Topics = "спорттовары",
            Location = new(55.4, 55.5),
        });
        var closed = await world.CommunityAsync(ufa, "Закрытый");
        await world.GivenAsync(
            RegistryWorld.Stream(closed), new CommunityEvent.Closed("собрание", world.Today));
        var active = await world.CommunityAsync(ufa, "Живой");
        await world.GivenAsync(
            RegistryWorld.Stream(active), new CommunityEvent.LifeSignSeen("субботник", world.Today));
        await world.LeaderAsync(active);

        (await world.NamesAsync(All)).ShouldBe(["Двор", "Живой", "Клуб"]);
        (await world.NamesAsync(All with { Municipality = birsk })).ShouldBe(["Клуб"]);
        (await world.NamesAsync(All with { Form = CommunityForm.InterestClub })).ShouldBe(["Клуб"]);
        (await world.NamesAsync(All with { Basis = CommunityBasis.Place })).ShouldBe(["Двор", "Живой"]);
        (await world.NamesAsync(All with { Status = CommunityStatus.Closed })).ShouldBe(["Закрытый"]);
        (await world.NamesAsync(All with { Status = CommunityStatus.Active })).ShouldBe(["Живой"]);
        (await world.NamesAsync(All with { Leader = LeaderStanding.Claimed })).ShouldBe(["Живой"]);
        (await world.NamesAsync(All with { Leader = LeaderStanding.None })).ShouldBe(["Двор", "Клуб"]);
        (await world.NamesAsync(All with { Topic = "Спорт" })).ShouldBe(["Двор"]);
        (await world.Registry.TopicsAsync(All.Region, TestContext.Current.CancellationToken))
            .ShouldBe(["дети", "спорт", "спорттовары"]);
        (await world.NamesAsync(All with { Within = new(54, 55, 55, 56) })).ShouldBe(["Двор"]);
        (await world.NamesAsync(All with { Order = CommunityOrder.LastSign, Limit = 1 })).ShouldBe(["Живой"]);
        (await world.NamesAsync(All with { Order = CommunityOrder.Changed })).ShouldBe(
            ["Живой", "Клуб", "Двор"]);
    }

    [Fact]
    public async Task Facets_count_each_without_its_own_filter()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var (ufa, birsk) = (await world.MunicipalityAsync("Уфа"), await world.MunicipalityAsync("Бирск"));
        for (var i = 0; i < 3; i++) await world.CommunityAsync(ufa, $"Двор {i}");
        await world.CommunityAsync(birsk, "Клуб", e => e with { Form = CommunityForm.InterestClub });
        var closed = await world.CommunityAsync(birsk, "Закрытый");
        await world.GivenAsync(
            RegistryWorld.Stream(closed), new CommunityEvent.Closed("собрание", world.Today));
        await world.SeenAsync();

        var facets = await world.Registry.CommunityFacetsAsync(All with { Municipality = ufa });

        facets.Total.ShouldBe(3);
        facets.Municipalities.Select(facet => (facet.Name, facet.Count)).ShouldBe([("Бирск", 1), ("Уфа", 3)]);
        facets.Forms.ShouldBe(
            new Dictionary<CommunityForm, int> { [CommunityForm.TerritorialSelfGovernment] = 3 });
        facets.Statuses.ShouldBe(new Dictionary<CommunityStatus, int> { [CommunityStatus.Registered] = 3 });
        facets.Leaders.ShouldBe(new Dictionary<LeaderStanding, int> { [LeaderStanding.None] = 3 });
        (await world.Registry.CommunityFacetsAsync(All with { Municipality = birsk, Text = "клуб" }))
            .Total.ShouldBe(1);
        (await world.Registry.CommunityFacetsAsync(All with { Municipality = birsk })).Statuses
            .ShouldBe(new Dictionary<CommunityStatus, int>
            {
                [CommunityStatus.Registered] = 1,
                [CommunityStatus.Closed] = 1,
            });
    }

    [Theory]
    [InlineData(null, CommunityOrder.Name)]
    [InlineData("двор", CommunityOrder.Name)]
    [InlineData(null, CommunityOrder.LastSign)]
    [InlineData(null, CommunityOrder.Changed)]
    [InlineData("двор", CommunityOrder.LastSign)]
    public async Task Pages_show_everything_once_while_others_write(string? text, CommunityOrder order)
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var ufa = await world.MunicipalityAsync();
        // Twins by name: only the id tells them apart.
        for (var i = 0; i < 25; i++)
        {
            var id = await world.CommunityAsync(
                ufa, $"Двор {i / 3}", e => e with { Settlement = "Дворовый" });
            if (i % 2 == 0)
            {
                await world.GivenAsync(RegistryWorld.Stream(id), new CommunityEvent.LifeSignSeen(
                    "субботник", world.Today.AddDays(-i / 5)));
            }
        }

        var query = All with { Text = text, Order = order, Limit = 4 };
        var seen = new List<CommunityId>();
        await world.SeenAsync();
        var known = (await world.Registry.CommunitiesAsync(query with { Limit = 100 })).Items.Select(
            row => row.Id).ToList();
        known.Count.ShouldBe(25);
        do
        {
            var page = await world.Registry.CommunitiesAsync(query);
            seen.AddRange(page.Items.Select(row => row.Id));
            query = query with { Cursor = page.Next };
            await world.CommunityAsync(ufa, $"Двор {seen.Count / 6}");
            await world.SeenAsync();
        }
        while (query.Cursor is not null && seen.Count < 100);

        seen.ShouldBeUnique();
        seen.Where(known.Contains).ShouldBe(known);
    }

    [Fact]
    public async Task A_cursor_works_only_for_the_question_it_was_given_out_for()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var ufa = await world.MunicipalityAsync();
        for (var i = 0; i < 3; i++) await world.CommunityAsync(ufa, $"Двор {i}");
        await world.SeenAsync();
        var query = All with { Limit = 2 };
        var next = (await world.Registry.CommunitiesAsync(query)).Next.ShouldNotBeNull();

        (await world.Registry.CommunitiesAsync(query with { Cursor = next, Limit = 5 })).Items.Count.ShouldBe(
            1);
        foreach (var other in new[]
        {
            query with { Cursor = next, Text = "двор" },
            query with { Cursor = next, Order = CommunityOrder.Changed },
            query with { Cursor = next, AsOf = new(Position: 3) },
            new CommunityQuery("RU-TA") { Cursor = next },
            query with { Cursor = next[..^2] },
            query with { Cursor = "нет" },
            query with { Cursor = "" },
            query with { Cursor = new string('A', 5_000) },
        })
        {
            await Should.ThrowAsync<InvalidCursorException>(
                async () => await world.Registry.CommunitiesAsync(other));
        }

        await Should.ThrowAsync<InvalidCursorException>(async () =>
            await world.Registry.MunicipalitiesAsync(
                new MunicipalityQuery(RegistryWorld.Region) { Cursor = next }));
    }

    [Fact]
    public async Task The_best_claim_stands_for_the_community()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var id = await world.CommunityAsync(await world.MunicipalityAsync(), "Двор");
        await world.LeaderAsync(id, "Аминева Анна");
        var second = await world.LeaderAsync(id, "Белов Борис");
        await world.VerifyAsync(second, new(2027, 3, 1));
        await RowIs(LeaderStanding.Verified, "Белов Борис", new(2027, 3, 1));

        await world.GivenAsync(
            RegistryWorld.Stream(second), new LeaderEvent.Revoked(new(Guid.NewGuid()), "подлог"));
        await RowIs(LeaderStanding.Claimed, "Аминева Анна", null);

        var other = await world.CommunityAsync(await world.MunicipalityAsync("Бирск"), "Сад");
        await world.GivenAsync(RegistryWorld.Stream(second), new LeaderEvent.Claimed(
            new(new(Guid.NewGuid()), new("Белов Борис")), other, LeaderRole.Chair, "", null,
            new(Guid.NewGuid())));
        await world.SeenAsync();
        (await world.Registry.CommunityAsync(RegistryWorld.Region, other))!.Row.Leader.ShouldBe(
            LeaderStanding.Claimed);

        async Task RowIs(LeaderStanding standing, string name, DateOnly? until)
        {
            await world.SeenAsync();
            var row = (await world.Registry.CommunitiesAsync(All)).Items.ShouldHaveSingleItem();
            (row.Leader, row.LeaderName!.Value, row.LeaderUntil).ShouldBe((standing, name, until));
        }
    }

    [Fact]
    public async Task A_limit_out_of_bounds_is_refused()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        foreach (var limit in new[] { 0, -1, 201 })
        {
            await Should.ThrowAsync<ArgumentOutOfRangeException>(async () =>
                await world.Registry.CommunitiesAsync(All with { Limit = limit }));
        }
    }

    [Fact]
    public async Task What_was_written_is_read_after_waiting_for_its_position()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var id = await world.CommunityAsync(await world.MunicipalityAsync(), "Двор");

        (await world.Registry.WaitAsync(world.Position, RegistryWorld.Patience)).ShouldBeTrue();

        (await world.Registry.CommunityAsync(RegistryWorld.Region, id))!.Row.Version.ShouldBe(1);
        (await world.Registry.PositionAsync()).ShouldBe(world.Position);
        (await world.Registry.WaitAsync(world.Position + 1, TimeSpan.FromMilliseconds(1))).ShouldBeFalse();
    }

    [Fact]
    public async Task Streaming_gives_every_row_in_order()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var ufa = await world.MunicipalityAsync();
        for (var i = 250; i > 0; i--) await world.CommunityAsync(ufa, $"Двор {i}");
        await world.SeenAsync();

        // At once, and in parts: the last full, not full, none left.
        foreach (var foundAtOnce in (int[])[10_000, 125, 99])
        {
            var registry = new ViewRegistry(world.Store.Moments, world.Log, world.Runner)
            {
                FoundAtOnce = foundAtOnce,
            };
            var names = new List<string>();
            await foreach (var row in registry.StreamCommunitiesAsync(All)) names.Add(row.Entry.Name);
            names.ShouldBe(Enumerable.Range(1, 250).Select(i => $"Двор {i}"));
        }

        var identities = 0;
        await foreach (var identity in world.Registry.StreamCommunityIdentitiesAsync(RegistryWorld.Region))
            identities += identity.Entry.Municipality == ufa ? 1 : 0;
        identities.ShouldBe(250);
    }
}

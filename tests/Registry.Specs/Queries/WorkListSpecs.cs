using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Registry.Specs.Views;

namespace CommunityGrains.Registry.Specs.Queries;

public sealed class WorkListOnSqlite() : WorkListSpecs(ViewDatabase.Sqlite);

public sealed class WorkListOnPostgreSql() : WorkListSpecs(ViewDatabase.PostgreSql);

/// <summary>What asks for work, in whose places, in which order.</summary>
public abstract class WorkListSpecs(ViewDatabase kind)
{
    private static readonly DueRules Rules = new();

    [Fact]
    public async Task Claims_that_wait_are_shown_the_oldest_first_and_decided_ones_are_not()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var yard = await world.CommunityAsync(await world.MunicipalityAsync(), "Двор");
        var first = await world.LeaderAsync(yard, "Первый");
        var verified = await world.LeaderAsync(yard, "Подтверждённый");
        await world.VerifyAsync(verified, world.Today.AddYears(1));
        var second = await world.LeaderAsync(yard, "Вторая");
        await world.GivenAsync(
            RegistryWorld.Stream(second), new LeaderEvent.Disputed(new(Guid.NewGuid()), "Не она"));

        var group = await WorkAsync(world, WorkKind.Reviews);
        group.Items.Select(item => item.Leader!.Id).ShouldBe([first, second]);
        group.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Verifications_are_shown_while_they_end_soon()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var yard = await world.CommunityAsync(await world.MunicipalityAsync(), "Двор");
        var days = new[] { -1, 0, Rules.ExpiryDays, Rules.ExpiryDays + 1 };
        foreach (var day in days)
            await world.VerifyAsync(await world.LeaderAsync(yard, $"Лидер {day}"), world.Today.AddDays(day));

        var group = await WorkAsync(world, WorkKind.Expiring);
        group.Items.Select(item => item.Day).ShouldBe([world.Today, world.Today.AddDays(Rules.ExpiryDays)]);
        group.Items[0].Leader!.Until.ShouldBe(world.Today);
    }

    [Fact]
    public async Task A_silent_community_is_to_be_asked_then_waited_for_then_called()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var town = await world.MunicipalityAsync();
        var today = world.Today;
        var seen = today.AddMonths(-Rules.SilentMonths);
        var neverSeen = await EnteredAsync("Никогда", seen.AddDays(-1));
        var seenOnce = await EnteredAsync("Однажды", seen.AddMonths(-10), seen);
        await EnteredAsync("Недавно", seen.AddMonths(-10), seen.AddDays(1));
        await EnteredAsync("Новая", today);

        (await NamesAsync(WorkKind.ToAsk)).ShouldBe(["Никогда", "Однажды"]);
        await AskedAsync(neverSeen, today.AddDays(-Rules.PatienceDays));
        await AskedAsync(seenOnce, today.AddDays(1 - Rules.PatienceDays));
        (await NamesAsync(WorkKind.ToAsk)).ShouldBeEmpty();
        (await NamesAsync(WorkKind.Unanswered)).ShouldBe(["Никогда"]);
        await world.GivenAsync(
            RegistryWorld.Stream(neverSeen), new CommunityEvent.StillTrue(today, new(Guid.NewGuid())));
        (await NamesAsync(WorkKind.Unanswered)).ShouldBeEmpty();

        async Task<CommunityId> EnteredAsync(string name, DateOnly on, DateOnly? sign = null)
        {
            world.Today = on;
            var community = await world.CommunityAsync(town, name);
            if (sign is { } day)
            {
                await world.GivenAsync(
                    RegistryWorld.Stream(community), new CommunityEvent.LifeSignSeen("сход", day));
            }

            world.Today = today;
            return community;
        }

        Task AskedAsync(CommunityId community, DateOnly on) => world.GivenAsync(
            RegistryWorld.Stream(community), new CommunityEvent.AskedIfTrue(on));

        async Task<IReadOnlyList<string>> NamesAsync(WorkKind of) =>
            [.. (await WorkAsync(world, of)).Items.Select(item => item.Community!.Entry.Name)];
    }

    [Fact]
    public async Task Proposals_duplicates_and_initiatives_that_stand_still()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var town = await world.MunicipalityAsync();
        var proposed = new CommunityId(Guid.NewGuid());
        await world.GivenAsync(RegistryWorld.Stream(proposed), new CommunityEvent.Proposed(
            new RegisterEntry("Предложенная", CommunityForm.InitiativeGroup, town), new(Guid.NewGuid())));
        var yard = await world.CommunityAsync(town, "Двор");
        var twin = await world.CommunityAsync(town, "Двор 2");
        await world.GivenAsync(
            RegistryWorld.Stream(yard), new CommunityEvent.DuplicateSuggested(twin, 90, "имя"));
        var today = world.Today;
        world.Today = today.AddDays(-Rules.StuckDays);
        var stuck = await world.InitiativeAsync(town, "Сад", yard);
        var paused = await world.InitiativeAsync(town, "Мост", yard);
        await world.GivenAsync(RegistryWorld.Stream(paused), new InitiativeEvent.Paused("Зима", world.Today));
        world.Today = today.AddDays(1 - Rules.StuckDays);
        await world.InitiativeAsync(town, "Свежая", yard);
        world.Today = today;

        (await WorkAsync(world, WorkKind.Proposed)).Items.Single().Community!.Id.ShouldBe(proposed);
        (await WorkAsync(world, WorkKind.Duplicates)).Items.Single().Community!.Id.ShouldBe(yard);
        (await WorkAsync(world, WorkKind.Stuck)).Items.Single().Initiative!.Id.ShouldBe(stuck);
    }

    [Fact]
    public async Task An_initiative_that_was_asked_what_holds_it_up_still_stands_still()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var town = await world.MunicipalityAsync();
        var yard = await world.CommunityAsync(town, "Двор");
        var (today, since) = (world.Today, world.Today.AddDays(-Rules.StuckDays - 5));
        world.Today = since;
        var stuck = await world.InitiativeAsync(town, "Сад", yard);
        world.Today = today;
        await world.GivenAsync(
            RegistryWorld.Stream(stuck), new InitiativeEvent.AskedWhatHoldsItUp(today, since));

        var item = (await WorkAsync(world, WorkKind.Stuck)).Items.ShouldHaveSingleItem();
        (item.Day, item.Initiative!.Version).ShouldBe((since, 2));
        (await AskedOn(null)).ShouldBe(today);
        (await AskedOn(new AsOf(today))).ShouldBe(today);
        (await AskedOn(new AsOf(today.AddDays(-1)))).ShouldBeNull("it had not been asked then");
        await world.GivenAsync(RegistryWorld.Stream(stuck), new InitiativeEvent.Retitled("Сквер"));
        (await WorkAsync(world, WorkKind.Stuck)).Items.ShouldBeEmpty();
        (await AskedOn(null)).ShouldBeNull();

        async Task<DateOnly?> AskedOn(AsOf? asOf) =>
            (await world.Registry.InitiativeAsync(RegistryWorld.Region, stuck, asOf))!.Standstill?.AskedOn;
    }

    [Fact]
    public async Task Only_what_is_in_ones_own_places_by_municipality_or_community()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var (here, there) = (await world.MunicipalityAsync("Уфа"), await world.MunicipalityAsync("Бирск"));
        var yard = await world.CommunityAsync(here, "Двор");
        var far = await world.CommunityAsync(there, "Сад");
        var (claim, farClaim) = (await world.LeaderAsync(yard), await world.LeaderAsync(far));
        var today = world.Today;
        world.Today = today.AddDays(-100);
        var (work, farWork) = (
            await world.InitiativeAsync(here, "Свет", yard), await world.InitiativeAsync(there, "Мост", far));
        world.Today = today;
        (LeaderId, InitiativeId) mine = (claim, work), theirs = (farClaim, farWork);

        (await WithinAsync(new WorkReach([here], []))).ShouldBe([mine]);
        (await WithinAsync(new WorkReach([], [far]))).ShouldBe([theirs]);
        (await WithinAsync(new WorkReach([here], [far]))).ShouldBe([mine, theirs]);
        (await WithinAsync(new WorkReach([], []))).ShouldBeEmpty("no place is not every place");
        (await WithinAsync(null)).ShouldBe([mine, theirs]);

        async Task<IReadOnlyList<(LeaderId, InitiativeId)>> WithinAsync(WorkReach? reach)
        {
            var claims = await WorkAsync(world, WorkKind.Reviews, query => query with { Reach = reach });
            var stuck = await WorkAsync(world, WorkKind.Stuck, query => query with { Reach = reach });
            claims.Count.ShouldBe(claims.Items.Count);
            return [.. claims.Items.Zip(
                stuck.Items, (one, other) => (one.Leader!.Id, other.Initiative!.Id))];
        }
    }

    [Fact]
    public async Task All_kinds_at_once_and_one_page_by_page()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var yard = await world.CommunityAsync(await world.MunicipalityAsync(), "Двор");
        List<LeaderId> claims = [];
        for (var i = 0; i < 5; i++) claims.Add(await world.LeaderAsync(yard, $"Лидер {i}"));
        await world.SeenAsync();
        var query = new WorkQuery(RegistryWorld.Region, world.Today) { Limit = 2 };

        var groups = await world.Registry.WorkAsync(query);
        groups.Select(group => group.Kind).ShouldBe(Enum.GetValues<WorkKind>());
        groups.Sum(group => group.Count).ShouldBe(5);
        List<LeaderId> found = [];
        for (string? cursor = null; ;)
        {
            var page = (await world.Registry.WorkAsync(
                query with { Kinds = [WorkKind.Reviews], Cursor = cursor }))[0];
            page.Count.ShouldBe(5, "of all, on every page");
            found.AddRange(page.Items.Select(item => item.Leader!.Id));
            if ((cursor = page.Next) is null) break;
        }

        found.ShouldBe(claims);
        await Should.ThrowAsync<InvalidCursorException>(async () =>
            await world.Registry.WorkAsync(query with { Cursor = groups[0].Next }));
    }

    private static async Task<WorkGroup> WorkAsync(
        RegistryWorld world, WorkKind of, Func<WorkQuery, WorkQuery>? with = null)
    {
        await world.SeenAsync();
        var query = new WorkQuery(RegistryWorld.Region, world.Today) { Kinds = [of], Rules = Rules };
        return (await world.Registry.WorkAsync(with?.Invoke(query) ?? query)).ShouldHaveSingleItem();
    }
}

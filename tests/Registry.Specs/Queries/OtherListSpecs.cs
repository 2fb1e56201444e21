using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.EventLog;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Registry.Specs.Views;

namespace CommunityGrains.Registry.Specs.Queries;

public sealed class OtherListOnSqlite() : OtherListSpecs(ViewDatabase.Sqlite);

public sealed class OtherListOnPostgreSql() : OtherListSpecs(ViewDatabase.PostgreSql);

public abstract class OtherListSpecs(ViewDatabase kind)
{
    [Fact]
    public async Task Municipalities_are_found_by_any_name_and_code_and_count_their_communities()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var (ufa, birsk) = (await world.MunicipalityAsync("Уфа"), await world.MunicipalityAsync("Бирск"));
        await world.CommunityAsync(ufa, "Двор");
        await world.GivenAsync(
            RegistryWorld.Stream(birsk), new MunicipalityEvent.MergedInto(ufa, world.Today, "Закон"));
        await world.SeenAsync();
        var query = new MunicipalityQuery(RegistryWorld.Region);

        var row = (await world.Registry.MunicipalitiesAsync(query)).Items.ShouldHaveSingleItem();
        (row.Name, row.Communities, row.Oktmo).ShouldBe(("Уфа", 1, "80701000"));
        (await world.Registry.MunicipalitiesAsync(query with { IncludeMerged = true })).Items.Select(
            m => m.Name)
            .ShouldBe(["Бирск", "Уфа"]);
        (await world.Registry.MunicipalitiesAsync(query with { Text = "80701" })).Items.Count.ShouldBe(1);
        (await world.Registry.MunicipalitiesAsync(query with { Text = "бирск" })).Items.ShouldBeEmpty();
        (await world.Registry.MunicipalityAsync(RegistryWorld.Region, birsk))!.Row.Successor.ShouldBe(ufa);
    }

    [Fact]
    public async Task Records_of_every_kind_are_called_by_their_names()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var ufa = await world.MunicipalityAsync("Уфа");
        var yard = await world.CommunityAsync(ufa, "Двор");
        var claim = RegistryWorld.Stream(await world.LeaderAsync(yard, "Дворова Анна"));
        var garden = RegistryWorld.Stream(await world.InitiativeAsync(ufa, "Сквер", yard));
        await world.GivenAsync(RegistryWorld.Stream(yard), new CommunityEvent.Corrected(
            [new FieldChange(RegisterField.Name, "Большой двор")]));
        await world.SeenAsync();

        var names = await world.Registry.NamesAsync(
            RegistryWorld.Region,
            [
                RegistryWorld.Stream(yard), claim, garden,
                RegistryWorld.Stream(new CommunityId(Guid.NewGuid())),
            ]);
        names.ShouldBe(new Dictionary<StreamId, string>
        {
            [RegistryWorld.Stream(yard)] = "Большой двор", [claim] = "Большой двор", [garden] = "Сквер",
        }, ignoreOrder: true);
        (await world.Registry.NamesAsync("RU-TA", [claim])).ShouldBeEmpty("another region's");
    }

    [Fact]
    public async Task Claims_that_wait_for_a_decision_are_found_within_the_places_of_who_decides()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var (ufa, birsk) = (await world.MunicipalityAsync("Уфа"), await world.MunicipalityAsync("Бирск"));
        var (yard, garden, street) = (await world.CommunityAsync(ufa, "Двор"),
            await world.CommunityAsync(ufa, "Сад"), await world.CommunityAsync(birsk, "Улица"));
        await world.LeaderAsync(yard, "Дворова Анна");
        var left = await world.LeaderAsync(garden, "Садова Инна");
        await world.LeaderAsync(street, "Уличная Ольга");
        var disputed = await world.LeaderAsync(street, "Спорова Алла");
        await world.GivenAsync(
            RegistryWorld.Stream(left), new LeaderEvent.SteppedDown(world.Today));
        await world.GivenAsync(
            RegistryWorld.Stream(disputed), new LeaderEvent.Disputed(new(Guid.NewGuid()), "не та"));
        await world.SeenAsync();

        (await NamesAsync(null)).ShouldBe(["Спорова Алла", "Уличная Ольга", "Дворова Анна"]);
        (await NamesAsync(new([ufa], []))).ShouldBe(["Дворова Анна"]);
        (await NamesAsync(new([ufa], [street]))).Count.ShouldBe(3, "either of them is enough");
        (await NamesAsync(new([], [garden]))).ShouldBeEmpty("who left waits for nobody");
        (await NamesAsync(new([], []))).ShouldBeEmpty("within nothing there is nothing");

        async Task<IReadOnlyList<string>> NamesAsync(LeadersWithin? within) =>
            [.. (await world.Registry.LeadersAsync(new LeaderQuery(RegistryWorld.Region)
            {
                WaitingOnly = true,
                Within = within,
            })).Items.Select(row => row.Person.Name.Value)];
    }

    [Fact]
    public async Task Claims_are_listed_newest_first_and_found_by_person_or_community()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var ufa = await world.MunicipalityAsync();
        var (yard, garden) =
            (await world.CommunityAsync(ufa, "Двор"), await world.CommunityAsync(ufa, "Сад"));
        var first = await world.LeaderAsync(yard, "Семёнова Анна");
        var second = await world.LeaderAsync(garden, "Белов Борис");
        await world.GivenAsync(RegistryWorld.Stream(first), new LeaderEvent.EvidenceGiven(
            new(Guid.NewGuid()), EvidenceClass.Group, EvidenceKind.MeetingProtocol, "протокол", world.Today,
            new(Guid.NewGuid())));

        (await NamesAsync(new())).ShouldBe(["Белов Борис", "Семёнова Анна"]);
        (await NamesAsync(new() { Limit = 1 })).ShouldBe(["Белов Борис"]);
        // Who is meant by a word is the caller's to say: views know no names.
        (await NamesAsync(new() { Text = "семенова" })).ShouldBeEmpty();
        (await NamesAsync(new() { Text = "сад" })).ShouldBe(["Белов Борис"]);
        (await NamesAsync(new() { Text = "семенова", Word = "семенова", Means = first }))
            .ShouldBe(["Семёнова Анна"]);
        (await NamesAsync(new() { Text = "сад борис", Word = "борис",
            Means = second })).ShouldBe(["Белов Борис"]);
        (await NamesAsync(new() { Text = "сад анна", Word = "анна", Means = first })).ShouldBeEmpty();
        (await NamesAsync(new() { Text = "+7 999", Means = first })).ShouldBe(["Семёнова Анна"]);
        (await NamesAsync(new() { Community = yard })).ShouldBe(["Семёнова Анна"]);
        (await NamesAsync(new() { Standing = LeaderStanding.Verified })).ShouldBeEmpty();
        (await NamesAsync(new() { Municipality = ufa })).Count.ShouldBe(2);
        var details = await world.Registry.LeaderAsync(RegistryWorld.Region, first);
        details!.Row.Evidence.ShouldBe(new Dictionary<EvidenceClass, int> { [EvidenceClass.Group] = 1 });
        details.Row.MunicipalityName.ShouldBe("Уфа");

        async Task<IReadOnlyList<string>> NamesAsync(Filter filter)
        {
            await world.SeenAsync();
            var query = new LeaderQuery(RegistryWorld.Region)
            {
                Text = filter.Text,
                Community = filter.Community,
                Municipality = filter.Municipality,
                Standing = filter.Standing,
                Limit = filter.Limit,
                People = filter.Means is { } claim ? await MeantAsync(claim, filter.Word) : null,
            };
            return [.. (await world.Registry.LeadersAsync(query)).Items.Select(row => row.Person.Name.Value)];
        }

        async Task<FoundPeople> MeantAsync(LeaderId claim, string? word)
        {
            var found = await world.Registry.LeaderAsync(RegistryWorld.Region, claim);
            IReadOnlyCollection<PersonId> person = [found!.Row.Person.Person];
            return word is null
                ? new FoundPeople(new Dictionary<string, IReadOnlyCollection<PersonId>>(), person)
                : new FoundPeople(new Dictionary<string, IReadOnlyCollection<PersonId>> { [word] = person },
                    []);
        }
    }

    [Fact]
    public async Task Initiatives_add_up_and_say_what_is_missing()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var ufa = await world.MunicipalityAsync();
        var (yard, garden) =
            (await world.CommunityAsync(ufa, "Двор"), await world.CommunityAsync(ufa, "Сад"));
        var id = await world.InitiativeAsync(ufa, "Сквер у реки", yard, garden);
        await world.InitiativeAsync(ufa, "Ярмарка", garden);
        await world.GivenAsync(
            RegistryWorld.Stream(id),
            new InitiativeEvent.HoursLogged(new(Guid.NewGuid()), 4, 12.5m, world.Today, "посадка"),
            new InitiativeEvent.ContributionReceived(
                new(Guid.NewGuid()), ContributionSource.Residents, Money.Rubles(1500), false, "сбор",
                world.Today),
            new InitiativeEvent.SupporterJoined(new(Guid.NewGuid())));
        await world.SeenAsync();
        var query = new InitiativeQuery(RegistryWorld.Region);

        var row = (await world.Registry.InitiativesAsync(
            query with { Text = "сквера" })).Items.ShouldHaveSingleItem();
        (row.Title, row.Status, row.Volunteers, row.Hours, row.Received.Amount, row.Supporters,
            row.Version).ShouldBe(
            ("Сквер у реки", InitiativeStatus.Analysis, 4, 12.5m, 1500m, 1, 4L));
        row.Communities.Select(community => community.Name).ShouldBe(["Двор", "Сад"]);
        (await world.Registry.InitiativesAsync(query with { Community = garden })).Items.Count.ShouldBe(2);
        (await world.Registry.InitiativesAsync(query with { Community = yard })).Items.Count.ShouldBe(1);
        (await world.Registry.InitiativesAsync(
            query with { Status = InitiativeStatus.Paused })).Items.ShouldBeEmpty();
        (await world.Registry.InitiativeAsync(RegistryWorld.Region, id))!.Missing.ShouldBe(
            ["problem", "concerned"]);
        (await world.Registry.CommunityAsync(RegistryWorld.Region, garden))!.Row.Initiatives.ShouldBe(2);

        await world.GivenAsync(
            RegistryWorld.Stream(id), new InitiativeEvent.CommunityLeft(garden, "передумали"));
        await world.SeenAsync();
        (await world.Registry.CommunityAsync(RegistryWorld.Region, garden))!.Row.Initiatives.ShouldBe(1);
        (await world.Registry.InitiativesAsync(query with { Community = garden })).Items
            .ShouldHaveSingleItem().Title.ShouldBe("Ярмарка");
    }

    [Fact]
    public async Task A_history_tells_who_changed_what_from_what_and_why_newest_first()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var id = await world.CommunityAsync(await world.MunicipalityAsync(), "Двор");
        await world.GivenAsync(RegistryWorld.Stream(id), new CommunityEvent.Corrected(
            [new(RegisterField.Name, "Сад"), new(RegisterField.Members, "12")], "опечатка"));
        await world.GivenAsync(
            RegistryWorld.Stream(id), new CommunityEvent.LifeSignSeen("субботник", world.Today));

        var page = await world.Registry.HistoryAsync(RegistryWorld.Stream(id), limit: 2);
        page.Items.Select(
            entry => entry.Event).ShouldBe(["community.life-sign-seen.v1", "community.corrected.v1"]);
        page.Items[0].Changes.ShouldContain(new HistoryChange("status", "registered", "active"));
        page.Items[0].Facts["what"].ShouldBe("субботник");
        page.Items[1].Changes.OrderBy(change => change.Field).ShouldBe(
            [new HistoryChange("members", null, "12"), new HistoryChange("name", "Двор", "Сад")]);
        page.Items[1].Facts.ShouldBe(new Dictionary<string, string> { ["reason"] = "опечатка" });
        page.Items[1].Account.ShouldBe("anna");
        page.Items[1].BusinessDate.ShouldBe(world.Today);

        var rest = await world.Registry.HistoryAsync(RegistryWorld.Stream(id), page.Next, limit: 2);
        rest.Items.ShouldHaveSingleItem().Version.ShouldBe(1);
        rest.Next.ShouldBeNull();
        var other = RegistryWorld.Stream(new CommunityId(Guid.NewGuid()));
        await Should.ThrowAsync<InvalidCursorException>(
            async () => await world.Registry.HistoryAsync(other, page.Next));
        (await world.Registry.HistoryAsync(other)).Items.ShouldBeEmpty();
    }

    private sealed record Filter
    {
        public string? Text { get; init; }

        public CommunityId? Community { get; init; }

        public MunicipalityId? Municipality { get; init; }

        public LeaderStanding? Standing { get; init; }

        /// <summary>The claim whose person the word, or the whole text, means.</summary>
        public LeaderId? Means { get; init; }

        public string? Word { get; init; }

        public int Limit { get; init; } = 50;
    }
}

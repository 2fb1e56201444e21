using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.Engine;
using CommunityGrains.Engine.Contract;
using CommunityGrains.EventLog;
using CommunityGrains.Host;
using CommunityGrains.Host.Engines;
using CommunityGrains.Host.Serving;
using CommunityGrains.Host.Timekeeping;
using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Api.Specs.Program;

public sealed class WhatIsDue : CommandLineRun, IAsyncLifetime
{
    private static readonly MunicipalityId Town = new(Guid.CreateVersion7());
    private static readonly PersonId Clerk = new(Guid.CreateVersion7());

    private readonly CommunityId yard = new(Guid.CreateVersion7());
    private readonly LeaderId chair = new(Guid.CreateVersion7());
    private readonly InitiativeId garden = new(Guid.CreateVersion7());
    private Deployment deployment = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        deployment = await Deployment.OpenAsync(new HostOptions { Data = Data });
        deployment.StartFollowing();
        await Given("2025-01-10", GrainKinds.Municipality, Town.Value, asked => new MunicipalityCommand.List(
            asked, "Заречный район", "Заречный муниципальный район", MunicipalityForm.MunicipalDistrict,
            "RU-BA"));
        await Given("2025-01-10", GrainKinds.Community, yard.Value, asked =>
            new CommunityCommand.Register(asked,
        [
            new(RegisterField.Name, "ТОС «Дружный двор»"),
            new(RegisterField.Form, "territorial-self-government"),
            new(RegisterField.Municipality, Town.ToString()),
        ], "Решение № 1"));
    }

    public async ValueTask DisposeAsync()
    {
        await deployment.DisposeAsync();
        Dispose();
    }

    [Theory]
    [InlineData("2025-12-31", 0)]
    [InlineData("2026-01-10", 1)]
    public async Task A_community_of_which_nothing_was_seen_is_asked_after_a_year(string today, int questions)
    {
        (await Round(today)).ShouldBe(DueReport.Nothing with { Questions = questions });
    }

    [Fact]
    public async Task A_sign_of_life_puts_the_question_off()
    {
        await Given("2025-06-01", GrainKinds.Community, yard.Value,
            asked => new CommunityCommand.NoteLifeSign(asked, "субботник", asked.On));
        (await Round("2026-05-31")).ShouldBe(DueReport.Nothing);
        (await Round("2026-06-01")).ShouldBe(DueReport.Nothing with { Questions = 1 });
    }

    [Fact]
    public async Task Asked_and_silent_for_a_month_it_counts_as_dormant()
    {
        await Round("2026-02-01");
        (await Round("2026-03-03")).ShouldBe(DueReport.Nothing);
        (await Round("2026-03-04")).ShouldBe(DueReport.Nothing with { Dormant = 1 });
        (await Status()).ShouldBe(CommunityStatus.Dormant);
        (await Round("2026-04-04")).ShouldBe(DueReport.Nothing);
    }

    [Fact]
    public async Task Who_answers_is_left_in_peace_for_a_year()
    {
        await Round("2026-02-01");
        await Given("2026-02-05", GrainKinds.Community, yard.Value, asked =>
            new CommunityCommand.ConfirmStillTrue(asked));
        (await Round("2026-04-04")).ShouldBe(DueReport.Nothing);
        (await Round("2027-02-04")).ShouldBe(DueReport.Nothing);
        (await Round("2027-02-05")).ShouldBe(DueReport.Nothing with { Questions = 1 });
    }

    [Theory]
    [InlineData("2026-12-31", 0, LeaderStanding.Verified)]
    [InlineData("2027-01-01", 1, LeaderStanding.Expired)]
    public async Task A_verification_expires_after_its_last_day(
        string today, int expired, LeaderStanding standing)
    {
        await GivenAVerifiedLeaderUntil("2026-12-31");
        (await Round(today)).Expired.ShouldBe(expired);
        (await deployment.Registry.LeaderAsync("RU-BA", chair, null, Cancel))!.Row.Standing.ShouldBe(
            standing);
    }

    [Fact]
    public async Task A_verification_that_was_contested_on_its_last_day_expires_when_the_dispute_is_over()
    {
        await GivenAVerifiedLeaderUntil("2026-12-31");
        // The views have not seen the dispute when the round begins; the grain has.
        var work = new DueWork(
            new Behind(deployment.Registry, await Seen()), deployment.Registry, deployment.Grains,
            deployment.Log, new DueRules());
        await Given("2026-12-30", GrainKinds.Leader, chair.Value,
            asked => new LeaderCommand.Dispute(asked, "выбран другой"));
        (await work.RunAsync("RU-BA", Day("2027-01-01"), DateTimeOffset.UnixEpoch, Cancel))
            .ShouldBe(DueReport.Nothing);
        var judge = new PersonId(Guid.CreateVersion7());
        await Given("2027-01-02", GrainKinds.Leader, chair.Value,
            asked => new LeaderCommand.DismissDispute(asked with { By = judge }, "протокол верен"));
        (await Round("2027-01-03")).Expired.ShouldBe(1);
    }

    [Theory]
    [InlineData("2025-08-29", 0)]
    [InlineData("2025-08-30", 1)]
    public async Task An_initiative_of_which_nothing_was_recorded_for_sixty_days_is_asked_what_holds_it_up(
        string today, int stuck)
    {
        await GivenAnInitiative("2025-07-01");
        (await Round(today)).ShouldBe(DueReport.Nothing with { Stuck = stuck });
    }

    [Fact]
    public async Task What_is_recorded_of_an_initiative_puts_the_question_off()
    {
        await GivenAnInitiative("2025-07-01");
        await GivenWork("2025-08-20");
        (await Round("2025-10-18")).ShouldBe(DueReport.Nothing);
        (await Round("2025-10-19")).ShouldBe(DueReport.Nothing with { Stuck = 1 });
    }

    [Fact]
    public async Task It_is_asked_once_and_stays_stuck_in_the_work_list_with_its_own_day()
    {
        await GivenAnInitiative("2025-07-01");
        await Round("2025-09-10");
        (await Round("2025-09-11")).ShouldBe(DueReport.Nothing);
        (await Round("2025-12-31")).ShouldBe(DueReport.Nothing, "nothing was recorded, and it was asked");
        var item = (await StuckOn("2025-09-11")).ShouldHaveSingleItem();
        (item.Initiative!.Id, item.Day).ShouldBe((garden, Day("2025-07-01")));
        var found = await deployment.Registry.InitiativeAsync("RU-BA", garden, cancel: Cancel);
        found!.Row.ValidFrom.ShouldBe(Day("2025-07-01"));
        found.Standstill.ShouldBe(new Standstill(Day("2025-07-01"), Day("2025-09-10")));
    }

    [Fact]
    public async Task Answered_it_is_asked_again_after_sixty_further_days()
    {
        await GivenAnInitiative("2025-07-01");
        await Round("2025-09-10");
        await GivenWork("2025-09-15");
        (await StuckOn("2025-09-16")).ShouldBeEmpty();
        (await Round("2025-11-13")).ShouldBe(DueReport.Nothing);
        (await Round("2025-11-14")).ShouldBe(DueReport.Nothing with { Stuck = 1 });
    }

    [Fact]
    public async Task A_paused_initiative_is_left_in_peace()
    {
        await GivenAnInitiative("2025-07-01");
        await Given("2025-07-02", GrainKinds.Initiative, garden.Value,
            asked => new InitiativeCommand.Pause(asked, "зима"));
        (await Round("2025-12-31")).ShouldBe(DueReport.Nothing);
    }

    [Fact]
    public async Task More_that_stand_still_than_one_page_of_the_list_has_are_all_asked_once()
    {
        for (var i = 0; i < 205; i++) await GivenAnInitiative("2025-07-01", Guid.CreateVersion7());
        (await Round("2025-09-10")).ShouldBe(DueReport.Nothing with { Stuck = 205 });
        (await Round("2025-09-10")).ShouldBe(DueReport.Nothing);
    }

    [Fact]
    public async Task Rounds_at_once_ask_an_initiative_once()
    {
        await GivenAnInitiative("2025-07-01");
        var before = await deployment.Log.HeadAsync(Cancel);
        var grains = new AllLookBeforeAnyAsks(deployment.Grains, garden.Value, 3);
        await Task.WhenAll(
            Round("2025-09-10", grains), Round("2025-09-10", grains), Round("2025-09-10", grains));
        (await deployment.Log.HeadAsync(Cancel)).ShouldBe(before + 1);
    }

    [Fact]
    public async Task Two_rounds_on_one_day_ask_nothing_twice()
    {
        await GivenAVerifiedLeaderUntil("2026-12-31");
        await Round("2027-03-01");
        var head = await deployment.Log.HeadAsync(Cancel);
        await Round("2027-03-01");
        (await deployment.Log.HeadAsync(Cancel)).ShouldBe(head);
    }

    [Fact]
    public async Task Two_rounds_at_once_ask_nothing_twice_either()
    {
        var before = await deployment.Log.HeadAsync(Cancel);
        await Task.WhenAll(Round("2026-02-01"), Round("2026-02-01"), Round("2026-02-01"));
        (await deployment.Log.HeadAsync(Cancel)).ShouldBe(before + 1);
    }

    [Fact]
    public async Task Every_region_of_the_deployment_is_known()
    {
        foreach (var region in (string[])["RU-UD", "RU", "RU-BA-1"])
        {
            await Given("2025-01-10", GrainKinds.Municipality, Guid.CreateVersion7(), asked =>
                new MunicipalityCommand.List(
                asked, "Район", "Район", MunicipalityForm.MunicipalDistrict, "RU-UD"), region);
        }

        (await deployment.Store.Regions.ReadAsync(Cancel))
            .ShouldBe(["RU", "RU-BA", "RU-BA-1", "RU-UD"], ignoreOrder: true);
    }

    private Task GivenAnInitiative(string on, Guid? id = null) => Given(
        on, GrainKinds.Initiative, id ?? garden.Value,
        asked => new InitiativeCommand.Propose(asked, "Сад у школы", Town, [yard]));

    [Fact]
    public async Task A_record_that_cannot_be_read_is_named_and_holds_nobody_up()
    {
        var pond = Guid.CreateVersion7();
        await Given("2025-01-10", GrainKinds.Community, pond, asked => new CommunityCommand.Register(asked,
        [
            new(RegisterField.Name, "Пруд"), new(RegisterField.Form, "territorial-self-government"),
            new(RegisterField.Municipality, Town.ToString()),
        ], "Решение № 2"));
        (await Round("2026-02-01", new Unreadable(deployment.Grains, yard.Value))).ShouldBe(
            DueReport.Nothing with
            {
                Questions = 1, Failed = 1, Failure = $"InvalidDataException: RU-BA/community/{yard}",
            });
        (await Round("2026-02-01")).ShouldBe(DueReport.Nothing with { Questions = 1 });
    }

    [Fact]
    public async Task A_round_that_failed_is_made_again_at_growing_intervals_until_it_does_not()
    {
        var clock = new HurryingClock();
        var rounds = 0;
        await EveryHour.UntilDoneAsync(_ => Task.FromResult(++rounds == 10), clock, Cancel);
        clock.Delays.Select(delay => delay.TotalMinutes).ShouldBe([1, 2, 4, 8, 16, 32, 60, 60, 60]);
    }

    private Task GivenWork(string on) => Given(on, GrainKinds.Initiative, garden.Value, asked =>
        new InitiativeCommand.LogHours(asked, new EntryId(Guid.CreateVersion7()), 3, 6, asked.On, "копали"));

    private async Task GivenAVerifiedLeaderUntil(string day)
    {
        var entries = new[] { new EntryId(Guid.CreateVersion7()), new EntryId(Guid.CreateVersion7()) };
        await Given("2026-01-10", GrainKinds.Community, yard.Value,
            asked => new CommunityCommand.NoteLifeSign(asked, "субботник", asked.On));
        await Given("2026-01-11", GrainKinds.Leader, chair.Value, asked => new LeaderCommand.Claim(
            asked, new Contact(new PersonId(Guid.CreateVersion7()), new PersonName("Примерова Анна")), yard,
            LeaderRole.Chair, "председатель"));
        foreach (var (entry, kind) in entries.Zip(
            (EvidenceKind[])[EvidenceKind.MeetingProtocol, EvidenceKind.InitiativeProposed]))
        {
            await Given("2026-01-12", GrainKinds.Leader, chair.Value,
                asked => new LeaderCommand.GiveEvidence(asked, entry, kind, "протокол", asked.On));
        }

        var manager = new PersonId(Guid.CreateVersion7());
        await Given("2026-01-13", GrainKinds.Leader, chair.Value, asked =>
            new LeaderCommand.StartReview(asked with { By = manager }));
        await Given("2026-01-14", GrainKinds.Leader, chair.Value, asked => new LeaderCommand.Verify(
            asked with { By = manager }, "протокол", [.. entries],
            DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));
    }

    private async Task Given(
        string on, IGrainKind kind, Guid record, Func<Asked, Command> command, string region = "RU-BA")
    {
        var asked = new Asked(new CommandId(Guid.CreateVersion7()), Clerk, DateTimeOffset.UnixEpoch, Day(on));
        var reply = await deployment.Grains.AskAsync(
            new Order(new StreamId(region, kind.Category, record), command(asked)), Cancel);
        reply.ShouldBeOfType<Reply.Accepted>(reply.ToString());
    }

    private async Task<DueReport> Round(string today, IGrains? grains = null)
    {
        await deployment.CatchUpAsync(Cancel);
        var work = new DueWork(
            deployment.Registry, deployment.Registry, grains ?? deployment.Grains, deployment.Log,
            new DueRules());
        var report = await work.RunAsync("RU-BA", Day(today), DateTimeOffset.UnixEpoch, Cancel);
        await deployment.CatchUpAsync(Cancel);
        return report;
    }

    private async Task<Page<LeaderRow>> Seen()
    {
        await deployment.CatchUpAsync(Cancel);
        return await deployment.Registry.LeadersAsync(new LeaderQuery("RU-BA"), Cancel);
    }

    private async Task<IReadOnlyList<WorkItem>> StuckOn(string today)
    {
        await deployment.CatchUpAsync(Cancel);
        var query = new WorkQuery("RU-BA", Day(today)) { Kinds = [WorkKind.Stuck] };
        return (await deployment.Registry.WorkAsync(query, Cancel)).Single().Items;
    }

    private async Task<CommunityStatus> Status() =>
        (await deployment.Registry.CommunityAsync("RU-BA", yard, null, Cancel))!.Row.Status;

    private static DateOnly Day(string text) =>
        DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The grains as so many rounds ask them that have all looked at the same state of one record.
    /// </summary>
    private sealed class AllLookBeforeAnyAsks(IGrains inner, Guid record, int rounds) : IGrains
    {
        private readonly TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int looking = rounds;

        public async ValueTask<GrainState> StateAsync(StreamId stream, CancellationToken cancel = default)
        {
            var state = await inner.StateAsync(stream, cancel);
            if (stream.Key != record) return state;
            if (Interlocked.Decrement(ref looking) == 0) all.SetResult();
            await all.Task.WaitAsync(TimeSpan.FromSeconds(30), cancel);
            return state;
        }

        public ValueTask<Reply> AskAsync(Order order, CancellationToken cancel = default) =>
            inner.AskAsync(order, cancel);

        public ValueTask<Consideration> ConsiderAsync(Order order, CancellationToken cancel = default) =>
            inner.ConsiderAsync(order, cancel);

        public Task DrainAsync(CancellationToken cancel = default) => inner.DrainAsync(cancel);
    }
}

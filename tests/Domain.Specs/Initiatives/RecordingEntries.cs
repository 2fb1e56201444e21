using CommunityGrains.Domain.Initiatives;

namespace CommunityGrains.Domain.Specs.Initiatives;

public sealed class RecordingEntries : InitiativeSpecification
{
    [Theory]
    [InlineData("Analysis", "initiative.too-early")]
    [InlineData("Design", "initiative.too-early")]
    [InlineData("Implementation", null)]
    [InlineData("Evaluation", null)]
    [InlineData("Paused", "initiative.paused")]
    [InlineData("Finished", "initiative.finished")]
    [InlineData("Dropped", "initiative.dropped")]
    public void Work_is_recorded_from_the_implementation_on(string state, string? refused) => Expect(
        state, Record(WorkRecorded with { Id = Entry(31) }), WorkRecorded with { Id = Entry(31) }, refused);

    [Theory]
    [InlineData("Analysis", null)]
    [InlineData("Design", null)]
    [InlineData("Implementation", null)]
    [InlineData("Evaluation", null)]
    [InlineData("Paused", "initiative.paused")]
    [InlineData("Finished", "initiative.finished")]
    [InlineData("Dropped", "initiative.dropped")]
    public void Hours_and_contributions_are_recorded_in_every_stage(string state, string? refused)
    {
        var hours = HoursLogged with { Id = Entry(31) };
        Expect(state, Record(hours), hours, refused);
        When(Record(ContributionReceived));
        if (refused is null) Then(ContributionReceived);
        else ThenRefused(refused);
    }

    [Theory]
    [InlineData("Analysis", "initiative.too-early")]
    [InlineData("Design", "initiative.too-early")]
    [InlineData("Implementation", "initiative.too-early")]
    [InlineData("Evaluation", null)]
    [InlineData("Finished", "initiative.finished")]
    public void Outcomes_are_recorded_in_evaluation(string state, string? refused)
    {
        var outcome = OutcomeRecorded with { Id = Entry(31) };
        Expect(state, Record(outcome), outcome, refused);
    }

    [Fact]
    public void The_refusal_says_from_which_stage_work_is_recorded() => Given(InDesign)
        .When(Record(WorkRecorded))
        .ThenRefused("initiative.too-early", "implementation");

    public static TheoryData<InitiativeCommand> FromTomorrow =>
    [
        Record(WorkRecorded with { HappenedOn = Today.AddDays(1), Id = Entry(31) }),
        Record(HoursLogged with { HappenedOn = Today.AddDays(1) }),
        Record(ContributionReceived with { HappenedOn = Today.AddDays(1) }),
    ];

    [Theory]
    [MemberData(nameof(FromTomorrow), DisableDiscoveryEnumeration = true)]
    public void What_will_happen_is_not_recorded(InitiativeCommand command) => Given(InImplementation)
        .When(command)
        .ThenRefused("initiative.in-the-future", "happened-on");

    /// <summary>Volunteers, their hours together on one day, and the refusal.</summary>
    [Theory]
    [InlineData(1, 0.25, null)]
    [InlineData(1, 24, null)]
    [InlineData(1, 24.5, "initiative.hours-impossible")]
    [InlineData(10, 240, null)]
    [InlineData(10, 241, "initiative.hours-impossible")]
    [InlineData(10, 0, "initiative.hours-not-positive")]
    [InlineData(10, -1, "initiative.hours-not-positive")]
    [InlineData(0, 1, "initiative.volunteers-not-positive")]
    [InlineData(100_000, 1, null)]
    [InlineData(100_001, 1, "initiative.volunteers-too-many")]
    public void Nobody_gives_more_hours_than_a_day_has(int volunteers, double hours, string? refused)
    {
        var logged = HoursLogged with { Volunteers = volunteers, Hours = (decimal)hours };
        Expect("Implementation", Record(logged), logged, refused);
    }

    [Theory]
    [InlineData(0.01, "RUB", null)]
    [InlineData(0, "RUB", "initiative.amount-not-positive")]
    [InlineData(-5, "RUB", "initiative.amount-not-positive")]
    [InlineData(0.001, "RUB", "initiative.amount-too-fine")]
    [InlineData(1_000_000_000_000, "RUB", null)]
    [InlineData(1_000_000_000_001, "RUB", "initiative.amount-too-large")]
    [InlineData(100, "USD", "initiative.currency-not-rubles")]
    [InlineData(100, "rub", "initiative.currency-not-rubles")]
    public void A_contribution_is_a_possible_sum_in_rubles(double amount, string currency, string? refused)
    {
        var received = ContributionReceived with { Worth = new Money((decimal)amount, currency) };
        Expect("Implementation", Record(received), received, refused);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(-1, "initiative.beneficiaries-negative")]
    public void Beneficiaries_are_nobody_at_least(int beneficiaries, string? refused)
    {
        var outcome = OutcomeRecorded with { Id = Entry(31), Beneficiaries = beneficiaries };
        Expect("Evaluation", Record(outcome), outcome, refused);
    }

    /// <summary>Each kind of entry: as it is on record, the same again, and another under its id.</summary>
    public static TheoryData<InitiativeEvent, InitiativeCommand, InitiativeCommand> Entries => new()
    {
        { WorkRecorded, Record(WorkRecorded), Record(WorkRecorded with { Evidence = null }) },
        { HoursLogged, Record(HoursLogged), Record(HoursLogged with { Hours = 1 }) },
        {
            ContributionReceived, Record(ContributionReceived),
            Record(ContributionReceived with { Source = ContributionSource.Grant })
        },
        { OutcomeRecorded, Record(OutcomeRecorded), Record(OutcomeRecorded with { GoalReached = false }) },
        { HoursLogged, Record(HoursLogged), Record(ContributionReceived with { Id = HoursLogged.Id }) },
    };

    [Theory]
    [MemberData(nameof(Entries), DisableDiscoveryEnumeration = true)]
    public void One_id_means_one_entry(
        InitiativeEvent recorded, InitiativeCommand again, InitiativeCommand other)
    {
        InitiativeEvent[] before = [.. InEvaluation.Where(x => !x.Equals(recorded))];
        Given([.. before, recorded]);
        When(again).ThenAlreadySo();
        When(other).ThenRefused("initiative.entry-id-taken");
    }

    [Fact]
    public void A_struck_entry_does_not_come_back_under_its_id() =>
        Given([.. InImplementation, HoursLogged, Struck(HoursLogged.Id)])
            .When(Record(HoursLogged))
            .ThenRefused("initiative.entry-id-taken");

    private void Expect(string state, InitiativeCommand command, InitiativeEvent happened, string? refused)
    {
        var decided = Given(HistoryOf(state)).When(command);
        if (refused is null) decided.Then(happened);
        else decided.ThenRefused(refused);
    }
}

public sealed class StrikingEntries : InitiativeSpecification
{
    [Theory]
    [InlineData("Analysis")]
    [InlineData("Evaluation")]
    [InlineData("Paused")]
    [InlineData("Dropped")]
    public void A_mistake_is_struck_in_every_state(string state)
    {
        InitiativeEvent[] history = [HistoryOf(state)[0], HoursLogged, .. HistoryOf(state)[1..]];
        Given(history).When(Strike(HoursLogged.Id)).Then(Struck(HoursLogged.Id));
    }

    [Fact]
    public void What_is_not_on_record_cannot_be_struck() => Given(InImplementation)
        .When(Strike(HoursLogged.Id))
        .ThenRefused("initiative.entry-unknown", HoursLogged.Id.ToString());

    [Fact]
    public void A_struck_entry_gives_its_reason() => Given(InImplementation)
        .When(Strike(WorkRecorded.Id) with { Reason = "" })
        .ThenRefused("initiative.text-missing", "reason");

    [Fact]
    public void Hours_of_a_finished_initiative_may_be_struck() => Given(AsFinished)
        .When(Strike(HoursLogged.Id))
        .Then(Struck(HoursLogged.Id));

    [Fact]
    public void A_finished_initiative_keeps_what_its_finish_rests_on()
    {
        Given(AsFinished);
        When(Strike(WorkRecorded.Id)).ThenRefused("initiative.entry-needed", "work");
        When(Strike(OutcomeRecorded.Id))
            .ThenRefused("initiative.entry-needed", "outcome", "beneficiaries", "evidence");
    }

    [Fact]
    public void One_of_two_proofs_may_be_struck_after_the_finish() =>
        Given([.. InEvaluation, WorkRecorded with { Id = Entry(31) }, Finished])
            .When(Strike(WorkRecorded.Id))
            .Then(Struck(WorkRecorded.Id));
}

public sealed class AddingUp : InitiativeSpecification
{
    [Fact]
    public void Totals_count_what_was_not_struck()
    {
        Given([
            .. InEvaluation,
            HoursLogged,
            HoursLogged with { Id = Entry(31), Volunteers = 20, Hours = 9.5m },
            HoursLogged with { Id = Entry(32), Volunteers = 500, Hours = 1000 }, Struck(Entry(32)),
            ContributionReceived,
            ContributionReceived with { Id = Entry(33), InKind = false, Worth = Money.Rubles(10_000.50m) },
            ContributionReceived with
            {
                Id = Entry(34), Source = ContributionSource.Region, InKind = false,
                Worth = Money.Rubles(70_000),
            },
            ContributionReceived with { Id = Entry(35) }, Struck(Entry(35)),
            OutcomeRecorded with { Id = Entry(36), Beneficiaries = 20 },
        ]);

        InitiativeTotals.Of(State.DossierOrNone()!).ShouldBe(new InitiativeTotals(
            Hours: 50, Turnouts: 32, VolunteersMax: 20,
            Money.Rubles(80_000.50m), InKind: Money.Rubles(30_000),
            [
                new SourceTotal(ContributionSource.Region, Money.Rubles(70_000), Money.Rubles(0)),
                new SourceTotal(ContributionSource.Business, Money.Rubles(10_000.50m), Money.Rubles(30_000)),
            ],
            Beneficiaries: 100));
    }

    [Fact]
    public void A_new_initiative_adds_up_to_nothing()
    {
        Given(Proposed);
        InitiativeTotals.Of(State.DossierOrNone()!).ShouldBe(new InitiativeTotals(
            Hours: 0, Turnouts: 0, VolunteersMax: 0,
            Money.Rubles(0), InKind: Money.Rubles(0), [], Beneficiaries: 0));
    }
}

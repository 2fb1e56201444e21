using CommunityGrains.Domain.Initiatives;

namespace CommunityGrains.Domain.Specs.Initiatives;

public sealed class PausingAndDropping : InitiativeSpecification
{
    private static readonly InitiativeCommand.Pause Pause = new(Asked, "Waiting for spring");

    private static readonly InitiativeCommand.Drop Drop = new(Asked, "The ground was sold");

    private static readonly InitiativeEvent Resumed = new InitiativeEvent.Resumed(Today);

    [Theory]
    [InlineData("Analysis")]
    [InlineData("Evaluation")]
    public void An_initiative_is_paused_for_a_reason(string stage) => Given(HistoryOf(stage))
        .When(Pause)
        .Then(Paused);

    [Fact]
    public void A_pause_gives_its_reason() => Given(InDesign)
        .When(Pause with { Reason = "" })
        .ThenRefused("initiative.text-missing", "reason");

    [Fact]
    public void A_pause_keeps_its_first_reason() => Given(AsPaused)
        .When(Pause with { Reason = "Waiting for money" })
        .ThenRefused("initiative.paused");

    [Theory]
    [InlineData("Analysis")]
    [InlineData("Evaluation")]
    public void Resumed_it_goes_on_where_it_paused(string stage)
    {
        Given(HistoryOf(stage));
        var before = State;
        Given(Paused).When(new InitiativeCommand.Resume(Asked)).Then(Resumed);
        Given(Resumed);
        State.ShouldBe(before);
    }

    [Fact]
    public void What_is_under_way_need_not_be_resumed() => Given(InDesign)
        .When(new InitiativeCommand.Resume(Asked))
        .ThenAlreadySo();

    [Theory]
    [InlineData("Analysis")]
    [InlineData("Evaluation")]
    [InlineData("Paused")]
    public void An_initiative_is_dropped_for_a_reason(string state) => Given(HistoryOf(state))
        .When(Drop)
        .Then(Dropped);

    [Fact]
    public void A_drop_gives_its_reason() => Given(InDesign)
        .When(Drop with { Reason = " " })
        .ThenRefused("initiative.text-missing", "reason");

    [Fact]
    public void A_dropped_initiative_keeps_its_first_reason() => Given(AsDropped)
        .When(Drop with { Reason = "Nobody came" })
        .ThenRefused("initiative.dropped");

    /// <summary>Everything that would move a resting initiative on or rewrite it.</summary>
    private static readonly InitiativeCommand[] Moves =
    [
        new InitiativeCommand.Retitle(Asked, "Another title"),
        new InitiativeCommand.StateProblem(Asked, "Mud", "Everyone"),
        new InitiativeCommand.SetGoal(Asked, "A paved yard"),
        new InitiativeCommand.MakePlan(Asked, [new PlanStep("Pave", Today)]),
        new InitiativeCommand.DescribeTeam(Asked, "Two pavers"),
        new InitiativeCommand.SetBudget(Asked, Money.Rubles(1)),
        new InitiativeCommand.EnterStage(Asked, Stage.Evaluation),
        Record(OutcomeRecorded),
    ];

    /// <summary>What neighbours, leaders and communities may still do while it rests.</summary>
    private static readonly InitiativeCommand[] Ties =
    [
        new InitiativeCommand.Support(Asked, Neighbour),
        new InitiativeCommand.JoinCommunity(Asked, Riverside),
        new InitiativeCommand.LeaveCommunity(Asked, OldTown, "Too far away"),
        new InitiativeCommand.WithdrawSupport(Asked, Neighbour),
        new InitiativeCommand.TakeOver(Asked, NewLeader, "The first one moved away"),
    ];

    [Fact]
    public void A_paused_initiative_rests()
    {
        InitiativeCommand[] moves =
        [
            .. Moves, new InitiativeCommand.NoteAfterEffects(Asked, "Calm"),
            new InitiativeCommand.Finish(Asked),
        ];
        Given(AsPaused);
        foreach (var command in moves) When(command).ThenRefused("initiative.paused");
    }

    [Fact]
    public void A_paused_initiative_still_gathers_people() =>
        Given([.. AsPaused])
            .When(new InitiativeCommand.Support(Asked, Neighbour))
            .Then(new InitiativeEvent.SupporterJoined(Neighbour));

    [Fact]
    public void A_finished_initiative_is_closed()
    {
        Given(AsFinished);
        InitiativeCommand[] closed = [.. Moves, .. Ties, Pause, new InitiativeCommand.Resume(Asked), Drop];
        foreach (var command in closed) When(command).ThenRefused("initiative.finished");
    }

    [Fact]
    public void A_dropped_initiative_is_closed()
    {
        Given(AsDropped);
        InitiativeCommand[] closed =
        [
            .. Moves, .. Ties, Pause, new InitiativeCommand.Resume(Asked),
            new InitiativeCommand.Finish(Asked), new InitiativeCommand.NoteAfterEffects(Asked, "Calm"),
        ];
        foreach (var command in closed) When(command).ThenRefused("initiative.dropped");
    }

    [Fact]
    public void A_resumption_of_what_was_not_paused_stops_whoever_reads_it()
    {
        Given([.. InDesign, Resumed]);
        Should.Throw<EventOutOfPlaceException>(() => State);
    }

    [Fact]
    public void A_second_proposal_stops_whoever_reads_it()
    {
        Given(Proposed, Proposed);
        Should.Throw<EventOutOfPlaceException>(() => State);
    }
}

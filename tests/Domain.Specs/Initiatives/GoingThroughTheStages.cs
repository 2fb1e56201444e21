using CommunityGrains.Domain.Initiatives;

namespace CommunityGrains.Domain.Specs.Initiatives;

public sealed class GoingThroughTheStages : InitiativeSpecification
{
    [Theory]
    [InlineData("Analysis", Stage.Design)]
    [InlineData("Design", Stage.Implementation)]
    [InlineData("Implementation", Stage.Evaluation)]
    public void With_all_it_needs_an_initiative_enters_the_next_stage(string from, Stage to) =>
        Given(HistoryOf(from))
            .When(new InitiativeCommand.EnterStage(Asked, to))
            .Then(Entered(to));

    [Fact]
    public void Evaluated_it_is_finished() => Given(InEvaluation)
        .When(new InitiativeCommand.Finish(Asked))
        .Then(Finished);

    [Theory]
    [InlineData("Analysis", Stage.Implementation, "design")]
    [InlineData("Analysis", Stage.Evaluation, "design")]
    [InlineData("Design", Stage.Evaluation, "implementation")]
    public void No_stage_is_skipped(string from, Stage to, string next) => Given(HistoryOf(from))
        .When(new InitiativeCommand.EnterStage(Asked, to))
        .ThenRefused("initiative.step-skipped", next);

    [Theory]
    [InlineData("Analysis", "design")]
    [InlineData("Design", "implementation")]
    [InlineData("Implementation", "evaluation")]
    public void Nothing_is_finished_before_it_is_evaluated(string from, string next) => Given(HistoryOf(from))
        .When(new InitiativeCommand.Finish(Asked))
        .ThenRefused("initiative.step-skipped", next);

    [Theory]
    [InlineData("Design", Stage.Analysis)]
    [InlineData("Evaluation", Stage.Implementation)]
    public void No_stage_is_gone_back_to(string from, Stage to) => Given(HistoryOf(from))
        .When(new InitiativeCommand.EnterStage(Asked, to))
        .ThenRefused("initiative.step-back");

    [Fact]
    public void The_stage_it_is_in_is_entered_already() => Given(InDesign)
        .When(new InitiativeCommand.EnterStage(Asked, Stage.Design))
        .ThenAlreadySo();

    /// <summary>The stage, what is taken out of its history, and what the next step then lacks.</summary>
    public static TheoryData<string, string, string[]> Gaps => new()
    {
        { "Analysis", "ProblemStated", ["problem", "concerned"] },
        { "Design", "GoalSet", ["goal"] },
        { "Design", "PlanMade", ["plan"] },
        { "Design", "TeamDescribed", ["people"] },
        { "Design", "BudgetSet", ["budget"] },
        { "Design", "GoalSet PlanMade TeamDescribed BudgetSet", ["goal", "plan", "people", "budget"] },
        { "Implementation", "WorkRecorded", ["work"] },
        { "Implementation", "GoalSet WorkRecorded", ["goal", "work"] },
        { "Evaluation", "OutcomeRecorded", ["outcome", "beneficiaries", "evidence"] },
        { "Evaluation", "AfterEffectsNoted", ["after-effects"] },
        { "Evaluation", "GoalSet WorkRecorded", ["goal", "work"] },
    };

    [Theory]
    [MemberData(nameof(Gaps))]
    public void A_step_names_what_is_missing(string stage, string without, string[] missing) =>
        Given([.. HistoryOf(stage).Where(x => !without.Split(' ').Contains(x.GetType().Name))])
            .When(NextStepFrom(stage))
            .ThenRefused("initiative.step-incomplete", missing);

    [Theory]
    [MemberData(nameof(Gaps))]
    public void Pages_are_told_beforehand_what_is_missing(string stage, string without, string[] missing)
    {
        Given([.. HistoryOf(stage).Where(x => !without.Split(' ').Contains(x.GetType().Name))]);
        var next = StageRequirements.Next(State).ShouldNotBeNull();
        next.IsOpen.ShouldBeFalse();
        next.Missing.Select(KebabCase.Of).ShouldBe(missing);
    }

    [Theory]
    [InlineData("Analysis", Stage.Design)]
    [InlineData("Design", Stage.Implementation)]
    [InlineData("Implementation", Stage.Evaluation)]
    [InlineData("Paused", Stage.Evaluation)]
    [InlineData("Evaluation", null)]
    public void Pages_are_told_which_step_is_open(string state, Stage? next)
    {
        Given(HistoryOf(state));
        StageRequirements.Next(State).ShouldBe(new NextStep(next, []));
    }

    [Theory]
    [InlineData("Finished")]
    [InlineData("Dropped")]
    public void From_an_end_there_is_no_next_step(string state)
    {
        Given(HistoryOf(state));
        StageRequirements.Next(State).ShouldBeNull();
    }

    /// <summary>Goal reached, beneficiaries, evidence, and what the finish then lacks.</summary>
    [Theory]
    [InlineData(true, 80, "a list", null)]
    [InlineData(true, 0, "a list", "beneficiaries")]
    [InlineData(false, 0, "a list", null)]
    [InlineData(false, 80, " ", "evidence")]
    public void An_outcome_says_for_whom_and_proves_it(
        bool goalReached, int beneficiaries, string evidence, string? missing)
    {
        var outcome = OutcomeRecorded with
        {
            GoalReached = goalReached, Beneficiaries = beneficiaries, Evidence = evidence,
        };
        var decided = Given([.. InImplementation, Entered(Stage.Evaluation), AfterEffectsNoted, outcome])
            .When(new InitiativeCommand.Finish(Asked));
        if (missing is null) decided.Then(Finished);
        else decided.ThenRefused("initiative.step-incomplete", missing);
    }

    [Fact]
    public void A_struck_entry_proves_nothing() => Given([.. InImplementation, Struck(WorkRecorded.Id)])
        .When(new InitiativeCommand.EnterStage(Asked, Stage.Evaluation))
        .ThenRefused("initiative.step-incomplete", "work");

    [Fact]
    public void What_an_earlier_step_needed_must_still_be_there() =>
        Given([.. InEvaluation, Struck(WorkRecorded.Id)])
            .When(new InitiativeCommand.Finish(Asked))
            .ThenRefused("initiative.step-incomplete", "work");

    [Fact]
    public void A_stage_skipped_in_history_stops_whoever_reads_it()
    {
        Given(Proposed, Entered(Stage.Evaluation));
        Should.Throw<EventOutOfPlaceException>(() => State);
    }

    private static InitiativeCommand NextStepFrom(string stage) => stage == nameof(Stage.Evaluation)
        ? new InitiativeCommand.Finish(Asked)
        : new InitiativeCommand.EnterStage(Asked, Enum.Parse<Stage>(stage) + 1);
}

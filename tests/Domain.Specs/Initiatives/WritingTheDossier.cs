using CommunityGrains.Domain.Initiatives;

namespace CommunityGrains.Domain.Specs.Initiatives;

public sealed class WritingTheDossier : InitiativeSpecification
{
    /// <summary>Each part of the dossier that is intended, and the event that writes it.</summary>
    private static readonly Dictionary<string, (InitiativeCommand Ask, InitiativeEvent Happened)> Intentions =
        new()
        {
            ["problem"] = (new InitiativeCommand.StateProblem(Asked, "Mud", "Everyone"),
                new InitiativeEvent.ProblemStated("Mud", "Everyone")),
            ["goal"] = (new InitiativeCommand.SetGoal(Asked, "A paved yard"),
                new InitiativeEvent.GoalSet("A paved yard")),
            ["plan"] = (new InitiativeCommand.MakePlan(Asked, [new PlanStep("Pave", Today)]),
                new InitiativeEvent.PlanMade([new PlanStep("Pave", Today)])),
            ["people"] = (new InitiativeCommand.DescribeTeam(Asked, "Two pavers"),
                new InitiativeEvent.TeamDescribed("Two pavers")),
            ["budget"] = (new InitiativeCommand.SetBudget(Asked, Money.Rubles(0)),
                new InitiativeEvent.BudgetSet(Money.Rubles(0))),
        };

    public static IEnumerable<TheoryDataRow<string, string>> OpenParts =>
        from part in Intentions.Keys
        from stage in new[] { "Analysis", "Design", "Implementation" }
        select new TheoryDataRow<string, string>(part, stage);

    public static TheoryData<string> Parts => [.. Intentions.Keys];

    [Theory]
    [MemberData(nameof(OpenParts))]
    public void What_is_intended_may_be_written_and_mended_until_the_evaluation(string part, string stage) =>
        Given(HistoryOf(stage))
            .When(Intentions[part].Ask)
            .Then(Intentions[part].Happened);

    [Theory]
    [MemberData(nameof(Parts))]
    public void In_evaluation_what_was_intended_is_closed(string part) => Given(InEvaluation)
        .When(Intentions[part].Ask)
        .ThenRefused("initiative.closed-in-evaluation");

    [Theory]
    [InlineData("Analysis")]
    [InlineData("Evaluation")]
    public void A_title_may_be_mended_in_every_stage(string stage) => Given(HistoryOf(stage))
        .When(new InitiativeCommand.Retitle(Asked, "A playground for everyone"))
        .Then(new InitiativeEvent.Retitled("A playground for everyone"));

    [Fact]
    public void The_title_it_has_changes_nothing() => Given(InDesign)
        .When(new InitiativeCommand.Retitle(Asked, Proposed.Title))
        .ThenAlreadySo();

    [Fact]
    public void A_problem_says_what_is_wrong_and_whom_it_concerns() => Given(Proposed)
        .When(new InitiativeCommand.StateProblem(Asked, "", " "))
        .ThenRefused("initiative.text-missing", "problem", "concerned");

    [Fact]
    public void A_goal_is_told_within_four_thousand_letters() => Given(Proposed)
        .When(new InitiativeCommand.SetGoal(Asked, new string('x', 4001)))
        .ThenRefused("initiative.text-too-long", "goal");

    [Fact]
    public void A_plan_has_steps() => Given(InDesign)
        .When(new InitiativeCommand.MakePlan(Asked, []))
        .ThenRefused("initiative.plan-empty");

    [Fact]
    public void Each_step_of_a_plan_says_what_is_done() => Given(InDesign)
        .When(new InitiativeCommand.MakePlan(Asked, [new PlanStep("", Today), new PlanStep(" ", Today)]))
        .ThenRefused("initiative.text-missing", "steps");

    [Fact]
    public void A_plan_of_more_than_a_hundred_steps_is_two_plans() => Given(InDesign)
        .When(new InitiativeCommand.MakePlan(
            Asked, [.. Enumerable.Range(1, 101).Select(x => new PlanStep($"Step {x}", Due: null))]))
        .ThenRefused("initiative.plan-too-long");

    [Theory]
    [InlineData(-1, "RUB", "initiative.amount-negative")]
    [InlineData(100, "EUR", "initiative.currency-not-rubles")]
    [InlineData(0.001, "RUB", "initiative.amount-too-fine")]
    [InlineData(2_000_000_000_000, "RUB", "initiative.amount-too-large")]
    public void A_budget_is_a_possible_sum_in_rubles(double amount, string currency, string refused) =>
        Given(InDesign)
            .When(new InitiativeCommand.SetBudget(Asked, new Money((decimal)amount, currency)))
            .ThenRefused(refused);

    [Theory]
    [InlineData("Analysis")]
    [InlineData("Design")]
    [InlineData("Implementation")]
    public void After_effects_are_noted_in_evaluation_at_the_earliest(string stage) => Given(HistoryOf(stage))
        .When(new InitiativeCommand.NoteAfterEffects(Asked, "Calm"))
        .ThenRefused("initiative.too-early", "evaluation");

    [Theory]
    [InlineData("Evaluation")]
    [InlineData("Finished")]
    public void After_effects_go_on_and_so_may_their_description(string state) => Given(HistoryOf(state))
        .When(new InitiativeCommand.NoteAfterEffects(Asked, "A second yard began"))
        .Then(new InitiativeEvent.AfterEffectsNoted("A second yard began"));
}

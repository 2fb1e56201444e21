using CommunityGrains.Domain;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Web.Initiatives;

namespace CommunityGrains.Web.Specs.Initiatives;

/// <summary>What an initiative's page offers is what the initiative would accept: neither more nor
/// less.</summary>
public sealed class WhatIsOffered
{
    private static readonly DateOnly Today = new(2026, 5, 20);

    private static readonly PersonId Anna = new(Id(1)), Boris = new(Id(2));

    private static readonly InitiativeEvent
        Proposed = new InitiativeEvent.Proposed("Площадка", new(Id(13)), [new(Id(11))], null, Anna),
        Work = new InitiativeEvent.WorkRecorded(new EntryId(Id(21)), "выровняли", Today);

    private static readonly InitiativeEvent[]
        Analysed = [Proposed, new InitiativeEvent.ProblemStated("негде играть", "дети")],
        Begun = [.. Analysed, Entered(Stage.Design)],
        Designed =
        [
            .. Begun, new InitiativeEvent.GoalSet("площадка"),
            new InitiativeEvent.PlanMade([new("шаг", null)]),
            new InitiativeEvent.TeamDescribed("плотники"), new InitiativeEvent.BudgetSet(Money.Rubles(0)),
        ],
        Built = [.. Designed, Entered(Stage.Implementation), Work],
        InEvaluation = [.. Built, Entered(Stage.Evaluation)],
        Evaluated =
        [
            .. InEvaluation,
            new InitiativeEvent.OutcomeRecorded(new EntryId(Id(22)), "стоит", true, 80, "фото"),
            new InitiativeEvent.AfterEffectsNoted("дружат"),
        ];

    private static readonly Dictionary<string, InitiativeEvent[]> Histories = new()
    {
        ["unknown"] = [],
        ["proposed"] = [Proposed],
        ["analysed"] = Analysed,
        ["begun"] = Begun,
        ["designed"] = Designed,
        ["built"] = Built,
        ["joint"] = [.. Built, new InitiativeEvent.CommunityJoined(new(Id(15)))],
        ["supported"] = [.. Built, new InitiativeEvent.SupporterJoined(Anna)],
        ["in-evaluation"] = InEvaluation,
        ["evaluated"] = Evaluated,
        ["finished"] = [.. Evaluated, HoursOf(23), new InitiativeEvent.Finished(Today)],
        ["paused"] = [.. Built, new InitiativeEvent.Paused("ждём весны", Today)],
        ["dropped"] = [.. Built, new InitiativeEvent.Dropped("землю продали", Today)],
    };

    public static TheoryData<string> States() => [.. Histories.Keys];

    [Theory]
    [MemberData(nameof(States))]
    public void Every_act_is_offered_exactly_where_it_would_be_accepted(string state)
    {
        var initiative = Histories[state].Aggregate(Initiative.Initial, Initiative.Evolve);
        foreach (var viewer in (PersonId[])[Anna, Boris])
        {
            var offered = InitiativeActs.Possible(initiative, viewer);
            foreach (var act in Enum.GetValues<InitiativeAct>())
            {
                var isAccepted = InitiativeDecider.Decide(Command(act, viewer, initiative), initiative)
                    is Decision<InitiativeEvent>.Accepted { Events.Count: > 0 };
                offered.Contains(act).ShouldBe(isAccepted, $"{state}: {act} by {viewer}");
            }
        }
    }

    [Fact]
    public void Whatever_a_step_may_lack_can_be_supplied_at_that_step()
    {
        foreach (var state in Histories.Values)
        {
            var initiative = state.Aggregate(Initiative.Initial, Initiative.Evolve);
            if (initiative is not Initiative.UnderWay) continue;
            var offered = InitiativeActs.Possible(initiative, Anna);
            foreach (var part in StageRequirements.Next(initiative)!.Missing)
                offered.ShouldContain(InitiativeActs.Supplies(part), part.ToString());
        }
    }

    private static InitiativeCommand Command(InitiativeAct act, PersonId by, Initiative initiative)
    {
        var asked = new Asked(new CommandId(Id(99)), by, new(2026, 5, 20, 9, 0, 0, TimeSpan.Zero), Today);
        var entry = new EntryId(Id(31));
        // Of a finished one only what its finish does not rest on is struck.
        var last = initiative.DossierOrNone()?.Entries is { Count: > 0 } entries ? entries[^1].Id : entry;
        var stage = (initiative as Initiative.UnderWay)?.Stage ?? Stage.Analysis;
        return act switch
        {
            InitiativeAct.Retitle => new InitiativeCommand.Retitle(asked, "Другое"),
            InitiativeAct.StateProblem => new InitiativeCommand.StateProblem(asked, "иначе", "всех"),
            InitiativeAct.SetGoal => new InitiativeCommand.SetGoal(asked, "иная"),
            InitiativeAct.MakePlan => new InitiativeCommand.MakePlan(asked, [new("иной", Today)]),
            InitiativeAct.DescribeTeam => new InitiativeCommand.DescribeTeam(asked, "маляры"),
            InitiativeAct.SetBudget => new InitiativeCommand.SetBudget(asked, Money.Rubles(5)),
            InitiativeAct.EnterStage => new InitiativeCommand.EnterStage(
                asked, stage == Stage.Evaluation ? stage : stage + 1),
            InitiativeAct.RecordWork => new InitiativeCommand.RecordWork(asked, entry, "копали", Today),
            InitiativeAct.Support => new InitiativeCommand.Support(asked, by),
            InitiativeAct.WithdrawSupport => new InitiativeCommand.WithdrawSupport(asked, by),
            InitiativeAct.LogHours => new InitiativeCommand.LogHours(asked, entry, 2, 3, Today, "копали"),
            InitiativeAct.ReceiveContribution => new InitiativeCommand.ReceiveContribution(
                asked, entry, ContributionSource.Grant, Money.Rubles(1), false, "грант", Today),
            InitiativeAct.StrikeEntry => new InitiativeCommand.StrikeEntry(asked, last, "ошибка"),
            InitiativeAct.RecordOutcome => new InitiativeCommand.RecordOutcome(
                asked, entry, "итог", false, 0, "фото"),
            InitiativeAct.NoteAfterEffects => new InitiativeCommand.NoteAfterEffects(asked, "новое"),
            InitiativeAct.Finish => new InitiativeCommand.Finish(asked),
            InitiativeAct.Pause => new InitiativeCommand.Pause(asked, "зима"),
            InitiativeAct.Resume => new InitiativeCommand.Resume(asked),
            InitiativeAct.Drop => new InitiativeCommand.Drop(asked, "нет сил"),
            InitiativeAct.TakeOver => new InitiativeCommand.TakeOver(asked, new LeaderId(Id(41)), "уехала"),
            InitiativeAct.JoinCommunity => new InitiativeCommand.JoinCommunity(asked, new(Id(42))),
            InitiativeAct.LeaveCommunity => new InitiativeCommand.LeaveCommunity(asked, new(Id(11)), "ушли"),
            _ => throw new ArgumentOutOfRangeException(nameof(act), act, "No command"),
        };
    }

    private static InitiativeEvent HoursOf(int id) =>
        new InitiativeEvent.HoursLogged(new EntryId(Id(id)), 2, 3, Today, "копали");

    private static InitiativeEvent Entered(Stage stage) => new InitiativeEvent.StageEntered(stage, Today);

    private static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
}

using CommunityGrains.Domain.Initiatives;

namespace CommunityGrains.Domain.Specs.Initiatives;

/// <summary>A playground, from the first idea to its finish, that the specifications of initiatives speak of.
/// </summary>
public abstract class InitiativeSpecification()
    : Specification<InitiativeCommand, InitiativeEvent, Initiative>(GrainKinds.Initiative)
{
    protected static readonly PersonId Manager = new(Id(1)), Neighbour = new(Id(2));

    protected static readonly CommunityId OldTown = new(Id(11)), Riverside = new(Id(12));

    protected static readonly MunicipalityId Town = new(Id(13));

    protected static readonly LeaderId Leader = new(Id(14)), NewLeader = new(Id(15));

    protected static readonly DateOnly Today = new(2026, 5, 20), Yesterday = new(2026, 5, 19);

    protected static readonly InitiativeEvent.Proposed Proposed =
        new("A playground", Town, [OldTown], Leader, Manager);

    protected static readonly InitiativeEvent
        ProblemStated = new InitiativeEvent.ProblemStated("Nowhere to play", "Eighty children"),
        GoalSet = new InitiativeEvent.GoalSet("A playground by September"),
        PlanMade = new InitiativeEvent.PlanMade([new("Level the ground", Today), new("Build", Due: null)]),
        TeamDescribed = new InitiativeEvent.TeamDescribed("Three carpenters, one accountant"),
        BudgetSet = new InitiativeEvent.BudgetSet(Money.Rubles(120_000)),
        AfterEffectsNoted = new InitiativeEvent.AfterEffectsNoted("Neighbours now clear the snow together"),
        Paused = new InitiativeEvent.Paused("Waiting for spring", Today),
        Dropped = new InitiativeEvent.Dropped("The ground was sold", Today),
        Finished = new InitiativeEvent.Finished(Today);

    protected static readonly InitiativeEvent.WorkRecorded WorkRecorded =
        new(Entry(21), "The ground is level", Yesterday, "https://example.org/photo");

    protected static readonly InitiativeEvent.HoursLogged HoursLogged =
        new(Entry(22), 12, 40.5m, Yesterday, "Levelled the ground");

    protected static readonly InitiativeEvent.ContributionReceived ContributionReceived =
        new(Entry(23), ContributionSource.Business, Money.Rubles(30_000), InKind: true, "Timber", Yesterday);

    protected static readonly InitiativeEvent.OutcomeRecorded OutcomeRecorded =
        new(Entry(24), "The playground is open", GoalReached: true, 80, "https://example.org/opening");

    protected static readonly InitiativeEvent[]
        InAnalysis = [Proposed, ProblemStated],
        InDesign = [.. InAnalysis, Entered(Stage.Design), GoalSet, PlanMade, TeamDescribed, BudgetSet],
        InImplementation = [.. InDesign, Entered(Stage.Implementation), WorkRecorded],
        InEvaluation = [.. InImplementation, Entered(Stage.Evaluation), OutcomeRecorded, AfterEffectsNoted],
        AsPaused = [.. InImplementation, Paused],
        AsFinished = [.. InEvaluation, HoursLogged, Finished],
        AsDropped = [.. InImplementation, Dropped];

    /// <summary>A history with all that the next step needs, in the stage or state of this name.</summary>
    protected static InitiativeEvent[] HistoryOf(string name) => name switch
    {
        nameof(Stage.Analysis) => InAnalysis,
        nameof(Stage.Design) => InDesign,
        nameof(Stage.Implementation) => InImplementation,
        nameof(Stage.Evaluation) => InEvaluation,
        nameof(Initiative.Paused) => AsPaused,
        nameof(Initiative.Finished) => AsFinished,
        nameof(Initiative.Dropped) => AsDropped,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such stage or state"),
    };

    protected static InitiativeEvent Entered(Stage stage) => new InitiativeEvent.StageEntered(stage, Today);

    protected static InitiativeCommand.Propose Propose(InitiativeEvent.Proposed e) =>
        new(Asked, e.Title, e.Municipality, e.Communities, e.Leader, e.Source);

    protected static InitiativeCommand.RecordWork Record(InitiativeEvent.WorkRecorded e) =>
        new(Asked, e.Id, e.What, e.HappenedOn, e.Evidence);

    protected static InitiativeCommand.LogHours Record(InitiativeEvent.HoursLogged e) =>
        new(Asked, e.Id, e.Volunteers, e.Hours, e.HappenedOn, e.What);

    protected static InitiativeCommand.ReceiveContribution Record(InitiativeEvent.ContributionReceived e) =>
        new(Asked, e.Id, e.Source, e.Worth, e.InKind, e.What, e.HappenedOn);

    protected static InitiativeCommand.RecordOutcome Record(InitiativeEvent.OutcomeRecorded e) =>
        new(Asked, e.Id, e.Result, e.GoalReached, e.Beneficiaries, e.Evidence);

    protected static InitiativeCommand.StrikeEntry Strike(EntryId id) => new(Asked, id, "Entered twice");

    protected static InitiativeEvent Struck(EntryId id) =>
        new InitiativeEvent.EntryStruck(id, "Entered twice");

    protected static Asked Asked => new(
        new CommandId(Id(99)), Manager, new DateTimeOffset(2026, 5, 20, 9, 0, 0, TimeSpan.Zero), Today);

    protected static EntryId Entry(int number) => new(Id(number));

    protected static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
}

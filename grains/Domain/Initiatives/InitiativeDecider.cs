using static CommunityGrains.Domain.Decision<CommunityGrains.Domain.Initiatives.InitiativeEvent>;
using static CommunityGrains.Domain.Initiatives.InitiativeCommand;

namespace CommunityGrains.Domain.Initiatives;

/// <summary>
/// What may happen to an initiative. Pure: the same command on the same initiative decides the same.
/// Stages only go forward, one at a time: what was learned later is written into the open dossier, and the
/// days on which stages were entered are facts of reports. In evaluation what the first two stages wrote is
/// closed, so that the outcome is held against the goal that was set, not against one set afterwards.
/// </summary>
public static class InitiativeDecider
{
    public static Decision<InitiativeEvent> Decide(InitiativeCommand command, Initiative initiative) =>
        InitiativeTexts.Wrong(command) is { } wrong ? Refuse(wrong) : (command, initiative) switch
        {
            (Propose c, Initiative.Unknown) => ProposeFirst(c),
            (_, Initiative.Unknown) => Refuse("initiative.unknown"),
            (Propose { Source: not null }, _) => AlreadySo,
            (Propose c, _) => ProposeAgain(c, Dossier(initiative)),
            (StrikeEntry c, _) => Strike(c, initiative),

            (Finish, Initiative.Finished) => AlreadySo,
            (NoteAfterEffects c, Initiative.Finished s) => Note(c, s.Dossier),
            (_, Initiative.Finished) => Refuse("initiative.finished"),
            (Drop c, Initiative.Dropped s) when c.Reason == s.Reason => AlreadySo,
            (_, Initiative.Dropped) => Refuse("initiative.dropped"),

            (Support c, _) => Once(Dossier(initiative).Supporters.Contains(c.Person),
                new InitiativeEvent.SupporterJoined(c.Person)),
            (WithdrawSupport c, _) => Once(!Dossier(initiative).Supporters.Contains(c.Person),
                new InitiativeEvent.SupporterLeft(c.Person)),
            (TakeOver c, _) => Once(Dossier(initiative).Leader == c.Leader,
                new InitiativeEvent.TakenOver(c.Leader, c.Reason)),
            (JoinCommunity c, _) => Join(c, Dossier(initiative)),
            (LeaveCommunity c, _) => Leave(c, Dossier(initiative)),
            (Drop c, _) => Accept(new InitiativeEvent.Dropped(c.Reason, c.Asked.On)),

            (Pause c, Initiative.Paused s) when c.Reason == s.Reason => AlreadySo,
            (Resume c, Initiative.Paused) => Accept(new InitiativeEvent.Resumed(c.Asked.On)),
            (_, Initiative.Paused) => Refuse("initiative.paused"),
            (_, Initiative.UnderWay s) => DecideUnderWay(command, s),

            _ => throw new CommandOutOfPlaceException(command, initiative),
        };

    private static Decision<InitiativeEvent> DecideUnderWay(
        InitiativeCommand command, Initiative.UnderWay s) =>
        (command, s.Stage) switch
        {
            (Pause c, _) => Accept(new InitiativeEvent.Paused(c.Reason, c.Asked.On)),
            (Resume, _) => AlreadySo,
            (AskWhatHoldsItUp c, _) => Once(s.Standstill is not null,
                new InitiativeEvent.AskedWhatHoldsItUp(c.Asked.On, c.NothingSince),
                InitiativeLimits.Wrong(c)),
            (EnterStage c, _) => Enter(c, s),
            (Finish c, Stage.Evaluation) => StepOn(s.Dossier, null, new InitiativeEvent.Finished(c.Asked.On)),
            (Finish, _) => Refuse("initiative.step-skipped", KebabCase.Of(s.Stage + 1)),
            (Retitle c, _) => Once(s.Dossier.Title == c.Title, new InitiativeEvent.Retitled(c.Title)),

            (StateProblem or SetGoal or MakePlan or DescribeTeam or SetBudget, Stage.Evaluation) =>
                Refuse("initiative.closed-in-evaluation"),
            (StateProblem c, _) => Once((s.Dossier.Problem, s.Dossier.Concerned) == (c.Problem, c.Concerned),
                new InitiativeEvent.ProblemStated(c.Problem, c.Concerned)),
            (SetGoal c, _) => Once(s.Dossier.Goal == c.Goal, new InitiativeEvent.GoalSet(c.Goal)),
            (MakePlan c, _) => Once(s.Dossier.Plan == c.Steps, new InitiativeEvent.PlanMade(c.Steps),
                InitiativeLimits.Wrong(c)),
            (DescribeTeam c, _) => Once(s.Dossier.People == c.People,
                new InitiativeEvent.TeamDescribed(c.People)),
            (SetBudget c, _) => Once(s.Dossier.Budget == c.Total, new InitiativeEvent.BudgetSet(c.Total),
                InitiativeLimits.Wrong(c)),

            (LogHours c, _) => Record(s.Dossier, InitiativeLimits.Wrong(c),
                new InitiativeEvent.HoursLogged(c.Id, c.Volunteers, c.Hours, c.HappenedOn, c.What)),
            (ReceiveContribution c, _) => Record(s.Dossier, InitiativeLimits.Wrong(c),
                new InitiativeEvent.ContributionReceived(
                    c.Id, c.From, c.Worth, c.InKind, c.What, c.HappenedOn)),
            (RecordWork, Stage.Analysis or Stage.Design) => TooEarly(Stage.Implementation),
            (RecordWork c, _) => Record(s.Dossier, InitiativeLimits.Wrong(c),
                new InitiativeEvent.WorkRecorded(c.Id, c.What, c.HappenedOn, c.Evidence)),
            (RecordOutcome or NoteAfterEffects, not Stage.Evaluation) => TooEarly(Stage.Evaluation),
            (RecordOutcome c, _) => Record(s.Dossier, InitiativeLimits.Wrong(c),
                new InitiativeEvent.OutcomeRecorded(
                    c.Id, c.Result, c.GoalReached, c.Beneficiaries, c.Evidence)),
            (NoteAfterEffects c, _) => Note(c, s.Dossier),

            _ => throw new CommandOutOfPlaceException(command, s),
        };

    private static Decision<InitiativeEvent> ProposeFirst(Propose c)
    {
        ValueList<CommunityId> communities = [.. c.Communities.Distinct()];
        return InitiativeLimits.WrongCommunities(communities.Count) is { } wrong
            ? Refuse(wrong)
            : Accept(new InitiativeEvent.Proposed(
                c.Title, c.Municipality, communities, c.Leader, c.Asked.By, c.Source));
    }

    /// <summary>A list's row only ever opens what is unknown; a person who proposes what is known must say
    /// the same.</summary>
    private static Decision<InitiativeEvent> ProposeAgain(Propose c, Dossier dossier)
    {
        var differing = new List<string>();
        if (c.Title != dossier.Title) differing.Add("title");
        if (c.Municipality != dossier.Municipality) differing.Add("municipality");
        if (!dossier.Communities.ToHashSet().SetEquals(c.Communities)) differing.Add("communities");
        if (c.Leader != dossier.Leader) differing.Add("leader");
        return differing.Count == 0 ? AlreadySo : Refuse("initiative.known-already", [.. differing]);
    }

    private static Decision<InitiativeEvent> Enter(EnterStage c, Initiative.UnderWay s) =>
        c.Stage == s.Stage ? AlreadySo
        : c.Stage < s.Stage ? Refuse("initiative.step-back")
        : c.Stage > s.Stage + 1 ? Refuse("initiative.step-skipped", KebabCase.Of(s.Stage + 1))
        : StepOn(s.Dossier, c.Stage, new InitiativeEvent.StageEntered(c.Stage, c.Asked.On));

    private static Decision<InitiativeEvent> StepOn(Dossier dossier, Stage? step, InitiativeEvent happened)
    {
        var missing = StageRequirements.Missing(dossier, step);
        return missing.Count == 0
            ? Accept(happened)
            : Refuse("initiative.step-incomplete", [.. missing.Select(KebabCase.Of)]);
    }

    /// <summary>Mistakes are struck in every state, since totals are reported; but a finished initiative
    /// keeps what its finish rests on.</summary>
    private static Decision<InitiativeEvent> Strike(StrikeEntry c, Initiative initiative)
    {
        var dossier = Dossier(initiative);
        if (dossier.Find(c.Id) is not { } entry) return Refuse("initiative.entry-unknown", c.Id.ToString());
        if (entry.Struck) return AlreadySo;
        var opened = initiative is not Initiative.Finished
            ? []
            : StageRequirements.Missing(dossier.Without(c.Id), step: null)
                .Except(StageRequirements.Missing(dossier, step: null)).ToList();
        return opened.Count == 0
            ? Accept(new InitiativeEvent.EntryStruck(c.Id, c.Reason))
            : Refuse("initiative.entry-needed", [.. opened.Select(KebabCase.Of)]);
    }

    /// <summary>Effects go on after the finish, and so may their description.</summary>
    private static Decision<InitiativeEvent> Note(NoteAfterEffects c, Dossier dossier) =>
        Once(dossier.AfterEffects == c.Text, new InitiativeEvent.AfterEffectsNoted(c.Text));

    private static Decision<InitiativeEvent> Join(JoinCommunity c, Dossier dossier) =>
        Once(dossier.Communities.Contains(c.Community), new InitiativeEvent.CommunityJoined(c.Community),
            InitiativeLimits.WrongCommunities(dossier.Communities.Count + 1));

    private static Decision<InitiativeEvent> Leave(LeaveCommunity c, Dossier dossier) =>
        Once(!dossier.Communities.Contains(c.Community),
            new InitiativeEvent.CommunityLeft(c.Community, c.Reason),
            InitiativeLimits.WrongCommunities(dossier.Communities.Count - 1));

    private static Decision<InitiativeEvent> Record(Dossier dossier, Refusal? wrong, InitiativeEvent happened)
    {
        var entry = InitiativeEntry.Of(happened);
        if (dossier.Find(entry.Id) is { } known)
            return known == entry ? AlreadySo : Refuse("initiative.entry-id-taken");
        return wrong is null ? Accept(happened) : Refuse(wrong);
    }

    private static Decision<InitiativeEvent> Once(
        bool alreadySo, InitiativeEvent happened, Refusal? wrong = null) =>
        alreadySo ? AlreadySo : wrong is null ? Accept(happened) : Refuse(wrong);

    private static Decision<InitiativeEvent> TooEarly(Stage opens) =>
        Refuse("initiative.too-early", KebabCase.Of(opens));

    private static Dossier Dossier(Initiative initiative) =>
        initiative.DossierOrNone() ?? throw new InvalidOperationException("Nothing has been proposed yet");
}

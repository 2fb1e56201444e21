using System.Collections.Immutable;
using CommunityGrains.Web.Initiatives;

namespace CommunityGrains.Web.Wording;

/// <summary>Work on an initiative: proposing it, what each step needs, and what is recorded on the
/// way.</summary>
public sealed partial record InitiativeWorkTexts
{
    public required ProposingWords Proposing { get; init; }

    public required StepWords Steps { get; init; }

    public required FieldWords Fields { get; init; }

    /// <summary>What opens the form of an act, or is pressed where it has none.</summary>
    public required ImmutableDictionary<InitiativeAct, string> Acts { get; init; }

    /// <summary>What has just been done.</summary>
    public required ImmutableDictionary<InitiativeAct, string> Done { get; init; }

    public sealed record ProposingWords(
        string Link,
        string Title,
        string Lead,
        string Name,
        string NameHint,
        string Leader,
        string NoLeader,
        string Later,
        string Submit,
        string Done);

    public sealed record StepWords(
        Func<string, string> ToNext,
        string ToFinish,
        Func<string, string> Enter,
        string Ready,
        string ReadyToFinish,
        string Change,
        string Record,
        string More,
        string Save,
        string StrikeReason,
        Func<string, string> StrikeAbout,
        string HoursTitle,
        string Journal,
        string SupportYours);

    public sealed record FieldWords(
        string Problem,
        string ProblemHint,
        string Concerned,
        string ConcernedHint,
        string Goal,
        string GoalHint,
        Func<int, string> Step,
        Func<int, string> Due,
        string PlanHint,
        string People,
        string PeopleHint,
        string Budget,
        string BudgetHint,
        string Work,
        string WorkHint,
        string Evidence,
        string EvidenceHint,
        string Volunteers,
        string Hours,
        string HoursHint,
        string HoursWhat,
        string Source,
        string Worth,
        string Kind,
        string Given,
        string GivenHint,
        string Result,
        string ResultHint,
        string Reached,
        string Beneficiaries,
        string BeneficiariesHint,
        string Proof,
        string AfterEffects,
        string AfterEffectsHint,
        string Leader,
        string Community,
        string PauseHint,
        string DropHint);
}

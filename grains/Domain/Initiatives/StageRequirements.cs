namespace CommunityGrains.Domain.Initiatives;

/// <summary>A part of the dossier that a step needs.</summary>
public enum DossierPart
{
    Problem,
    Concerned,
    Goal,
    Plan,
    People,
    Budget,
    Work,
    Outcome,
    Beneficiaries,
    Evidence,
    AfterEffects,
}

/// <summary>What a step forward still needs. <c>Stage</c> is the stage it leads to; null is the last step, to
/// the finish.</summary>
public sealed record NextStep(Stage? Stage, ValueList<DossierPart> Missing)
{
    public bool IsOpen => Missing.Count == 0;
}

/// <summary>
/// What must be there before each step. The requirements add up: what an earlier step needed must still be
/// there, so that striking an entry afterwards opens no gap.
/// </summary>
public static class StageRequirements
{
    /// <summary>The step that comes next and what it still needs; null when there is none (unknown, finished,
    /// dropped). A paused initiative is shown the step that waits for it.</summary>
    public static NextStep? Next(Initiative initiative) => initiative switch
    {
        Initiative.UnderWay s => Next(s.Dossier, s.Stage),
        Initiative.Paused s => Next(s.Dossier, s.Stage),
        Initiative.Unknown or Initiative.Finished or Initiative.Dropped => null,
        _ => throw new InvalidOperationException($"No next step is known from {initiative.GetType().Name}"),
    };

    public static NextStep Next(Dossier dossier, Stage stage)
    {
        Stage? next = stage == Stage.Evaluation ? null : stage + 1;
        return new NextStep(next, Missing(dossier, next));
    }

    /// <summary>What is missing before the stage, or before the finish (null).</summary>
    public static ValueList<DossierPart> Missing(Dossier dossier, Stage? step) => step switch
    {
        Stage.Analysis => [],
        Stage.Design => Analysis(dossier),
        Stage.Implementation => [.. Analysis(dossier), .. Design(dossier)],
        Stage.Evaluation => [.. Analysis(dossier), .. Design(dossier), .. Implementation(dossier)],
        null =>
        [
            .. Analysis(dossier), .. Design(dossier), .. Implementation(dossier), .. Evaluation(dossier),
        ],
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "No requirements are known"),
    };

    private static ValueList<DossierPart> Analysis(Dossier d) =>
    [
        .. Lacking(d.Problem is null, DossierPart.Problem),
        .. Lacking(d.Concerned is null, DossierPart.Concerned),
    ];

    private static ValueList<DossierPart> Design(Dossier d) =>
    [
        .. Lacking(d.Goal is null, DossierPart.Goal),
        .. Lacking(d.Plan.Count == 0, DossierPart.Plan),
        .. Lacking(d.People is null, DossierPart.People),
        .. Lacking(d.Budget is null, DossierPart.Budget),
    ];

    private static ValueList<DossierPart> Implementation(Dossier d) =>
        Lacking(!d.Counted<InitiativeEntry.Work>().Any(), DossierPart.Work);

    /// <summary>Outcome against the goal, each with evidence. Nobody need have been helped by what failed,
    /// but a goal that was reached was reached for somebody.</summary>
    private static ValueList<DossierPart> Evaluation(Dossier d)
    {
        var outcomes = d.Counted<InitiativeEntry.Outcome>().ToList();
        var forNobody = outcomes.Exists(x => x.GoalReached) && outcomes.TrueForAll(x => x.Beneficiaries == 0);
        return
        [
            .. Lacking(outcomes.Count == 0, DossierPart.Outcome),
            .. Lacking(outcomes.Count == 0 || forNobody, DossierPart.Beneficiaries),
            .. Lacking(outcomes.Count == 0 || outcomes.Exists(x => string.IsNullOrWhiteSpace(x.Evidence)),
                DossierPart.Evidence),
            .. Lacking(d.AfterEffects is null, DossierPart.AfterEffects),
        ];
    }

    private static ValueList<DossierPart> Lacking(bool lacking, DossierPart part) => lacking ? [part] : [];
}

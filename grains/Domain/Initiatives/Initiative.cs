namespace CommunityGrains.Domain.Initiatives;

/// <summary>An initiative as its events have made it.</summary>
public abstract record Initiative
{
    public sealed record Unknown : Initiative;

    public sealed record UnderWay(Dossier Dossier, Stage Stage) : Initiative;

    public sealed record Paused(Dossier Dossier, Stage Stage, string Reason) : Initiative;

    public sealed record Finished(Dossier Dossier) : Initiative;

    public sealed record Dropped(Dossier Dossier, Stage Stage, string Reason) : Initiative;

    public static readonly Initiative Initial = new Unknown();

    public static Initiative Evolve(Initiative initiative, InitiativeEvent happened) =>
        throw new EventOutOfPlaceException(initiative, happened);

    private Initiative() { }
}

/// <summary>All that is on record of one initiative.</summary>
public sealed record Dossier(
    string Title,
    MunicipalityId Municipality,
    ValueList<CommunityId> Communities,
    LeaderId? Leader,
    string? Problem,
    string? Concerned,
    string? Goal,
    ValueList<PlanStep> Plan,
    string? People,
    Money? Budget,
    ValueList<InitiativeEntry> Entries,
    ValueList<PersonId> Supporters,
    string? AfterEffects);

/// <summary>One dated entry of the dossier; a struck one is kept and counts no more.</summary>
public abstract record InitiativeEntry(EntryId Id, bool Struck)
{
    public sealed record Work(EntryId Id, bool Struck, string What, DateOnly HappenedOn, string? Evidence)
        : InitiativeEntry(Id, Struck);

    public sealed record Hours(EntryId Id, bool Struck, int Volunteers, decimal Total, DateOnly HappenedOn, string What)
        : InitiativeEntry(Id, Struck);

    public sealed record Contribution(
        EntryId Id, bool Struck, ContributionSource Source, Money Worth, bool InKind, string What,
        DateOnly HappenedOn) : InitiativeEntry(Id, Struck);

    public sealed record Outcome(
        EntryId Id, bool Struck, string Result, bool GoalReached, int Beneficiaries, string Evidence)
        : InitiativeEntry(Id, Struck);
}

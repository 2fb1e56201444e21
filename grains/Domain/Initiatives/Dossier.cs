namespace CommunityGrains.Domain.Initiatives;

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
    string? AfterEffects)
{
    public static Dossier Of(InitiativeEvent.Proposed e) => new(
        e.Title, e.Municipality, e.Communities, e.Leader, Problem: null, Concerned: null, Goal: null,
        Plan: [], People: null, Budget: null, Entries: [], Supporters: [], AfterEffects: null);

    /// <summary>The dossier after an event that concerns it, and not the initiative's state.</summary>
    public Dossier With(InitiativeEvent happened) => happened switch
    {
        InitiativeEvent.Retitled e => this with { Title = e.Title },
        InitiativeEvent.ProblemStated e => this with { Problem = e.Problem, Concerned = e.Concerned },
        InitiativeEvent.GoalSet e => this with { Goal = e.Goal },
        InitiativeEvent.PlanMade e => this with { Plan = e.Steps },
        InitiativeEvent.TeamDescribed e => this with { People = e.People },
        InitiativeEvent.BudgetSet e => this with { Budget = e.Total },
        InitiativeEvent.AfterEffectsNoted e => this with { AfterEffects = e.Text },
        InitiativeEvent.SupporterJoined e => this with { Supporters = Supporters.Add(e.Person) },
        InitiativeEvent.SupporterLeft e => this with { Supporters = Supporters.Without(e.Person) },
        InitiativeEvent.TakenOver e => this with { Leader = e.Leader },
        InitiativeEvent.CommunityJoined e => this with { Communities = Communities.Add(e.Community) },
        InitiativeEvent.CommunityLeft e => this with { Communities = Communities.Without(e.Community) },
        InitiativeEvent.EntryStruck e => Without(e.Id),
        InitiativeEvent.WorkRecorded or InitiativeEvent.HoursLogged or InitiativeEvent.ContributionReceived
            or InitiativeEvent.OutcomeRecorded =>
            this with { Entries = Entries.Add(InitiativeEntry.Of(happened)) },
        _ => throw new EventOutOfPlaceException(this, happened),
    };

    /// <summary>The dossier with this entry struck: kept, but counting no more.</summary>
    public Dossier Without(EntryId id) => this with
    {
        Entries = [.. Entries.Select(x => x.Id == id ? x with { Struck = true } : x)],
    };

    public InitiativeEntry? Find(EntryId id) => Entries.FirstOrDefault(x => x.Id == id);

    /// <summary>The entries of one kind that count: those not struck.</summary>
    public IEnumerable<TEntry> Counted<TEntry>() where TEntry : InitiativeEntry =>
        Entries.OfType<TEntry>().Where(x => !x.Struck);
}

/// <summary>One dated entry of the dossier; a struck one is kept and counts no more.</summary>
public abstract record InitiativeEntry(EntryId Id, bool Struck)
{
    public sealed record Work(EntryId Id, bool Struck, string What, DateOnly HappenedOn, string? Evidence)
        : InitiativeEntry(Id, Struck);

    public sealed record Hours(
        EntryId Id, bool Struck, int Volunteers, decimal Total, DateOnly HappenedOn, string What)
        : InitiativeEntry(Id, Struck);

    public sealed record Contribution(
        EntryId Id, bool Struck, ContributionSource Source, Money Worth, bool InKind, string What,
        DateOnly HappenedOn) : InitiativeEntry(Id, Struck);

    public sealed record Outcome(
        EntryId Id, bool Struck, string Result, bool GoalReached, int Beneficiaries, string Evidence)
        : InitiativeEntry(Id, Struck);

    /// <summary>The entry an event makes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The event makes none.</exception>
    public static InitiativeEntry Of(InitiativeEvent happened) => happened switch
    {
        InitiativeEvent.WorkRecorded e => new Work(e.Id, false, e.What, e.HappenedOn, e.Evidence),
        InitiativeEvent.HoursLogged e => new Hours(e.Id, false, e.Volunteers, e.Hours, e.HappenedOn, e.What),
        InitiativeEvent.ContributionReceived e =>
            new Contribution(e.Id, false, e.Source, e.Worth, e.InKind, e.What, e.HappenedOn),
        InitiativeEvent.OutcomeRecorded e =>
            new Outcome(e.Id, false, e.Result, e.GoalReached, e.Beneficiaries, e.Evidence),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened.GetType().Name, "No entry"),
    };
}

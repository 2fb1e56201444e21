namespace CommunityGrains.Domain.Initiatives;

/// <summary>An initiative as its events have made it.</summary>
public abstract record Initiative
{
    public sealed record Unknown : Initiative;

    /// <summary><c>Standstill</c>: it was asked what holds it up, and nothing has been recorded since.
    /// </summary>
    public sealed record UnderWay(Dossier Dossier, Stage Stage, Standstill? Standstill = null) : Initiative;

    public sealed record Paused(Dossier Dossier, Stage Stage, string Reason) : Initiative;

    public sealed record Finished(Dossier Dossier) : Initiative;

    public sealed record Dropped(Dossier Dossier, Stage Stage, string Reason) : Initiative;

    public static readonly Initiative Initial = new Unknown();

    public static Initiative Evolve(Initiative initiative, InitiativeEvent happened) =>
        (initiative, happened) switch
        {
            (Unknown, InitiativeEvent.Proposed e) => new UnderWay(Dossier.Of(e), Stage.Analysis),
            (Unknown, _) or (_, InitiativeEvent.Proposed) =>
                throw new EventOutOfPlaceException(initiative, happened),

            (UnderWay s, InitiativeEvent.StageEntered e) when e.Stage == s.Stage + 1 =>
                new UnderWay(s.Dossier, e.Stage),
            (UnderWay s, InitiativeEvent.AskedWhatHoldsItUp e) =>
                s with { Standstill = new Standstill(e.NothingSince, e.On) },
            (UnderWay { Stage: Stage.Evaluation } s, InitiativeEvent.Finished) => new Finished(s.Dossier),
            (UnderWay s, InitiativeEvent.Paused e) => new Paused(s.Dossier, s.Stage, e.Reason),
            (Paused s, InitiativeEvent.Resumed) => new UnderWay(s.Dossier, s.Stage),
            (UnderWay s, InitiativeEvent.Dropped e) => new Dropped(s.Dossier, s.Stage, e.Reason),
            (Paused s, InitiativeEvent.Dropped e) => new Dropped(s.Dossier, s.Stage, e.Reason),
            (_, InitiativeEvent.StageEntered or InitiativeEvent.Finished or InitiativeEvent.Paused
                or InitiativeEvent.Resumed or InitiativeEvent.Dropped) =>
                throw new EventOutOfPlaceException(initiative, happened),

            // The rest is the dossier's; in which state it is open is the decider's rule, which may change.
            // Whatever is recorded of what stood still ends its standstill.
            (UnderWay s, _) => new UnderWay(s.Dossier.With(happened), s.Stage),
            (Paused s, _) => s with { Dossier = s.Dossier.With(happened) },
            (Finished s, _) => s with { Dossier = s.Dossier.With(happened) },
            (Dropped s, _) => s with { Dossier = s.Dossier.With(happened) },

            _ => throw new EventOutOfPlaceException(initiative, happened),
        };

    /// <summary>What is on record; null while nothing has been proposed.</summary>
    public Dossier? DossierOrNone() => this switch
    {
        Unknown => null,
        UnderWay s => s.Dossier,
        Paused s => s.Dossier,
        Finished s => s.Dossier,
        Dropped s => s.Dossier,
        _ => throw new InvalidOperationException($"{GetType().Name} has no dossier"),
    };

    private Initiative() { }
}

/// <summary>Nothing has been recorded of an initiative since the one day; on the other it was asked what
/// holds it up.</summary>
public sealed record Standstill(DateOnly Since, DateOnly AskedOn);

using CommunityGrains.Domain.Communities;

namespace CommunityGrains.Domain.Suggestions;

/// <summary>A suggestion as its events have made it.</summary>
public abstract record Suggestion
{
    public sealed record Unknown : Suggestion;

    /// <summary>Nobody has decided. <c>Setback</c>: why it was not done when somebody had; null when nobody
    /// had.</summary>
    public sealed record Open(Told Told, string? Setback) : Suggestion;

    public sealed record Accepted(Told Told, Outcome Outcome) : Suggestion;

    public sealed record Declined(Told Told, string Reason) : Suggestion;

    public sealed record Outdated(Told Told) : Suggestion;

    public static readonly Suggestion Initial = new Unknown();

    public static Suggestion Evolve(Suggestion suggestion, SuggestionEvent happened) =>
        (suggestion, happened) switch
        {
            (Unknown, SuggestionEvent.CorrectionMade e) => new Open(
                new Told.Correction(e.Community, e.Field, e.Was, e.To, e.HowKnown, e.ReplyTo, e.On), null),
            (Unknown, SuggestionEvent.NoLongerTrue e) => new Open(
                new Told.NoLongerTrue(e.Community, e.What, e.Words, e.Addressee, e.ReplyTo, e.On), null),
            (Unknown, SuggestionEvent.MissingTold e) => new Open(
                new Told.Missing(e.Municipality, e.Name, e.Where, e.Does, e.ReplyTo, e.On), null),

            (Open s, SuggestionEvent.Accepted e) => new Accepted(s.Told, e.Outcome),
            (Open s, SuggestionEvent.Declined e) => new Declined(s.Told, e.Reason),
            (Open s, SuggestionEvent.Outdated) => new Outdated(s.Told),
            (Accepted s, SuggestionEvent.Reopened e) => new Open(s.Told, e.Code),
            _ => throw new EventOutOfPlaceException(suggestion, happened),
        };

    /// <summary>What was told, whatever came of it; null while nothing is on record.</summary>
    public Told? ToldOrNone() => this switch
    {
        Open s => s.Told,
        Accepted s => s.Told,
        Declined s => s.Told,
        Outdated s => s.Told,
        _ => null,
    };

    private Suggestion() { }
}

/// <summary>What somebody told. <c>ReplyTo</c>: an e-mail address, only for asking back. <c>On</c>: the
/// day.</summary>
public abstract record Told(ToldText? ReplyTo, DateOnly On)
{
    public sealed record Correction(
        CommunityId Community, RegisterField Field, string? Was, ToldText To, ToldText? HowKnown,
        ToldText? ReplyTo, DateOnly On) : Told(ReplyTo, On);

    public sealed record NoLongerTrue(
        CommunityId Community, Untruth What, ToldText? Words, PersonId? Addressee, ToldText? ReplyTo,
        DateOnly On) : Told(ReplyTo, On);

    public sealed record Missing(
        MunicipalityId Municipality, ToldText Name, ToldText? Where, ToldText? Does, ToldText? ReplyTo,
        DateOnly On) : Told(ReplyTo, On);

    /// <summary>The community that it is about; null when there is none yet.</summary>
    public CommunityId? CommunityOrNone() => this switch
    {
        Correction t => t.Community,
        NoLongerTrue t => t.Community,
        _ => null,
    };
}

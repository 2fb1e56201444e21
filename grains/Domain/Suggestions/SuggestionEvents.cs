using CommunityGrains.Domain.Communities;

namespace CommunityGrains.Domain.Suggestions;

// The names are the storage format. Never rename one, never change what a field means:
// a new shape is a new version beside the old one, upcast on read.
public abstract record SuggestionEvent
{
    /// <summary>Somebody without an account says how a field of a community should read. <c>Was</c>: what the
    /// page showed him, in canonical text; null when it was empty.</summary>
    [EventName("suggestion.correction-made.v1")]
    public sealed record CorrectionMade(
        CommunityId Community, RegisterField Field, string? Was, ToldText To, ToldText? HowKnown,
        ToldText? ReplyTo, DateOnly On) : SuggestionEvent;

    /// <summary>Somebody says that what stands of a community is true no longer. <c>Addressee</c>: to whom
    /// the letter went that was answered so; null when he is a resident whom nobody knows.</summary>
    [EventName("suggestion.no-longer-true.v1")]
    public sealed record NoLongerTrue(
        CommunityId Community, Untruth What, ToldText? Words, ToldText? ReplyTo, PersonId? Addressee,
        DateOnly On) : SuggestionEvent;

    /// <summary>Somebody tells of a community that the register does not have.</summary>
    [EventName("suggestion.missing-told.v1")]
    public sealed record MissingTold(
        MunicipalityId Municipality, ToldText Name, ToldText? Where, ToldText? Does, ToldText? ReplyTo,
        DateOnly On) : SuggestionEvent;

    /// <summary>Taken over; what is to come of it is asked of the community next. <c>Community</c>: the one
    /// that it is about; null when that is yet to be proposed.</summary>
    [EventName("suggestion.accepted.v1")]
    public sealed record Accepted(CommunityId? Community, Outcome Outcome, PersonId By) : SuggestionEvent;

    [EventName("suggestion.declined.v1")]
    public sealed record Declined(string Reason, PersonId By) : SuggestionEvent;

    /// <summary>What it was about has changed since it was made.</summary>
    [EventName("suggestion.outdated.v1")]
    public sealed record Outdated(PersonId By) : SuggestionEvent;

    /// <summary>What should have come of it was refused, for the reason of this code: somebody has to look
    /// again.</summary>
    [EventName("suggestion.reopened.v1")]
    public sealed record Reopened(string Code) : SuggestionEvent;

    private SuggestionEvent() { }
}

/// <summary>What about a community is no longer true.</summary>
public enum Untruth
{
    /// <summary>There is no such community any more.</summary>
    Gone,

    /// <summary>Somebody else leads it.</summary>
    AnotherLeader,

    /// <summary>Something else, in words.</summary>
    Other,
}

/// <summary>What came of a suggestion.</summary>
public abstract record Outcome
{
    /// <summary>Fields of the community were corrected, as suggested or otherwise. <c>Reason</c>: what it
    /// rests on besides the suggestion.</summary>
    public sealed record Corrected(ValueList<FieldChange> Changes, string? Reason = null) : Outcome;

    /// <summary>The community was asked whether its entry is still true.</summary>
    public sealed record Asked : Outcome;

    /// <summary>The community that was missing was proposed.</summary>
    public sealed record Proposed(ValueList<FieldChange> Fields) : Outcome;

    /// <summary>Staff did something else about it, and says what.</summary>
    public sealed record Noted(string What) : Outcome;

    private Outcome() { }
}

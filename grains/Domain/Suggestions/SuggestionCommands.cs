using CommunityGrains.Domain.Communities;

namespace CommunityGrains.Domain.Suggestions;

/// <summary>What may be asked of a suggestion. The first three make one: whoever asks them has no account,
/// and his words are sealed with a key of their own.</summary>
public abstract record SuggestionCommand(Asked Asked) : Command(Asked)
{
    [AskedByForm]
    public sealed record SuggestCorrection(
        Asked Asked, CommunityId Community, RegisterField Field, string? Was, ToldText To,
        ToldText? HowKnown = null, ToldText? ReplyTo = null) : SuggestionCommand(Asked);

    /// <summary>Words may be left out where the kind says enough. <c>Addressee</c>: whose letter is
    /// answered.</summary>
    [AskedByForm]
    public sealed record SayNoLongerTrue(
        Asked Asked, CommunityId Community, Untruth What, ToldText? Words = null, ToldText? ReplyTo = null,
        PersonId? Addressee = null) : SuggestionCommand(Asked);

    [AskedByForm]
    public sealed record TellOfMissing(
        Asked Asked, MunicipalityId Municipality, ToldText Name, ToldText? Where = null,
        ToldText? Does = null, ToldText? ReplyTo = null) : SuggestionCommand(Asked);

    /// <summary>The fields are corrected so: as suggested, or as whoever decides knows better.</summary>
    public sealed record AcceptByCorrecting(
        Asked Asked, ValueList<FieldChange> Changes, string? Reason = null) : SuggestionCommand(Asked);

    /// <summary>The community itself is asked whether its entry is still true.</summary>
    public sealed record AcceptByAsking(Asked Asked) : SuggestionCommand(Asked);

    /// <summary>The missing community is proposed with these fields.</summary>
    public sealed record AcceptByProposing(Asked Asked, ValueList<FieldChange> Fields)
        : SuggestionCommand(Asked);

    /// <summary>Something else was done about it, in words.</summary>
    public sealed record AcceptByNoting(Asked Asked, string What) : SuggestionCommand(Asked);

    public sealed record Decline(Asked Asked, string Reason) : SuggestionCommand(Asked);

    /// <summary>The field that should be corrected has changed meanwhile.</summary>
    public sealed record CountAsOutdated(Asked Asked) : SuggestionCommand(Asked);

    /// <summary>What should have come of it was refused.</summary>
    [AskedByProcess]
    public sealed record Reopen(Asked Asked, string Code) : SuggestionCommand(Asked);
}

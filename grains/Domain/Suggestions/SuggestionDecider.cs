using static CommunityGrains.Domain.Decision<CommunityGrains.Domain.Suggestions.SuggestionEvent>;
using static CommunityGrains.Domain.Suggestions.SuggestionCommand;

namespace CommunityGrains.Domain.Suggestions;

/// <summary>What may happen to a suggestion. Pure: the same command on the same suggestion decides the
/// same.</summary>
public static class SuggestionDecider
{
    public static Decision<SuggestionEvent> Decide(SuggestionCommand command, Suggestion suggestion) =>
        SuggestionTexts.Wrong(command) is { } wrong ? Refuse(wrong) : (command, suggestion) switch
        {
            (SuggestCorrection or SayNoLongerTrue or TellOfMissing, Suggestion.Unknown) =>
                Accept(Made(command)),
            (SuggestCorrection or SayNoLongerTrue or TellOfMissing, _) => Again(command, suggestion),
            (_, Suggestion.Unknown) => Refuse("suggestion.unknown"),

            (Reopen c, Suggestion.Accepted) => Accept(new SuggestionEvent.Reopened(c.Code.Trim())),
            (Reopen c, Suggestion.Open s) when c.Code.Trim() == s.Setback => AlreadySo,
            (Reopen, _) => Refuse("suggestion.not-accepted"),

            (Decline c, Suggestion.Open) =>
                Accept(new SuggestionEvent.Declined(c.Reason.Trim(), c.Asked.By)),
            (Decline c, Suggestion.Declined s) when c.Reason.Trim() == s.Reason => AlreadySo,

            (CountAsOutdated c, Suggestion.Open { Told: Told.Correction }) =>
                Accept(new SuggestionEvent.Outdated(c.Asked.By)),
            (CountAsOutdated, Suggestion.Open) => Refuse("suggestion.outcome-unfit"),
            (CountAsOutdated, Suggestion.Outdated) => AlreadySo,

            (_, Suggestion.Open s) when OutcomeOf(command) is { } outcome => Fits(outcome, s.Told)
                ? Accept(new SuggestionEvent.Accepted(s.Told.CommunityOrNone(), outcome, command.Asked.By))
                : Refuse("suggestion.outcome-unfit"),
            (_, Suggestion.Accepted s) when OutcomeOf(command) is { } outcome && outcome == s.Outcome =>
                AlreadySo,
            (_, Suggestion.Accepted or Suggestion.Declined or Suggestion.Outdated) =>
                Refuse("suggestion.decided-already"),

            _ => throw new CommandOutOfPlaceException(command, suggestion),
        };

    // The same told twice, also after midnight, is the same request come twice; anything else needs a number
    // of its own.
    private static Decision<SuggestionEvent> Again(SuggestionCommand command, Suggestion suggestion) =>
        Suggestion.Evolve(Suggestion.Initial, Made(command)).ToldOrNone() is { } said
            && suggestion.ToldOrNone() is { } known && said == known with { On = said.On }
                ? AlreadySo
                : Refuse("suggestion.known-already");

    private static SuggestionEvent Made(SuggestionCommand command) => command switch
    {
        SuggestCorrection c => new SuggestionEvent.CorrectionMade(
            c.Community, c.Field, StoredText.Tidy(c.Was), c.To, c.HowKnown, c.ReplyTo, c.Asked.On),
        SayNoLongerTrue c => new SuggestionEvent.NoLongerTrue(
            c.Community, c.What, c.Words, c.ReplyTo, c.Addressee, c.Asked.On),
        TellOfMissing c => new SuggestionEvent.MissingTold(
            c.Municipality, c.Name, c.Where, c.Does, c.ReplyTo, c.Asked.On),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "Makes nothing"),
    };

    private static Outcome? OutcomeOf(SuggestionCommand command) => command switch
    {
        AcceptByCorrecting c => new Outcome.Corrected(c.Changes, StoredText.Tidy(c.Reason)),
        AcceptByAsking => new Outcome.Asked(),
        AcceptByProposing c => new Outcome.Proposed(c.Fields),
        AcceptByNoting c => new Outcome.Noted(c.What.Trim()),
        _ => null,
    };

    private static bool Fits(Outcome outcome, Told told) => (outcome, told) switch
    {
        (Outcome.Noted, _) => true,
        (Outcome.Corrected, Told.Correction or Told.NoLongerTrue) => true,
        (Outcome.Asked, Told.Correction or Told.NoLongerTrue) => true,
        (Outcome.Proposed, Told.Missing) => true,
        _ => false,
    };
}

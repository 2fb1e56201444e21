using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;

namespace CommunityGrains.Domain.Processes;

/// <summary>What a grain is to be asked because time has passed, and from which day on. <c>Occasion</c>
/// names it among all that can be due on one record.</summary>
public sealed record Due(DateOnly From, string Occasion, Func<Asked, Command> Command);

/// <summary>What falls due on a record of itself, whoever keeps the time: a silent community is asked whether
/// its entry is still true and then counts as dormant, a verification expires, a stuck initiative is asked
/// what holds it up. The business dates of events are not part of a state; the two that count are given
/// beside it.</summary>
public static class Timetable
{
    /// <summary>The next thing that falls due as the state is; null when nothing does.</summary>
    /// <param name="enteredOn">The day of the record's first event: what counts for a community of which
    /// nothing has been seen.</param>
    /// <param name="recordedOn">The day of its last event: since when nothing was recorded of an initiative,
    /// unless that event was the question itself, and then nothing is due.</param>
    public static Due? Of(object state, DateOnly enteredOn, DateOnly recordedOn, DueRules rules) =>
        state switch
        {
            Community.Registered { Liveliness: not Liveliness.Dormant } community =>
                OfSilence(community.Card, enteredOn, rules),
            Leader.Verified leader => new Due(
                leader.Verification.Until.AddDays(1), "expiry", by => new LeaderCommand.Expire(by)),
            Initiative.UnderWay { Standstill: null } => new Due(
                recordedOn.AddDays(rules.StuckDays), "stuck",
                by => new InitiativeCommand.AskWhatHoldsItUp(by, recordedOn)),
            _ => null,
        };

    private static Due OfSilence(Card card, DateOnly enteredOn, DueRules rules)
    {
        var lastSign = card.LastSignOn ?? enteredOn;
        var silentFrom = lastSign.AddMonths(rules.SilentMonths);
        if (card.AskedOn is not { } asked || asked <= card.LastSignOn)
            return new Due(silentFrom, "question", by => new CommunityCommand.AskIfTrue(by));
        var unheardFrom = asked.AddDays(rules.AnswerDays + 1);
        return new Due(
            unheardFrom > silentFrom ? unheardFrom : silentFrom, "dormancy",
            by => new CommunityCommand.CountAsDormant(by, lastSign));
    }
}

using static CommunityGrains.Domain.Communities.CommunityCommand;
using static CommunityGrains.Domain.Decision<CommunityGrains.Domain.Communities.CommunityEvent>;

namespace CommunityGrains.Domain.Communities;

/// <summary>What may happen to a community. Pure: the same command on the same community decides the
/// same.</summary>
public static partial class CommunityDecider
{
    public static Decision<CommunityEvent> Decide(CommunityCommand command, Community community) =>
        (command, community) switch
        {
            (Propose c, Community.Unknown) => ProposeNew(c),
            (Register c, Community.Unknown) => RegisterNew(c),
            (StateByRegister c, Community.Unknown) => RegisterByStatement(c),
            (_, Community.Unknown) => Refuse("community.unknown"),

            (Reject c, Community.Rejected s) when StoredText.Tidy(c.Reason) == s.Reason => AlreadySo,
            (Release, Community.Rejected) => AlreadySo,
            (_, Community.Rejected) => Refuse("community.rejected"),

            (Close c, Community.Closed s) when StoredText.Tidy(c.Reason) == s.Reason => AlreadySo,
            (Reopen c, Community.Closed) => ForReason(c.Reason, text => new CommunityEvent.Reopened(text)),
            (Release c, Community.Closed s) => LetGo(c, s.Card),
            (StateByRegister c, Community.Closed s) when SaysNothingNew(c, s) => AlreadySo,
            (_, Community.Closed) => Refuse("community.closed"),

            (MergeInto c, Community.Merged s) when c.Survivor == s.Survivor => AlreadySo,
            (UndoMerge c, Community.Merged s) =>
                ForReason(c.Reason, reason => new CommunityEvent.MergeUndone(s.Survivor, reason)),
            (Release, Community.Merged) => AlreadySo,
            (StateByRegister c, Community.Merged s) when SaysNothingNew(c, s.Before) => AlreadySo,
            (_, Community.Merged s) => Refuse("community.merged", s.Survivor.ToString()),

            (Propose c, Community.Proposed s)
                when c.Asked.By == s.By && IsAsEntered(c.Fields, c.Head, s.Card) => AlreadySo,
            (Register c, Community.Registered s) when IsAsEntered(c.Fields, c.Head, s.Card) => AlreadySo,
            (Propose or Register, _) => Refuse("community.known-already"),

            (ConfirmRegistration c, Community.Proposed) => Confirm(c),
            (ConfirmRegistration, Community.Registered) => AlreadySo,
            (Reject c, Community.Proposed) => ForReason(c.Reason, text => new CommunityEvent.Rejected(text)),
            (Reject, Community.Registered) => Refuse("community.registered-already"),
            (StateByRegister c, Community.Proposed s) => ConfirmByStatement(c, s.Card),
            (StateByRegister c, Community.Registered s) => Restate(c, s.Card),

            (_, Community.Proposed s) => DecideOnCard(command, s.Card)
                ?? DecideOnMerge(command, s.Card)
                ?? (IsForRegistered(command)
                    ? Refuse("community.not-registered")
                    : throw new CommandOutOfPlaceException(command, community)),
            (_, Community.Registered s) => DecideOnCard(command, s.Card)
                ?? DecideOnMerge(command, s.Card)
                ?? DecideOnRegistered(command, s)
                ?? throw new CommandOutOfPlaceException(command, community),

            _ => throw new CommandOutOfPlaceException(command, community),
        };

    private static Decision<CommunityEvent> ForReason(string reason, Func<string, CommunityEvent> happened) =>
        TextRefusal("reason", reason) is { } refusal ? Refuse(refusal) : Accept(happened(reason.Trim()));

    // A text that must be there: what is wrong with it, or null.
    private static Refusal? TextRefusal(string name, string? text) => StoredText.Tidy(text) switch
    {
        null => new Refusal("community.field-missing", [name]),
        { Length: > StoredText.LengthMax } => new Refusal("community.text-too-long", [name]),
        var tidy when !StoredText.IsClean(tidy) => new Refusal("community.field-invalid", [name]),
        _ => null,
    };
}

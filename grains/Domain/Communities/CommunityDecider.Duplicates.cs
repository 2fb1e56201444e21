using static CommunityGrains.Domain.Communities.CommunityCommand;
using static CommunityGrains.Domain.Decision<CommunityGrains.Domain.Communities.CommunityEvent>;

namespace CommunityGrains.Domain.Communities;

// Two records of one community. A record that has taken others in is not taken in itself: so there are no
// chains to follow, and no order of requests and crashes can close a circle, although each stream sees only
// itself.
public static partial class CommunityDecider
{
    private static Decision<CommunityEvent> Suggest(SuggestDuplicate c, Card card) =>
        c.Self == c.Other ? Refuse("community.duplicate-of-itself")
        : c.Likeness is < 0 or > 100 ? Refuse("community.field-invalid", "likeness")
        : TextRefusal("grounds", c.Grounds) is { } refusal ? Refuse(refusal)
        : card.Suspected.Concat(card.Dismissed).Concat(card.Absorbed).Contains(c.Other) ? AlreadySo
        : Accept(new CommunityEvent.DuplicateSuggested(c.Other, c.Likeness, c.Grounds.Trim()));

    // What is asked of any record that is not closed; null when it is another command.
    private static Decision<CommunityEvent>? DecideOnMerge(CommunityCommand command, Card card) =>
        command switch
        {
            MergeInto c => GoInto(c, card),
            UndoMerge => AlreadySo,
            Release c => LetGo(c, card),
            _ => null,
        };

    private static Decision<CommunityEvent> TakeIn(Absorb c, Card card) =>
        c.Self == c.Other ? Refuse("community.merge-into-itself")
        : card.Absorbed.Contains(c.Other) ? AlreadySo
        : ForReason(c.Reason, reason => new CommunityEvent.Absorbed(c.Other, reason));

    private static Decision<CommunityEvent> GoInto(MergeInto c, Card card) =>
        c.Self == c.Survivor ? Refuse("community.merge-into-itself")
        : card.Absorbed.Count > 0
            ? Refuse("community.has-absorbed-others", [.. card.Absorbed.Select(other => other.ToString())])
            : ForReason(c.Reason, reason => new CommunityEvent.MergedInto(c.Survivor, reason));

    private static Decision<CommunityEvent> LetGo(Release c, Card card) => card.Absorbed.Contains(c.Other)
        ? ForReason(c.Reason, reason => new CommunityEvent.Released(c.Other, reason))
        : AlreadySo;
}

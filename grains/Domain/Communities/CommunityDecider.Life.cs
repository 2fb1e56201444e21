using static CommunityGrains.Domain.Communities.CommunityCommand;
using static CommunityGrains.Domain.Decision<CommunityGrains.Domain.Communities.CommunityEvent>;

namespace CommunityGrains.Domain.Communities;

// What only a registered community can do: show life or fall dormant, close, take another record in.
public static partial class CommunityDecider
{
    private static bool IsForRegistered(CommunityCommand command) => command
        is AskIfTrue or ConfirmStillTrue or NoteLifeSign or CountAsDormant or Close or Reopen or Absorb;

    private static Decision<CommunityEvent>? DecideOnRegistered(
        CommunityCommand command, Community.Registered community) =>
        command switch
        {
            AskIfTrue c => community.Card.AskedOn >= c.Asked.On
                ? AlreadySo
                : Accept(new CommunityEvent.AskedIfTrue(c.Asked.On)),
            ConfirmStillTrue c => Answer(c, community),
            NoteLifeSign c => NoteSign(c, community),
            CountAsDormant c => LetFallDormant(c, community),
            Close c => ForReason(c.Reason, reason => new CommunityEvent.Closed(reason, c.Asked.On)),
            Reopen => AlreadySo,
            Absorb c => TakeIn(c, community.Card),
            _ => null,
        };

    private static Decision<CommunityEvent> Answer(ConfirmStillTrue c, Community.Registered community) =>
        community.Card.ConfirmedOn >= c.Asked.On && community.Liveliness == Liveliness.Active
            ? AlreadySo
            : Accept(new CommunityEvent.StillTrue(c.Asked.On, c.Asked.By));

    // A sign no later than the last one changes nothing: not whether it lives, nor since when.
    private static Decision<CommunityEvent> NoteSign(NoteLifeSign c, Community.Registered community) =>
        TextRefusal("what", c.What) is { } refusal ? Refuse(refusal)
        : c.SeenOn > c.Asked.On ? Refuse("community.date-in-future", "seen-on")
        : c.SeenOn <= community.Card.LastSignOn ? AlreadySo
        : Accept(new CommunityEvent.LifeSignSeen(c.What.Trim(), c.SeenOn));

    // Nobody falls dormant unasked: the question must have been put after the last sign and stand unanswered.
    private static Decision<CommunityEvent> LetFallDormant(CountAsDormant c, Community.Registered community)
    {
        var card = community.Card;
        return community.Liveliness == Liveliness.Dormant ? AlreadySo
            : c.NoSignSince > c.Asked.On ? Refuse("community.date-in-future", "no-sign-since")
            : card.LastSignOn > c.NoSignSince ? Refuse("community.sign-seen-since")
            : card.AskedOn is null || card.AskedOn <= card.LastSignOn ? Refuse("community.not-asked")
            : Accept(new CommunityEvent.FellDormant(c.Asked.On, card.LastSignOn));
    }
}

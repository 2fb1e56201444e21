namespace CommunityGrains.Domain.Communities;

/// <summary>A community as its events have made it.</summary>
public abstract record Community
{
    public sealed record Unknown : Community;

    public sealed record Proposed(Card Card, PersonId By) : Community;

    public sealed record Registered(Card Card, Liveliness Liveliness) : Community;

    public sealed record Rejected(Card Card, string Reason) : Community;

    public sealed record Closed(Card Card, Liveliness Before, string Reason) : Community;

    /// <summary>Taken into another record; <c>Before</c> is what it was and becomes again if
    /// undone.</summary>
    public sealed record Merged(Community Before, CommunityId Survivor) : Community;

    public static readonly Community Initial = new Unknown();

    public static Community Evolve(Community community, CommunityEvent happened) =>
        (community, happened) switch
        {
            (Unknown, CommunityEvent.Proposed e) => new Proposed(Card.Of(e.Entry), e.By),
            (Unknown, CommunityEvent.Registered e) => new Registered(Card.Of(e.Entry), Liveliness.Registered),

            (Proposed c, CommunityEvent.RegistrationConfirmed) =>
                new Registered(c.Card, Liveliness.Registered),
            (Proposed c, CommunityEvent.Rejected e) => new Rejected(c.Card, e.Reason),

            (Registered c, CommunityEvent.AskedIfTrue e) => c with { Card = c.Card with { AskedOn = e.On } },
            (Registered c, CommunityEvent.StillTrue e) =>
                new Registered(c.Card.AfterAnswer(e.On), Liveliness.Active),
            (Registered c, CommunityEvent.LifeSignSeen e) =>
                new Registered(c.Card.AfterSign(e.On), Liveliness.Active),
            (Registered c, CommunityEvent.FellDormant) => c with { Liveliness = Liveliness.Dormant },

            (Registered c, CommunityEvent.Closed e) => new Closed(c.Card, c.Liveliness, e.Reason),
            (Closed c, CommunityEvent.Reopened) => new Registered(c.Card, c.Before),

            (Registered c, CommunityEvent.Absorbed e) =>
                c with { Card = c.Card with { Absorbed = c.Card.Absorbed.Add(e.Other) } },
            (Registered c, CommunityEvent.Released e) => c with { Card = LetGo(c.Card, e.Other) },
            (Closed c, CommunityEvent.Released e) => c with { Card = LetGo(c.Card, e.Other) },
            (Proposed or Registered, CommunityEvent.MergedInto e) => new Merged(community, e.Survivor),
            (Merged c, CommunityEvent.MergeUndone) => c.Before,

            (Proposed c, _) when c.Card.After(happened) is { } card => c with { Card = card },
            (Registered c, _) when c.Card.After(happened) is { } card => c with { Card = card },
            _ => throw new EventOutOfPlaceException(community, happened),
        };

    /// <summary>What is on record of the community, also of one that was merged; null while nothing
    /// is.</summary>
    public Card? CardOrNone() => this switch
    {
        Proposed c => c.Card,
        Registered c => c.Card,
        Rejected c => c.Card,
        Closed c => c.Card,
        Merged c => c.Before.CardOrNone(),
        _ => null,
    };

    private static Card LetGo(Card card, CommunityId other) =>
        card with { Absorbed = card.Absorbed.Without(other) };

    private Community() { }
}

/// <summary>Whether a registered community shows life.</summary>
public enum Liveliness
{
    /// <summary>Registered; nothing has been seen of it yet.</summary>
    Registered,
    Active,
    Dormant,
}

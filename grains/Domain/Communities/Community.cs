namespace CommunityGrains.Domain.Communities;

/// <summary>A community as its events have made it.</summary>
public abstract record Community
{
    public sealed record Unknown : Community;

    public sealed record Proposed(Card Card, PersonId By) : Community;

    public sealed record Registered(Card Card, Liveliness Liveliness) : Community;

    public sealed record Rejected(Card Card, string Reason) : Community;

    public sealed record Closed(Card Card, Liveliness Before, string Reason) : Community;

    /// <summary>Taken into another record; <c>Before</c> is what it was and becomes again if undone.</summary>
    public sealed record Merged(Community Before, CommunityId Survivor) : Community;

    public static readonly Community Initial = new Unknown();

    public static Community Evolve(Community community, CommunityEvent happened) =>
        throw new EventOutOfPlaceException(community, happened);

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

/// <summary>All that is on record of one community. <c>Overridden</c> holds what the office's register last
/// said where a person has corrected it since.</summary>
public sealed record Card(
    RegisterEntry Entry,
    Contact? Head,
    ValueList<FieldChange> Overridden,
    GeoArea? Boundary,
    ValueList<InfrastructureText> Infrastructure,
    DateOnly? LastSignOn,
    DateOnly? AskedOn,
    ValueList<CommunityId> Suspected,
    ValueList<CommunityId> Dismissed,
    ValueList<CommunityId> Absorbed);

/// <summary>What is known of one of the six elements.</summary>
public sealed record InfrastructureText(InfrastructureElement Element, string Text);

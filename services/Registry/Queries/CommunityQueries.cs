using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;

namespace CommunityGrains.Registry.Queries;

/// <summary>What to find. Filters hold together (and). <c>Text</c>: words in any order, parts of words, е or
/// ё, any case; over name, address, settlement, municipality, topics, register number, ИНН, ОГРН.
/// <c>Limit</c>: 1…200.</summary>
public sealed record CommunityQuery(string Region)
{
    public string? Text { get; init; }

    public MunicipalityId? Municipality { get; init; }

    public CommunityForm? Form { get; init; }

    public CommunityBasis? Basis { get; init; }

    /// <summary>Null: those that count (proposed and registered, active and dormant ones), not the closed,
    /// rejected and merged.</summary>
    public CommunityStatus? Status { get; init; }

    public LeaderStanding? Leader { get; init; }

    public string? Topic { get; init; }

    /// <summary>Only those with a point inside.</summary>
    public GeoBox? Within { get; init; }

    /// <summary>Only those with possible duplicates nobody has decided on.</summary>
    public bool SuspectedOnly { get; init; }

    /// <summary>Only those of these; null: of all.</summary>
    public IReadOnlyList<CommunityId>? Among { get; init; }

    public AsOf? AsOf { get; init; }

    public CommunityOrder Order { get; init; } = CommunityOrder.Name;

    public string? Cursor { get; init; }

    public int Limit { get; init; } = 50;
}

public enum CommunityOrder
{
    /// <summary>By name; the best matches first when there is a text.</summary>
    Name,

    /// <summary>Latest sign of life first.</summary>
    LastSign,

    /// <summary>Latest change first.</summary>
    Changed,
}

/// <summary>Where a community stands; the names are used in addresses and files.</summary>
public enum CommunityStatus
{
    Proposed,
    Registered,
    Active,
    Dormant,
    Rejected,
    Closed,
    Merged,
}

/// <summary>The best standing among those who claim to lead a community.</summary>
public enum LeaderStanding
{
    /// <summary>Nobody claims to lead it.</summary>
    None,
    Claimed,
    UnderReview,
    Contested,
    Verified,
    Refused,
    Revoked,
    Expired,
    SteppedDown,
}

/// <summary>A rectangle in degrees.</summary>
public sealed record GeoBox(double South, double West, double North, double East);

/// <summary>A community in a list. <c>Version</c>: of its stream, for If-Match. <c>ChangedAt</c>: when its
/// latest event was recorded. <c>Leader</c>/<c>LeaderName</c>: the claim of best standing.</summary>
public sealed record CommunityRow(
    CommunityId Id,
    long Version,
    CommunityStatus Status,
    RegisterEntry Entry,
    string MunicipalityName,
    Contact? Head,
    LeaderStanding Leader,
    PersonName? LeaderName,
    DateOnly? LeaderUntil,
    int Initiatives,
    int Suspected,
    DateOnly? LastSignOn,
    CommunityId? MergedInto,
    DateOnly ValidFrom,
    DateTimeOffset ChangedAt);

/// <summary>A community with everything on record. <c>Overridden</c>: fields a person corrected, with what
/// the office's register says.</summary>
public sealed record CommunityDetails(
    CommunityRow Row,
    IReadOnlyList<FieldChange> Overridden,
    GeoArea? Boundary,
    IReadOnlyList<InfrastructureText> Infrastructure,
    DateOnly? AskedOn,
    IReadOnlyList<CommunityLink> Suspected,
    IReadOnlyList<CommunityLink> Absorbed,
    CommunityLink? Survivor,
    IReadOnlyList<LeaderRow> Leaders,
    IReadOnlyList<InitiativeRow> Initiatives);

/// <summary>Another community, by name.</summary>
public sealed record CommunityLink(
    CommunityId Id, string Name, string MunicipalityName, CommunityStatus Status);

/// <summary>How many there are. <c>Located</c>: of them, those with a point on the map.</summary>
public sealed record CommunityFacets(
    int Total,
    int Located,
    IReadOnlyList<MunicipalityFacet> Municipalities,
    IReadOnlyDictionary<CommunityForm, int> Forms,
    IReadOnlyDictionary<CommunityStatus, int> Statuses,
    IReadOnlyDictionary<LeaderStanding, int> Leaders);

public sealed record MunicipalityFacet(MunicipalityId Id, string Name, int Count);

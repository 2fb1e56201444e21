using System.Text.Json.Serialization;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.Registry.Views;

namespace CommunityGrains.Registry.Queries;

/// <summary>Municipalities; <c>Text</c> as in <see cref="CommunityQuery"/>. Those merged into others are left
/// out unless <c>IncludeMerged</c>.</summary>
public sealed record MunicipalityQuery(string Region)
{
    public string? Text { get; init; }

    public bool IncludeMerged { get; init; }

    public AsOf? AsOf { get; init; }

    public string? Cursor { get; init; }

    public int Limit { get; init; } = 50;
}

/// <summary><c>OwnRegion</c>: where it lies, which may differ from the centre's region.
/// <c>Communities</c>: those that count.</summary>
public sealed record MunicipalityRow(
    MunicipalityId Id,
    long Version,
    string Name,
    string OfficialName,
    MunicipalityForm Form,
    string OwnRegion,
    string? Oktmo,
    GeoPoint? Centre,
    bool HasBoundary,
    MunicipalityId? Successor,
    int Communities,
    DateOnly ValidFrom,
    DateTimeOffset ChangedAt);

public sealed record MunicipalityDetails(
    MunicipalityRow Row,
    IReadOnlyList<NameFrom> Names,
    IReadOnlyList<CodeFrom> Codes,
    GeoArea? Boundary);

/// <summary>Claims to lead. <c>Text</c>: words of the community's name, or of <c>People</c>'s, for whoever
/// may know them: names of people are in no view.</summary>
public sealed record LeaderQuery(string Region)
{
    public string? Text { get; init; }

    public CommunityId? Community { get; init; }

    public MunicipalityId? Municipality { get; init; }

    public LeaderStanding? Standing { get; init; }

    /// <summary>Only those that wait for a decision: claimed, under review, contested.</summary>
    public bool WaitingOnly { get; init; }

    /// <summary>Only those of communities in these municipalities, or of these communities; null: wherever
    /// they are.</summary>
    public LeadersWithin? Within { get; init; }

    /// <summary>Who the text means; not part of what makes a list the list it is.</summary>
    [JsonIgnore]
    public FoundPeople? People { get; init; }

    public AsOf? AsOf { get; init; }

    public string? Cursor { get; init; }

    public int Limit { get; init; } = 50;
}

/// <summary>Places that claims may be of, any of them.</summary>
public sealed record LeadersWithin(
    ValueList<MunicipalityId> Municipalities, ValueList<CommunityId> Communities);

/// <summary>Whom the words of a text mean. <c>ByWord</c>: by each of <see cref="Words"/>. <c>ByAll</c>: by
/// the text as a whole, such as a phone with spaces.</summary>
public sealed record FoundPeople(
    IReadOnlyDictionary<string, IReadOnlyCollection<PersonId>> ByWord, IReadOnlyCollection<PersonId> ByAll)
{
    /// <summary>The words of a text, as search sees them.</summary>
    public static IReadOnlyList<string> Words(string? text) => SearchText.Words(text);
}

public sealed record LeaderRow(
    LeaderId Id,
    long Version,
    Contact Person,
    CommunityId Community,
    string CommunityName,
    string MunicipalityName,
    LeaderRole Role,
    string RoleText,
    DateOnly? From,
    LeaderStanding Standing,
    DateOnly? Until,
    IReadOnlyDictionary<EvidenceClass, int> Evidence,
    DateOnly ValidFrom,
    DateTimeOffset ChangedAt)
{
    /// <summary>The community's, for rights; null when there is no such community.</summary>
    [JsonIgnore]
    public MunicipalityId? Municipality { get; init; }
}

/// <summary>A claim with its evidence and the decision in force. <c>Reason</c>: of refusal, dispute or
/// revocation.</summary>
public sealed record LeaderDetails(
    LeaderRow Row, PersonId RaisedBy, IReadOnlyList<Evidence> Evidence, Verification? Verification,
    string? Reason);

public sealed record InitiativeQuery(string Region)
{
    public string? Text { get; init; }

    public CommunityId? Community { get; init; }

    public MunicipalityId? Municipality { get; init; }

    public InitiativeStatus? Status { get; init; }

    public AsOf? AsOf { get; init; }

    public string? Cursor { get; init; }

    public int Limit { get; init; } = 50;
}

/// <summary>Where an initiative stands: its stage while under way, else what became of it.</summary>
public enum InitiativeStatus
{
    Analysis,
    Design,
    Implementation,
    Evaluation,
    Finished,
    Paused,
    Dropped,
}

/// <summary><c>Received</c>: contributions in money and kind together. <c>Stage</c>: the stage reached, also
/// when paused or dropped.</summary>
public sealed record InitiativeRow(
    InitiativeId Id,
    long Version,
    string Title,
    MunicipalityId Municipality,
    string MunicipalityName,
    IReadOnlyList<InitiativeCommunity> Communities,
    LeaderId? Leader,
    InitiativeStatus Status,
    Stage Stage,
    int Volunteers,
    decimal Hours,
    Money Received,
    int Supporters,
    DateOnly ValidFrom,
    DateTimeOffset ChangedAt);

public sealed record InitiativeCommunity(CommunityId Id, string Name);

/// <summary><c>Missing</c>: what the next step still requires, as codes.</summary>
public sealed record InitiativeDetails(
    InitiativeRow Row, Dossier Dossier, string? Reason, IReadOnlyList<string> Missing)
{
    /// <summary>It was asked what holds it up, and nothing has been recorded since.</summary>
    public Standstill? Standstill { get; init; }
}

/// <summary>One event of a record, told for people. <c>Event</c>: its stored name. <c>Changes</c>: fields
/// from what to what, in canonical text. <c>Facts</c>: the event's other values by name (source, basis,
/// reason, until …). <c>Account</c>: who acted.</summary>
public sealed record HistoryEntry(
    long Position,
    long Version,
    string Event,
    DateTimeOffset RecordedAt,
    DateOnly BusinessDate,
    string Account,
    Guid Command,
    IReadOnlyList<HistoryChange> Changes,
    IReadOnlyDictionary<string, string> Facts);

public sealed record HistoryChange(string Field, string? From, string? To);

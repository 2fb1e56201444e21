using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Municipalities;

namespace CommunityGrains.Registry.Queries;

// What is needed to recognise a record again: for imports, which read all of a region once.

/// <summary>A community on record, whatever its status. <c>StatedName</c>: what the office's register last
/// called it, where a person has corrected the name since; else null. <c>Survivor</c>: the record it was
/// merged into.</summary>
public sealed record CommunityIdentity(
    CommunityId Id, CommunityStatus Status, RegisterEntry Entry, string? StatedName, Contact? Head,
    CommunityId? Survivor);

/// <summary>A municipality on record with every name and code it ever had.</summary>
public sealed record MunicipalityIdentity(
    MunicipalityId Id, string OwnRegion, IReadOnlyList<NameFrom> Names, IReadOnlyList<CodeFrom> Codes,
    MunicipalityId? Successor);

/// <summary>A claim on record.</summary>
public sealed record LeaderIdentity(
    LeaderId Id, CommunityId Community, Contact Person, LeaderStanding Standing);

/// <summary>An initiative on record.</summary>
public sealed record InitiativeIdentity(
    InitiativeId Id, string Title, MunicipalityId Municipality, IReadOnlyList<CommunityId> Communities);

using System.Runtime.InteropServices;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Municipalities;

namespace CommunityGrains.Registry.Queries;

/// <summary>
/// The region seen from above: where communities and municipalities lie, and how many there are of what.
/// Nothing of it is personal, so that everybody is answered alike; and every answer is kept while the views
/// stand where they stood, so that many may look at once.
/// </summary>
public interface IAtlas
{
    /// <summary>Where the communities lie that the query finds, in the order in which they were last changed.
    /// Those without a point are left out; order, cursor and limit are ignored.</summary>
    ValueTask<CommunityPoints> PointsAsync(CommunityQuery query, CancellationToken cancel = default);

    /// <summary>What stands at some points. A key that is no point's of the region is left out.</summary>
    ValueTask<IReadOnlyList<CommunityAtPoint>> AtAsync(
        string region, IReadOnlyCollection<long> keys, AsOf? asOf = null, CancellationToken cancel = default);

    /// <summary>The areas of a region's municipalities, without those that became part of others.</summary>
    ValueTask<MunicipalityAreas> AreasAsync(
        string region, AsOf? asOf = null, CancellationToken cancel = default);

    /// <summary>Every municipality the query finds, in the order of their names, with its numbers. Cursor and
    /// limit are ignored.</summary>
    ValueTask<MunicipalityNumbers> MunicipalitiesAsync(
        MunicipalityQuery query, CancellationToken cancel = default);

    /// <summary>How many initiatives the query finds, by where they stand, whatever status it asks
    /// for.</summary>
    ValueTask<InitiativeNumbers> InitiativesAsync(InitiativeQuery query, CancellationToken cancel = default);
}

/// <summary>Points of the map. <c>Position</c>: the log position that the answer rests on.</summary>
public sealed record CommunityPoints(IReadOnlyList<CommunityPoint> Points, long Position);

/// <summary>Where a community lies, in ten-millionths of a degree. <c>Key</c>: what
/// <see cref="IAtlas.AtAsync"/> knows it by; a number, because thousands of ids would weigh more
/// than all the rest.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CommunityPoint(
    long Key, int LatitudeE7, int LongitudeE7, CommunityStatus Status, LeaderStanding Leader);

/// <summary>What the map says of a community.</summary>
public sealed record CommunityAtPoint(
    long Key, CommunityId Id, string Name, CommunityForm Form, string MunicipalityName, string? Address,
    CommunityStatus Status, LeaderStanding Leader);

public sealed record MunicipalityAreas(IReadOnlyList<MunicipalityArea> Areas);

public sealed record MunicipalityArea(MunicipalityId Id, string Name, GeoPoint? Centre, GeoArea? Boundary);

public sealed record MunicipalityNumbers(IReadOnlyList<MunicipalitySummary> Rows);

/// <summary>A municipality in numbers. <c>Communities</c>: all of them by status, also those that do not
/// count. The others speak of those that count: <c>Leaders</c> by the best standing, <c>Members</c> and
/// <c>Residents</c> as far as the register says.</summary>
public sealed record MunicipalitySummary(
    MunicipalityId Id,
    string Name,
    string OfficialName,
    MunicipalityForm Form,
    string OwnRegion,
    string? Oktmo,
    IReadOnlyDictionary<CommunityStatus, int> Communities,
    IReadOnlyDictionary<LeaderStanding, int> Leaders,
    IReadOnlyDictionary<InitiativeStatus, int> Initiatives,
    long Members,
    long Residents)
{
    /// <summary>Those that count.</summary>
    public int Counting => Leaders.Values.Sum();
}

public sealed record InitiativeNumbers(IReadOnlyDictionary<InitiativeStatus, int> Statuses)
{
    public int Total => Statuses.Values.Sum();
}

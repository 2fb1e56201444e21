using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Web.Specs.Sample;

/// <summary>The sample seen from above: every third community has a point, three share one, every
/// municipality but the last has a boundary.</summary>
internal sealed class SampleAtlas(SampleRegistry registry) : IAtlas
{
    public async ValueTask<CommunityPoints> PointsAsync(
        CommunityQuery query, CancellationToken cancel = default)
    {
        var points = new List<CommunityPoint>();
        await foreach (var row in registry.StreamCommunitiesAsync(query, cancel))
        {
            if (row.Entry.Location is { } place)
            {
                points.Add(new CommunityPoint(
                    KeyOf(row), (int)(place.Latitude * 1e7), (int)(place.Longitude * 1e7), row.Status,
                    row.Leader));
            }
        }

        return new CommunityPoints(points, 1);
    }

    public ValueTask<IReadOnlyList<CommunityAtPoint>> AtAsync(
        string region, IReadOnlyCollection<long> keys, AsOf? asOf = null,
        CancellationToken cancel = default) =>
        ValueTask.FromResult<IReadOnlyList<CommunityAtPoint>>([.. SampleData.Communities
            .Where(row => keys.Contains(KeyOf(row)))
            .Select(row => new CommunityAtPoint(
                KeyOf(row), row.Id, row.Entry.Name, row.Entry.Form, row.MunicipalityName, row.Entry.Address,
                row.Status, row.Leader))]);

    public ValueTask<MunicipalityAreas> AreasAsync(
        string region, AsOf? asOf = null, CancellationToken cancel = default) =>
        ValueTask.FromResult(new MunicipalityAreas([.. SampleData.Municipalities.Select((row, index) =>
            new MunicipalityArea(
                row.Id, row.Name, SampleData.CentreOf(index),
                index == SampleData.Municipalities.Count - 1 ? null : SampleData.AreaOf(index)))]));

    public async ValueTask<MunicipalityNumbers> MunicipalitiesAsync(
        MunicipalityQuery query, CancellationToken cancel = default)
    {
        var page = await registry.MunicipalitiesAsync(query with { Cursor = null, Limit = 200 }, cancel);
        return new MunicipalityNumbers([.. page.Items.Select(Summary)]);
    }

    public async ValueTask<InitiativeNumbers> InitiativesAsync(
        InitiativeQuery query, CancellationToken cancel = default) => new(
            (await registry.InitiativesAsync(
                query with { Status = null, Cursor = null, Limit = 200 }, cancel)).Items
                .CountBy(row => row.Status).ToDictionary());

    private static MunicipalitySummary Summary(MunicipalityRow row)
    {
        var own = SampleData.Communities.Where(one => one.Entry.Municipality == row.Id).ToList();
        var counting = own.Where(one => one.Status is CommunityStatus.Proposed or CommunityStatus.Registered
            or CommunityStatus.Active or CommunityStatus.Dormant).ToList();
        return new MunicipalitySummary(
            row.Id, row.Name, row.OfficialName, row.Form, row.OwnRegion, row.Oktmo,
            own.CountBy(one => one.Status).ToDictionary(), counting.CountBy(one => one.Leader).ToDictionary(),
            SampleData.Initiatives.Where(one => one.Municipality == row.Id).CountBy(one => one.Status)
                .ToDictionary(),
            counting.Sum(one => one.Entry.Members ?? 0), counting.Sum(one => one.Entry.Residents ?? 0));
    }

    private static long KeyOf(CommunityRow row) => SampleData.Communities.ToList().IndexOf(row) + 1;
}

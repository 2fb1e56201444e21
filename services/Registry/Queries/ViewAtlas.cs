using System.Text.Json;
using CommunityGrains.Registry.Queries.Answering;

namespace CommunityGrains.Registry.Queries;

/// <summary>The atlas drawn from the views.</summary>
public sealed class ViewAtlas(Moments moments) : IAtlas
{
    // A region's points take about half a megabyte, its areas several.
    private const int HeavyMax = 8, LightMax = 64;

    private readonly AnswersAtPosition<CommunityPoints> points = new(HeavyMax);
    private readonly AnswersAtPosition<MunicipalityAreas> areas = new(HeavyMax);
    private readonly AnswersAtPosition<MunicipalityNumbers> municipalities = new(LightMax);
    private readonly AnswersAtPosition<InitiativeNumbers> initiatives = new(LightMax);

    public async ValueTask<CommunityPoints> PointsAsync(
        CommunityQuery query, CancellationToken cancel = default)
    {
        await using var moment = await moments.OpenAsync(query.Region, query.AsOf, cancel);
        return await points.GetOrAddAsync(
            (moment.Epoch, moment.Position),
            Question(query with { Cursor = null, Limit = 0, Order = default }),
            () => Points.FindAsync(moment, query));
    }

    public async ValueTask<IReadOnlyList<CommunityAtPoint>> AtAsync(
        string region, IReadOnlyCollection<long> keys, AsOf? asOf = null, CancellationToken cancel = default)
    {
        if (keys.Count == 0) return [];
        await using var moment = await moments.OpenAsync(region, asOf, cancel);
        return await Points.AtAsync(moment, region, keys);
    }

    public async ValueTask<MunicipalityAreas> AreasAsync(
        string region, AsOf? asOf = null, CancellationToken cancel = default)
    {
        await using var moment = await moments.OpenAsync(region, asOf, cancel);
        // Boundaries are long to read and seldom change: what happens elsewhere does not forget them.
        var latest = await Areas.LatestChangeAsync(moment, region);
        return await areas.GetOrAddAsync(
            (moment.Epoch, latest), Question(new { region, asOf }), () => Areas.ReadAsync(moment, region));
    }

    public async ValueTask<MunicipalityNumbers> MunicipalitiesAsync(
        MunicipalityQuery query, CancellationToken cancel = default)
    {
        await using var moment = await moments.OpenAsync(query.Region, query.AsOf, cancel);
        return await municipalities.GetOrAddAsync(
            (moment.Epoch, moment.Position), Question(query with { Cursor = null, Limit = 0 }),
            () => Numbers.OfMunicipalitiesAsync(moment, query));
    }

    public async ValueTask<InitiativeNumbers> InitiativesAsync(
        InitiativeQuery query, CancellationToken cancel = default)
    {
        await using var moment = await moments.OpenAsync(query.Region, query.AsOf, cancel);
        var question = query with { Cursor = null, Limit = 0, Status = null };
        return await initiatives.GetOrAddAsync(
            (moment.Epoch, moment.Position), Question(question),
            () => Numbers.OfInitiativesAsync(moment, question));
    }

    private static string Question<T>(T query) => JsonSerializer.Serialize(query);
}

namespace CommunityGrains.Engine.Contract;

/// <summary>The grains on Orleans. Another engine over the same store is a cluster of its own: so a second
/// activation of each grain is there whenever the suite asks for another program.</summary>
public sealed class OrleansOverPostgreSql : EngineContract
{
    private readonly StoresOnServer stores = new();
    private readonly List<ShelfCluster> clusters = [];

    // Each death takes three clusters, and the process that dies is the same on every engine.
    protected override int StepsBetweenDeaths => 3;

    protected override ValueTask<FaultyStore> OpenAsync() => stores.OpenAsync();

    protected override ValueTask<FaultyStore> OpenAgainAsync() => stores.OpenAgainAsync();

    protected override async ValueTask<IGrains> StartAsync(FaultyStore over, EngineOptions options)
    {
        clusters.Add(await ShelfCluster.StartAsync(over, over, options));
        return clusters[^1].Grains();
    }

    protected override async ValueTask CloseAsync()
    {
        foreach (var cluster in clusters) await cluster.DisposeAsync();
        await stores.DisposeAsync();
    }
}

using CommunityGrains.Orleans;

namespace CommunityGrains.Engine.Contract;

/// <summary>The grains on Orleans. Another engine over the same store is a cluster of its own: so a second
/// activation of each grain is there whenever the suite asks for another program.</summary>
public abstract class OrleansContract : EngineContract
{
    private readonly List<ShelfCluster> clusters = [];

    protected override async ValueTask<IGrains> StartAsync(FaultyStore over, EngineOptions options)
    {
        clusters.Add(await ShelfCluster.StartAsync(over, over, options));
        return clusters[^1].Grains();
    }

    protected override async ValueTask CloseAsync()
    {
        foreach (var cluster in clusters) await cluster.DisposeAsync();
    }
}

public sealed class OrleansOverMemory : OrleansContract
{
    private FaultyStore? store;

    protected override ValueTask<FaultyStore> OpenAsync()
    {
        var notes = new MemoryNotes();
        return new(store = new FaultyStore(new MemoryLog(), notes, notes));
    }

    protected override ValueTask<FaultyStore> OpenAgainAsync() => new(store!.Again());
}

using CommunityGrains.Engine;
using CommunityGrains.Host.Serving;
using CommunityGrains.Host.Stores;

namespace CommunityGrains.Host.Engines;

/// <summary>The grains within this process.</summary>
public sealed class LocalEngine(IStore store, TimeProvider clock) : IEngine
{
    private readonly LocalGrains grains = new(store.Log, store.Snapshots, clock: clock);

    public IGrains Grains => grains;

    public PartHealth? Health => null;

    public static ValueTask<IEngine> OpenAsync(IStore store, HostOptions options, CancellationToken cancel) =>
        new(new LocalEngine(store, options.Clock));

    public Task KeepTimeAsync(Func<CancellationToken, Task<bool>> round, CancellationToken cancel) =>
        EveryHour.MakeAsync(round, clock, cancel);

    public ValueTask DisposeAsync() => grains.DisposeAsync();
}

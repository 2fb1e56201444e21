using CommunityGrains.EventLog;
using CommunityGrains.Orleans;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace CommunityGrains.Engine.Contract;

/// <summary>A cluster of silos within this process, over one store, and a client that asks it.</summary>
internal sealed class ShelfCluster : IAsyncDisposable
{
    private ShelfCluster(InProcessTestCluster silos) => Silos = silos;

    public InProcessTestCluster Silos { get; }

    /// <summary>Starts it. Each silo decides by itself, as silos on machines of their own do.</summary>
    public static async Task<ShelfCluster> StartAsync(
        IEventLog log, ISnapshots snapshots, EngineOptions? options = null, short silosCount = 1)
    {
        var builder = new InProcessTestClusterBuilder(silosCount);
        builder.Options.ConfigureFileLogging = false;
        builder.Options.ClusterId = Guid.NewGuid().ToString("N");
        builder.ConfigureSilo((_, silo) => silo.AddGrains(_ => new Deciding(
            log, snapshots, options, new KnownKinds([Shelf.Kind]), Shelf.Catalogue)));
        builder.ConfigureClient(client => client.AddGrains());
        var cluster = new ShelfCluster(builder.Build());
        await cluster.Silos.DeployAsync();
        return cluster;
    }

    /// <summary>A door to it from outside. Whoever leaves waits long enough for the grain's word, also while
    /// the machine is busy: what the suite asks is what that word is worth.</summary>
    public OrleansGrains Grains() => new(
        Silos.Client, Silos.Silos[0].ServiceProvider.GetRequiredService<Deciding>(),
        new KnownKinds([Shelf.Kind]), Shelf.Catalogue,
        new OrleansGrainsOptions { FarewellMax = TimeSpan.FromSeconds(5) });

    public async ValueTask DisposeAsync()
    {
        await Silos.StopAllSilosAsync();
        await Silos.DisposeAsync();
    }
}

using System.Net;
using CommunityGrains.EndToEnd;
using CommunityGrains.Host;
using CommunityGrains.Host.Engines;
using CommunityGrains.Host.Stores;
using CommunityGrains.Tests;

namespace CommunityGrains.Silo.Specs;

/// <summary>Two silos as the program has them, within this process, over one database.</summary>
internal sealed class ClusterOfTwo : IAsyncDisposable
{
    private readonly List<(IEngine Engine, IStore Store)> silos = [];
    private readonly HostOptions program;

    private ClusterOfTwo(string database)
    {
        Connection = database;
        program = new HostOptions { Store = StoreChoice.Parse(database)! };
    }

    public string Connection { get; }

    public IEngine this[int index] => silos[index].Engine;

    /// <param name="roles">Each one's; all by default.</param>
    public static async Task<ClusterOfTwo> StartAsync(ClusterPlace? place = null, Roles[]? roles = null)
    {
        var cluster = new ClusterOfTwo(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync());
        for (var number = 0; number < 2; number++)
            await cluster.StartAnotherAsync(place, roles?[number] ?? Roles.All);
        return cluster;
    }

    /// <summary>Starts one more silo.</summary>
    public async Task StartAnotherAsync(ClusterPlace? place = null, Roles roles = Roles.All)
    {
        var store = await Host.Stores.Store.OpenAsync(program.Store, TimeProvider.System);
        var engine = await ClusterEngine.OpenAsync(
            (place ?? new ClusterPlace()) with
            {
                Silo = new IPEndPoint(IPAddress.Loopback, Installation.FreePort()),
                GatewayPort = Installation.FreePort(),
            },
            store, program with { Roles = roles }, CancellationToken.None, logging: static _ => { });
        silos.Add((engine, store));
    }

    /// <summary>One leaves in good order.</summary>
    public async Task StopAsync(int index)
    {
        var (engine, store) = silos[index];
        silos.RemoveAt(index);
        await engine.DisposeAsync();
        await store.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        while (silos.Count > 0) await StopAsync(0);
    }
}

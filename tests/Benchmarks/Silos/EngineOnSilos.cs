using System.Net;
using System.Net.Sockets;
using CommunityGrains.Host.Engines;
using CommunityGrains.Host.Stores;
using CommunityGrains.Silo;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using HostOptions = CommunityGrains.Host.HostOptions;

namespace CommunityGrains.Benchmarks.PostgreSql;

// Only built with Orleans (Orleans.props). The silos are the program's own, all in this process: what they
// need of the machine they take from each other.
internal static partial class EngineBenchmark
{
    static partial void AddSilos(List<Contestant> contestants, Laboratory laboratory)
    {
        contestants.Add(new("grain call, nothing stored", () => BareCallsAsync(laboratory)));
        contestants.Add(new("one silo", () => SilosAsync(laboratory, 1)));
        contestants.Add(new("two silos", () => SilosAsync(laboratory, 2)));
    }

    // What a silo tells would stand among the figures.
    private static void Silent(ILoggingBuilder journal)
    {
    }

    private static Task<Measurement> SilosAsync(Laboratory laboratory, int count) =>
        laboratory.InDatabaseAsync(async (string database) =>
        {
            var program = new HostOptions { Store = StoreChoice.Parse(database)! };
            var silos = new List<(IEngine Engine, IStore Store)>();
            try
            {
                while (silos.Count < count)
                {
                    var store = await Store.OpenAsync(program.Store, TimeProvider.System);
                    var engine = await ClusterEngine.OpenAsync(Place(), store, program, default, Silent);
                    silos.Add((engine, store));
                }

                return await OurAppends.AskAsync(
                    laboratory, Callers, [.. silos.Select(silo => silo.Engine.Grains)]);
            }
            finally
            {
                foreach (var (engine, store) in silos)
                {
                    await engine.DisposeAsync();
                    await store.DisposeAsync();
                }
            }
        });

    private static async Task<Measurement> BareCallsAsync(Laboratory laboratory)
    {
        var place = Place();
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans(silo => silo.UseLocalhostClustering(place.Silo.Port, place.GatewayPort)
            .Configure<ClusterOptions>(cluster => cluster.ClusterId = cluster.ServiceId = "bare"));
        using var silo = builder.Build();
        await silo.StartAsync();
        var grains = silo.Services.GetRequiredService<IGrainFactory>();
        var measured = await Load.RunAsync(laboratory, Callers, () =>
        {
            var places = new Places();
            return async () =>
            {
                await grains.GetGrain<IBareGrain>(places.Next().Stream).AskAsync(Sample.Json());
                return 1;
            };
        });
        await silo.StopAsync();
        return measured;
    }

    private static ClusterPlace Place() =>
        new() { Silo = new IPEndPoint(IPAddress.Loopback, FreePort()), GatewayPort = FreePort() };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>A grain that only answers.</summary>
public interface IBareGrain : IGrainWithGuidKey
{
    Task<byte[]> AskAsync(byte[] order);
}

public sealed class BareGrain : Grain, IBareGrain
{
    public Task<byte[]> AskAsync(byte[] order) => Task.FromResult(order);
}

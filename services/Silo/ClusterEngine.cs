using System.Net.Sockets;
using CommunityGrains.Engine;
using CommunityGrains.Host;
using CommunityGrains.Host.Engines;
using CommunityGrains.Host.Serving;
using CommunityGrains.Host.Stores;
using CommunityGrains.Orleans;
using CommunityGrains.PostgreSql;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using HostOptions = CommunityGrains.Host.HostOptions;

namespace CommunityGrains.Silo;

/// <summary>
/// A silo of an Orleans cluster, or a client of one, as the program's engine. It is a host of its own within
/// the program: up before the program answers anybody, down after the last answer, so that neither has to
/// know how the other starts.
/// </summary>
public sealed class ClusterEngine : IEngine
{
    /// <summary>What Orleans keeps of the cluster: members, reminders, snapshots.</summary>
    public const string Schema = "orleans";

    private static readonly Migrations Tables =
        new("cluster", typeof(ClusterEngine).Assembly, schema: Schema);

    private readonly IHost host;
    private readonly TimeProvider clock;
    private readonly ISiloStatusOracle? members;
    private readonly Gateways? gateways;

    private ClusterEngine(IHost host, TimeProvider clock)
    {
        (this.host, this.clock) = (host, clock);
        members = host.Services.GetService<ISiloStatusOracle>();
        gateways = host.Services.GetService<Gateways>();
        Grains = new OrleansGrains(
            host.Services.GetRequiredService<IGrainFactory>(), host.Services.GetService<Deciding>());
    }

    public IGrains Grains { get; }

    public PartHealth? Health => members is not null
        ? new PartHealth(
            "cluster", members.CurrentStatus == SiloStatus.Active,
            $"{members.CurrentStatus.ToString().ToLowerInvariant()}, "
            + $"silos: {members.GetApproximateSiloStatuses(onlyActive: true).Count}")
        : new PartHealth("cluster", gateways!.Count > 0, $"client, gateways: {gateways.Count}");

    /// <summary>Brings the cluster's tables up to date and joins it.</summary>
    /// <param name="logging">Where the cluster's journal goes instead of the program's.</param>
    /// <exception cref="RefusedException">The store is no server.</exception>
    public static async ValueTask<IEngine> OpenAsync(
        ClusterPlace place, IStore store, HostOptions program, CancellationToken cancel,
        Action<ILoggingBuilder>? logging = null)
    {
        if (program.Store is not StoreChoice.Server server)
        {
            throw new RefusedException(
                "a cluster keeps its members in the PostgreSQL database that its silos share: "
                + "choose one by --store");
        }

        await using var database = server.Open();
        await Tables.ApplyAsync(database, cancel);
        var connections = database.ConnectionsFor(Schema, ClusterSetup.ConnectionsMax);
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        Composition.AddLogging(builder.Logging, logging);
        // The program is told to end, and ends this in its turn.
        builder.Services.AddSingleton<IHostLifetime, LifetimeOfTheProgram>();
        if (place.IsClient) builder.UseOrleansClient(client => client.Join(place, connections));
        else builder.UseOrleans(silo => silo.Join(place, connections, store.Log, KeepsTime(program)));
        var engine = new ClusterEngine(builder.Build(), program.Clock);
        try
        {
            await engine.host.StartAsync(cancel);
            return engine;
        }
        catch (Exception error) when (error is IOException or SocketException or OrleansException
            or OrleansConfigurationException or AddressInUseException)
        {
            await engine.GiveUpAsync();
            throw new RefusedException($"it could not join the cluster: {error.Message}");
        }
        catch
        {
            await engine.GiveUpAsync();
            throw;
        }
    }

    /// <summary>Makes the first round itself, because what died with another silo should not wait for the
    /// cluster's clock; the further ones are for the silo that is reminded. Who holds no grains is never
    /// reminded and keeps time by himself.</summary>
    public async Task KeepTimeAsync(Func<CancellationToken, Task<bool>> round, CancellationToken cancel)
    {
        if (host.Services.GetService<Rounds>() is not { } rounds)
        {
            await EveryHour.MakeAsync(round, clock, cancel);
            return;
        }

        var made = Task.CompletedTask;
        rounds.Round = () => made.IsCompleted
            ? made = EveryHour.UntilDoneAsync(round, clock, cancel)
            : made;
        var timekeeper = host.Services.GetRequiredService<IGrainFactory>()
            .GetGrain<ITimekeeperGrain>(TimekeeperGrain.Key);
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), clock);
        try
        {
            await rounds.Round();
            do
            {
                try
                {
                    await timekeeper.KeepAsync();
                    return;
                }
                catch (Exception error) when (!cancel.IsCancellationRequested)
                {
                    Log.Timeless(
                        host.Services.GetRequiredService<ILogger<ClusterEngine>>(), error.GetType().Name);
                }
            }
            while (await timer.WaitForNextTickAsync(cancel));
        }
        catch (Exception) when (cancel.IsCancellationRequested)
        {
            return; // told to end, whatever became of a call meanwhile
        }
    }

    /// <summary>Leaves the cluster in good order: what was begun is answered, and the grains move to other
    /// silos.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await host.StopAsync();
        }
        finally
        {
            // Some of what it holds can only be disposed asynchronously.
            await ((IAsyncDisposable)host).DisposeAsync();
        }
    }

    private async ValueTask GiveUpAsync()
    {
        try
        {
            await DisposeAsync();
        }
        catch (InvalidOperationException)
        {
            // It never ran, so that it cannot leave in good order either; what kept it from running is said.
        }
    }

    private static bool KeepsTime(HostOptions program) =>
        RoleTable.PartsOf(program.Roles).HasFlag(Parts.Timekeeper);

    private sealed class LifetimeOfTheProgram : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

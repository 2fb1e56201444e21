using System.Net;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.Orleans;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Storage;

namespace CommunityGrains.Silo;

/// <summary>How a silo or a client is told of its cluster.</summary>
internal static class ClusterSetup
{
    /// <summary>Connections to the database for members, reminders and snapshots, besides the program's own.
    /// </summary>
    public const int ConnectionsMax = 8;

    private const string Provider = "Npgsql";

    // Orders that may wait for one grain; who comes then is told to come again, and does (OrleansGrains).
    private const int WaitingMax = 10_000;

    /// <param name="keepsTime">Whether the program has a round to make when it is reminded.</param>
    public static void Join(
        this ISiloBuilder silo, ClusterPlace place, string connections, IEventLog log, bool keepsTime)
    {
        silo.UseAdoNetClustering(
            table => (table.Invariant, table.ConnectionString) = (Provider, connections));
        silo.UseAdoNetReminderService(
            table => (table.Invariant, table.ConnectionString) = (Provider, connections));
        silo.AddAdoNetGrainStorageAsDefault(
            table => (table.Invariant, table.ConnectionString) = (Provider, connections));
        silo.Configure<ClusterOptions>(cluster => Name(cluster, place));
        silo.Configure<EndpointOptions>(endpoint => Place(endpoint, place));
        silo.Configure<ClusterMembershipOptions>(Watch);
        silo.Configure<GrainCollectionOptions>(memory => memory.CollectionAge = place.IdleTimeMax);
        silo.Configure<SiloMessagingOptions>(messages => messages.MaxEnqueuedRequestsHardLimit = WaitingMax);
        silo.AddActivityPropagation();
        silo.Configure<ReminderOptions>(reminders =>
        {
            if (place.BetweenRounds < reminders.MinimumReminderPeriod)
                reminders.MinimumReminderPeriod = place.BetweenRounds;
        });
        // Then he lives on others.
        if (!keepsTime)
        {
            silo.Services.PostConfigure<GrainTypeOptions>(
                types => types.Classes.Remove(typeof(TimekeeperGrain)));
        }

        silo.Services.AddSingleton(new Rounds { Between = place.BetweenRounds });
        silo.AddGrains(
            all => new Deciding(log, new StoredSnapshots(all.GetRequiredService<IGrainStorage>())));
    }

    public static void Join(this IClientBuilder client, ClusterPlace place, string connections)
    {
        client.UseAdoNetClustering(
            table => (table.Invariant, table.ConnectionString) = (Provider, connections));
        client.Configure<ClusterOptions>(cluster => Name(cluster, place));
        client.Configure<GatewayOptions>(
            gateways => gateways.GatewayListRefreshPeriod = TimeSpan.FromSeconds(5));
        var gateways = new Gateways();
        client.Services.AddSingleton(gateways);
        client.AddGatewayCountChangedHandler(
            (_, change) => gateways.Count = change.NumberOfConnectedGateways);
        client.AddActivityPropagation();
        client.AddGrains();
    }

    private static void Name(ClusterOptions cluster, ClusterPlace place) =>
        (cluster.ClusterId, cluster.ServiceId) = (place.Name, ClusterPlace.ServiceId);

    private static void Place(EndpointOptions endpoint, ClusterPlace place)
    {
        endpoint.AdvertisedIPAddress = place.Silo.Address;
        endpoint.SiloPort = place.Silo.Port;
        endpoint.GatewayPort = place.GatewayPort;
        var listen = place.Listen ?? place.Silo;
        endpoint.SiloListeningEndpoint = listen;
        endpoint.GatewayListeningEndpoint = new IPEndPoint(listen.Address, place.GatewayPort);
    }

    // Three probes of two seconds, whatever the answers before took: a silo that does not answer for about
    // six seconds is dead to the others, and its grains live elsewhere. Should it live after all, the log
    // keeps the two apart; so there is no need to be slow about it. Alive it says so often enough that who
    // joins does not wait for one that is long gone.
    private static void Watch(ClusterMembershipOptions members)
    {
        members.ProbeTimeout = members.MinProbeTimeout = members.MaxProbeTimeout = TimeSpan.FromSeconds(2);
        members.NumMissedProbesLimit = 3;
        members.TableRefreshTimeout = TimeSpan.FromSeconds(10);
        members.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
    }
}

/// <summary>The silos that a client is connected to.</summary>
internal sealed class Gateways
{
    public int Count { get; set; }
}

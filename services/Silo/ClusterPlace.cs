using System.Net;

namespace CommunityGrains.Silo;

/// <summary>This program's place in a cluster.</summary>
public sealed record ClusterPlace
{
    /// <summary>The service that reminders and snapshots belong to: one per deployment, whichever cluster
    /// serves it.</summary>
    public const string ServiceId = "communitygrains";

    public const int DefaultSiloPort = 11111;

    public const int DefaultGatewayPort = 30000;

    /// <summary>The cluster's name. Silos of one name find each other in the deployment's database.</summary>
    public string Name { get; init; } = "communitygrains";

    /// <summary>Asks the cluster without being one of its silos: holds no grains.</summary>
    public bool IsClient { get; init; }

    /// <summary>Where the other silos reach this one. It must be this machine's, and a private network's:
    /// whoever reaches it can ask anything.</summary>
    public IPEndPoint Silo { get; init; } = new(IPAddress.Loopback, DefaultSiloPort);

    /// <summary>Where clients reach it, at the same address.</summary>
    public int GatewayPort { get; init; } = DefaultGatewayPort;

    /// <summary>Where it listens for other silos when that is not where they reach it (port
    /// forwarding).</summary>
    public IPEndPoint? Listen { get; init; }

    /// <summary>How often the cluster looks for what is due.</summary>
    public TimeSpan BetweenRounds { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The least that <see cref="IdleTimeMax"/> may be: Orleans looks each minute.</summary>
    public const int IdleMinutesMin = 2;

    /// <summary>How long a grain stays in memory without being asked.</summary>
    public TimeSpan IdleTimeMax { get; init; } = TimeSpan.FromMinutes(15);
}

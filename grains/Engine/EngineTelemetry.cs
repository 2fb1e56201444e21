using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CommunityGrains.Engine;

/// <summary>What the engine says of itself, under the one name <see cref="Name"/>. Tags carry kinds and
/// outcomes, never contents, and in metrics no ids.</summary>
public static class EngineTelemetry
{
    public const string Name = "CommunityGrains.Engine";

    internal static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name);

    /// <summary>By category and outcome: accepted, already-so, refused, repeated, reused, cancelled,
    /// failed.</summary>
    internal static readonly Counter<long> Commands = Meter.CreateCounter<long>(
        "communitygrains.engine.commands", "{command}", "Commands answered");

    internal static readonly Histogram<double> Latency = Meter.CreateHistogram<double>(
        "communitygrains.engine.command.duration", "s", "From asking to the durable answer");

    internal static readonly Counter<long> Conflicts = Meter.CreateCounter<long>(
        "communitygrains.engine.conflicts", "{conflict}", "Decisions repeated as another process was first");

    /// <summary>By category.</summary>
    internal static readonly Counter<long> Retries = Meter.CreateCounter<long>(
        "communitygrains.engine.retries", "{call}", "Calls sent again as the cluster was changing");

    internal static readonly UpDownCounter<long> Activations = Meter.CreateUpDownCounter<long>(
        "communitygrains.engine.activations", "{grain}", "Grains in memory");

    /// <summary>By category and source: snapshot, or log alone.</summary>
    internal static readonly Counter<long> Loads = Meter.CreateCounter<long>(
        "communitygrains.engine.loads", "{load}", "Grains read from the log");

    /// <summary>By outcome: written, skipped (too many wait), failed.</summary>
    internal static readonly Counter<long> Snapshots = Meter.CreateCounter<long>(
        "communitygrains.engine.snapshots", "{snapshot}", "Snapshots written behind");

    /// <summary>By process and outcome: accepted, refused, repeated.</summary>
    internal static readonly Counter<long> FollowUps = Meter.CreateCounter<long>(
        "communitygrains.engine.follow-ups", "{command}", "Commands that processes asked");

    internal static KeyValuePair<string, object?> Category(string category) =>
        new("grain.category", category);

    internal static KeyValuePair<string, object?> Outcome(string outcome) => new("outcome", outcome);
}

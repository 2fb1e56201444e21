using System.CommandLine;
using CommunityGrains.Engine;
using CommunityGrains.Host.Serving;
using CommunityGrains.Host.Stores;

namespace CommunityGrains.Host.Engines;

/// <summary>Who decides this program's commands. Opened with the deployment; disposing ends it in good order.
/// </summary>
public interface IEngine : IAsyncDisposable
{
    IGrains Grains { get; }

    /// <summary>Its part of the program's health; null when it is well as long as the log is.</summary>
    PartHealth? Health { get; }

    /// <summary>Has the round made, now and then again, until it is cancelled. Several programs may make it
    /// at once: whatever it asks, it asks once. It never fails.</summary>
    /// <param name="round">Gives false when it failed; it is made again then, at growing intervals.</param>
    Task KeepTimeAsync(Func<CancellationToken, Task<bool>> round, CancellationToken cancel);
}

/// <summary>Opens an engine over a store, which outlives it.</summary>
/// <exception cref="RefusedException">The options do not go together; the message says how.</exception>
public delegate ValueTask<IEngine> OpenEngine(IStore store, HostOptions options, CancellationToken cancel);

/// <summary>An engine that a program brings along, with options of its own for whatever serves.</summary>
public interface IEngineChoice
{
    /// <summary>Adds its options to a command.</summary>
    /// <param name="say">Russian and English → the operator's language.</param>
    void AddTo(Command command, Func<string, string, string> say);

    OpenEngine Read(ParseResult result);
}

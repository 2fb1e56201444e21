using CommunityGrains.Host.Stores;
using CommunityGrains.Registry.Texts;

namespace CommunityGrains.Host;

/// <summary>What the operator chose on the command line. Nothing is read from settings files, and two things
/// from the environment: where the store is (<see cref="StoreChoice.Variable"/>), because a password on a
/// command line could be read by everybody on the machine, and where OpenTelemetry sends to
/// (OTEL_EXPORTER_OTLP_ENDPOINT and its kin). What the server listens to is not among them: an address that
/// is open to other machines cannot come in by a side door.</summary>
public sealed record HostOptions
{
    public const string DefaultUrls = "http://localhost:5080";

    /// <summary>The embedded database's file in the data folder.</summary>
    public const string FileName = "communitygrains.db";

    private readonly StoreChoice? store;

    /// <summary>The folder with everything the deployment keeps, unless another store is chosen.</summary>
    public string Data { get; init; } = "data";

    /// <summary>Where the log and the views are kept: the embedded database in the data folder, when nothing
    /// else was chosen.</summary>
    public StoreChoice Store
    {
        get => store ?? new StoreChoice.File(DatabaseFile);
        init => store = value;
    }

    /// <summary>Where it listens, separated by semicolons; loopback only.</summary>
    public string Urls { get; init; } = DefaultUrls;

    /// <summary>The region meant where none is named.</summary>
    public string Region { get; init; } = "RU-BA";

    public Language Language { get; init; } = Language.Russian;

    public Roles Roles { get; init; } = Roles.All;

    /// <summary>The clock; another one only in tests.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public string DatabaseFile => Path.Combine(Data, FileName);
}

using CommunityGrains.Registry.Texts;

namespace CommunityGrains.Host;

/// <summary>What the operator chose on the command line. Nothing is read from settings files, and from the
/// environment only where OpenTelemetry sends to (OTEL_EXPORTER_OTLP_ENDPOINT and its kin): an address that
/// is open to other machines cannot come in by a side door.</summary>
public sealed record HostOptions
{
    public const string DefaultUrls = "http://localhost:5080";

    /// <summary>The folder with everything the deployment keeps.</summary>
    public string Data { get; init; } = "data";

    /// <summary>Where it listens, separated by semicolons; loopback only.</summary>
    public string Urls { get; init; } = DefaultUrls;

    /// <summary>The region meant where none is named.</summary>
    public string Region { get; init; } = "RU-BA";

    public Language Language { get; init; } = Language.Russian;

    public Roles Roles { get; init; } = Roles.All;

    /// <summary>The clock; another one only in tests.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public string DatabaseFile => Path.Combine(Data, "communitygrains.db");
}

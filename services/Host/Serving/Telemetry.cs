using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CommunityGrains.Host.Serving;

/// <summary>
/// Traces and metrics to an OpenTelemetry collector, only when the environment names one
/// (OTEL_EXPORTER_OTLP_ENDPOINT): nothing leaves the machine unasked. The hosting package of OpenTelemetry is
/// not among those we build against; this is what of it is needed.
/// </summary>
public sealed class Telemetry : IHostedService, IDisposable
{
    private static readonly string[] Sources = ["CommunityGrains.*", "Microsoft.AspNetCore"];

    private static readonly string[] Meters =
    [
        "CommunityGrains.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel",
        "System.Runtime",
    ];

    private static readonly string[] EndpointNames =
    [
        "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
        "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
    ];

    private TracerProvider? traces;
    private MeterProvider? metrics;

    public static bool IsConfigured =>
        EndpointNames.Any(name => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name)));

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!IsConfigured) return Task.CompletedTask;
        var resource = ResourceBuilder.CreateDefault().AddService(
            "communitygrains", serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString(3));
        traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Sources)
            .AddOtlpExporter().Build();
        metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters)
            .AddOtlpExporter().Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        // A collector that does not answer must not hold up the end.
        const int FlushMilliseconds = 2_000;
        traces?.ForceFlush(FlushMilliseconds);
        metrics?.ForceFlush(FlushMilliseconds);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        traces?.Dispose();
        metrics?.Dispose();
    }
}

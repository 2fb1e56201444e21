using System.Diagnostics;
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
    private static readonly string[] Sources =
        ["CommunityGrains.*", "Microsoft.AspNetCore", "Microsoft.Orleans.*"];

    private static readonly string[] Meters =
    [
        "CommunityGrains.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel",
        "System.Runtime", "Microsoft.Orleans",
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
            .AddProcessor(new WithoutWords()).AddOtlpExporter().Build();
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

    /// <summary>Takes out what exceptions say, which libraries put into their traces: it may quote what was
    /// asked. That they failed stays, and how.</summary>
    private sealed class WithoutWords : BaseProcessor<Activity>
    {
        private static readonly string[] Tags = ["exception.message", "exception.stacktrace"];

        public override void OnEnd(Activity data)
        {
            foreach (var tag in Tags) data.SetTag(tag, null);
            var isOurs = data.Source.Name.StartsWith("CommunityGrains", StringComparison.Ordinal);
            if (!isOurs && data.Status == ActivityStatusCode.Error) data.SetStatus(ActivityStatusCode.Error);
        }
    }
}

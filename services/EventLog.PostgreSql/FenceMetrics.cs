using System.Diagnostics.Metrics;

namespace CommunityGrains.EventLog.PostgreSql;

/// <summary>
/// What the fence tells: <c>eventlog.fence.wait</c> (seconds that the proof under way has waited for older
/// transactions; 0 when none is: alert when it stays above some seconds, a long writing transaction somewhere
/// on the server keeps readers from going on), <c>eventlog.fence.head</c> (position),
/// <c>eventlog.fence.owner</c> (1 where this program proves for all), <c>eventlog.fence.proof.duration</c>
/// (seconds), <c>eventlog.fence.failures</c>.
/// </summary>
internal sealed class FenceMetrics : IDisposable
{
    public const string MeterName = "CommunityGrains.EventLog";

    private readonly Meter meter;
    private readonly Histogram<double> duration;
    private readonly Counter<long> failures;

    public FenceMetrics(object scope, Func<TimeSpan> wait, Func<long> head, Func<bool> owner)
    {
        meter = new Meter(MeterName, version: null, tags: null, scope);
        duration =
            meter.CreateHistogram<double>("eventlog.fence.proof.duration", "s", "One proof of the fence");
        failures =
            meter.CreateCounter<long>("eventlog.fence.failures", "{failure}", "The server was not there");
        meter.CreateObservableGauge("eventlog.fence.wait", () => wait().TotalSeconds, "s");
        meter.CreateObservableGauge("eventlog.fence.head", head, "{position}");
        meter.CreateObservableGauge("eventlog.fence.owner", () => owner() ? 1 : 0);
    }

    public void Proved(TimeSpan took) => duration.Record(took.TotalSeconds);

    public void Failed() => failures.Add(1);

    public void Dispose() => meter.Dispose();
}

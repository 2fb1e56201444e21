using System.Diagnostics.Metrics;

namespace CommunityGrains.Projections;

/// <summary>
/// What a running view tells: <c>projection.position</c>, <c>projection.lag</c> (events),
/// <c>projection.parked</c> (events), <c>projection.alive</c> (1 or 0), <c>projection.events</c> (folded),
/// <c>projection.page.duration</c> (seconds), each with the tag <c>projection</c>. The lag is measured
/// against the log's head as it is when asked, so that a dead loop's lag grows; it reports nothing when the
/// log cannot be asked.
/// </summary>
internal sealed class ProjectionMetrics : IDisposable
{
    public const string MeterName = "CommunityGrains.Projections";

    private static readonly TimeSpan HeadTimeout = TimeSpan.FromSeconds(1);

    private readonly Meter meter;
    private readonly KeyValuePair<string, object?> tag;
    private readonly Counter<long> events;
    private readonly Histogram<double> pageDuration;

    public ProjectionMetrics(
        string projection, object scope, Func<long> position, Func<ValueTask<long>> head, Func<int> parked,
        Func<bool> alive)
    {
        // The scope tells apart several views of one name in a process.
        meter = new Meter(MeterName, version: null, tags: null, scope);
        tag = new KeyValuePair<string, object?>("projection", projection);
        events = meter.CreateCounter<long>("projection.events", "{event}", "Events folded into the view");
        pageDuration = meter.CreateHistogram<double>(
            "projection.page.duration", "s", "Folding and writing one page");
        meter.CreateObservableGauge("projection.position", () => One(position()), "{position}");
        meter.CreateObservableGauge("projection.parked", () => One(parked()), "{event}");
        meter.CreateObservableGauge("projection.alive", () => One(alive() ? 1 : 0));
        meter.CreateObservableGauge("projection.lag", () => Lag(position(), head), "{event}");
    }

    public void Committed(int eventCount, TimeSpan duration)
    {
        events.Add(eventCount, tag);
        pageDuration.Record(duration.TotalSeconds, tag);
    }

    public void Dispose() => meter.Dispose();

    private IEnumerable<Measurement<long>> Lag(long position, Func<ValueTask<long>> head)
    {
        long now;
        try
        {
            var asked = Task.Run(async () => await head());
            if (!asked.Wait(HeadTimeout)) return [];
            now = asked.Result;
        }
        catch (AggregateException)
        {
            return [];
        }

        return [One(now - position)];
    }

    private Measurement<long> One(long value) => new(value, tag);
}

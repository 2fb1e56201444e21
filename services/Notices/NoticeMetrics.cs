using System.Diagnostics.Metrics;

namespace CommunityGrains.Notices;

/// <summary>What the deployment tells people, counted.</summary>
public sealed class NoticeMetrics : IDisposable
{
    private readonly Meter meter = new("CommunityGrains.Notices");
    private readonly Counter<long> made;
    private readonly Counter<long> letters;

    public NoticeMetrics()
    {
        made = meter.CreateCounter<long>("notices.made", description: "Notices that were noted for accounts");
        letters = meter.CreateCounter<long>(
            "notices.letters", description: "Letters, by outcome: sent, failed (tried again), given-up");
        meter.CreateObservableGauge(
            "notices.letters.waiting", () => Waiting, description: "Letters that wait to be sent");
    }

    /// <summary>As counted after the last round.</summary>
    public int Waiting { get; set; }

    public void Made(int count) => made.Add(count);

    public void Sent() => Count("sent");

    public void Failed() => Count("failed");

    public void GivenUp() => Count("given-up");

    public void Dispose() => meter.Dispose();

    private void Count(string outcome) =>
        letters.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}

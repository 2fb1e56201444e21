using System.Diagnostics;
using System.Globalization;

namespace CommunityGrains.Benchmarks;

/// <summary>What one round did.</summary>
/// <param name="Count">Things done in the time.</param>
/// <param name="Elapsed">The time.</param>
/// <param name="Client">Processor time of this program, all its threads.</param>
/// <param name="Server">Processor time of the database server, all its processes.</param>
/// <param name="PeakBytes">The most memory this program held meanwhile.</param>
internal sealed record Measurement(
    long Count, TimeSpan Elapsed, TimeSpan Client, TimeSpan Server, long PeakBytes)
{
    public double PerSecond => Count / Elapsed.TotalSeconds;

    public string Rate => PerSecond.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>Microseconds of this program's processor time for each thing.</summary>
    public string ClientMicros => Micros(Client);

    /// <summary>Microseconds of the server's processor time for each thing.</summary>
    public string ServerMicros => Micros(Server);

    public string PeakMegabytes => (PeakBytes >> 20).ToString(CultureInfo.InvariantCulture);

    public string To(Measurement other) =>
        (PerSecond / other.PerSecond).ToString("0.00", CultureInfo.InvariantCulture);

    private string Micros(TimeSpan time) =>
        Count == 0 ? "" : (time.TotalMicroseconds / Count).ToString("0.0", CultureInfo.InvariantCulture);
}

/// <summary>Watches processor times, memory and the clock from its making to <see cref="Stop"/>.</summary>
internal sealed class Meter
{
    private readonly Func<TimeSpan> serverTime;
    private readonly TimeSpan client = Environment.CpuUsage.TotalTime;
    private readonly TimeSpan server;
    private readonly long start;

    /// <param name="serverTime">Processor time that the server has used so far.</param>
    public Meter(Func<TimeSpan>? serverTime = null)
    {
        this.serverTime = serverTime ?? (() => TimeSpan.Zero);
        PeakMemory.Restart();
        server = this.serverTime();
        start = Stopwatch.GetTimestamp();
    }

    public Measurement Stop(long count) => new(
        count, Stopwatch.GetElapsedTime(start), Environment.CpuUsage.TotalTime - client,
        serverTime() - server, PeakMemory.Bytes);
}

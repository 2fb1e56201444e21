using System.Diagnostics;

namespace CommunityGrains.Benchmarks;

/// <summary>Measures: a warm-up that does not count, then the median of three rounds, each from scratch.</summary>
internal static class Rounds
{
    private const int Count = 3;

    /// <summary>Runs <paramref name="round"/>, which answers how many things it did in how long.</summary>
    /// <returns>Things per second.</returns>
    public static async Task<double> MedianPerSecondAsync(Func<Task<(int Count, TimeSpan Elapsed)>> round)
    {
        await round();
        var rates = new List<double>();
        for (var index = 0; index < Count; index++)
        {
            GC.Collect();
            var (count, elapsed) = await round();
            rates.Add(count / elapsed.TotalSeconds);
        }

        rates.Sort();
        return rates[Count / 2];
    }

    public static TimeSpan Time(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start);
    }
}

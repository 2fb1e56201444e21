using System.Diagnostics;

namespace CommunityGrains.Benchmarks;

/// <summary>One of several systems that are measured side by side. <c>Round</c> does its work once, from
/// scratch, and answers how many things it did in how long.</summary>
internal sealed record Contestant(string Name, Func<Task<(int Count, TimeSpan Elapsed)>> Round);

/// <summary>Measures several systems in turn: a warm-up of all that does not count, then three rounds of all,
/// so that a machine that is slow for a while is slow for each of them. The median of a system's rounds
/// counts.</summary>
internal static class Rounds
{
    private const int Count = 3;

    /// <returns>Things per second, in the order of the contestants.</returns>
    public static async Task<IReadOnlyList<double>> MediansPerSecondAsync(
        IReadOnlyList<Contestant> contestants)
    {
        var rates = contestants.Select(_ => new List<double>()).ToList();
        foreach (var contestant in contestants) await contestant.Round();
        for (var round = 0; round < Count; round++)
        {
            foreach (var (contestant, own) in contestants.Zip(rates))
            {
                GC.Collect();
                var (count, elapsed) = await contestant.Round();
                own.Add(count / elapsed.TotalSeconds);
            }
        }

        return [.. rates.Select(own => own.Order().ElementAt(Count / 2))];
    }

    public static TimeSpan Time(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start);
    }
}

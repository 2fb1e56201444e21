using System.Diagnostics;

namespace CommunityGrains.Benchmarks;

/// <summary>One of several systems that are measured side by side. <c>Round</c> does its work once, from
/// scratch.</summary>
internal sealed record Contestant(string Name, Func<Task<Measurement>> Round);

/// <summary>Measures several systems in turn: a warm-up of all that does not count, then rounds of all,
/// so that a machine that is slow for a while is slow for each of them. The median of a system's rounds
/// counts.</summary>
internal static class Rounds
{
    /// <returns>In the order of the contestants.</returns>
    public static async Task<IReadOnlyList<Measurement>> MediansAsync(
        IReadOnlyList<Contestant> contestants, int count)
    {
        var measured = contestants.Select(_ => new List<Measurement>()).ToList();
        foreach (var contestant in contestants) await contestant.Round();
        for (var round = 0; round < count; round++)
            foreach (var (contestant, own) in contestants.Zip(measured)) own.Add(await contestant.Round());
        return [.. measured.Select(Median)];
    }

    public static Measurement Median(IReadOnlyList<Measurement> rounds) =>
        rounds.OrderBy(round => round.PerSecond).ElementAt(rounds.Count / 2);

    public static TimeSpan Time(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start);
    }
}

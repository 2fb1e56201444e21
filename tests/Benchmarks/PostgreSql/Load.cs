namespace CommunityGrains.Benchmarks.PostgreSql;

/// <summary>Callers who each ask again as soon as they were answered.</summary>
internal static class Load
{
    private const double WarmUpSecondsMax = 0.5;

    /// <summary>Lets them ask until it runs evenly, then counts for the time of a round.</summary>
    /// <param name="newCaller">Makes a caller: asks once, and says how many things were done.</param>
    public static async Task<Measurement> RunAsync(
        Laboratory laboratory, int callers, Func<Func<ValueTask<int>>> newCaller)
    {
        var (done, stopping) = (0L, false);
        var running = Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            var ask = newCaller();
            while (!Volatile.Read(ref stopping)) Interlocked.Add(ref done, await ask());
        })).ToList();
        var seconds = laboratory.Options.SecondsPerRound;
        await WaitAsync(Math.Min(WarmUpSecondsMax, seconds / 2), running);
        var meter = laboratory.Measure();
        var before = Interlocked.Read(ref done);
        await WaitAsync(seconds, running);
        var measured = meter.Stop(Interlocked.Read(ref done) - before);
        Volatile.Write(ref stopping, true);
        await Task.WhenAll(running);
        return measured;
    }

    /// <summary>Lets them ask until so many things were done.</summary>
    public static async Task<Growth> GrowthAsync(
        int countMax, int callers, Func<Func<ValueTask<int>>> newCaller)
    {
        var (done, smaller, peak) = (0L, countMax / 10, 0L);
        PeakMemory.Restart();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            var ask = newCaller();
            while (Interlocked.Read(ref done) < countMax)
            {
                var count = await ask();
                if (Interlocked.Add(ref done, count) is var now && now >= smaller && now - count < smaller)
                    Interlocked.Exchange(ref peak, PeakMemory.Bytes);
            }
        })));
        return new Growth(smaller, peak, countMax, PeakMemory.Bytes);
    }

    // Callers end only by failing; then there is nothing to wait for.
    private static async Task WaitAsync(double seconds, List<Task> running)
    {
        var first = await Task.WhenAny([.. running, Task.Delay(TimeSpan.FromSeconds(seconds))]);
        await first;
    }
}

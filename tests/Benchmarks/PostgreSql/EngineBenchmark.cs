using CommunityGrains.Engine;
using CommunityGrains.EventLog.PostgreSql;
using CommunityGrains.PostgreSql;

namespace CommunityGrains.Benchmarks.PostgreSql;

/// <summary>Commands that grains decide, through each engine there is, beside the bare append. With the
/// switch for Orleans also through silos, beside a grain call that stores nothing.</summary>
internal static partial class EngineBenchmark
{
    private const int Callers = 512;

    public static async Task RunAsync(BenchmarkOptions options)
    {
        Console.WriteLine($"engine: commands of one event of {Sample.JsonSize} bytes of JSON by {Callers} "
            + $"callers, {options.RoundCount} rounds of {options.SecondsPerRound} s");
        await using var laboratory = await Laboratory.OpenAsync(options);
        var contestants = new List<Contestant>
        {
            new("bare append (limit)", () => OurAppends.RoundAsync(laboratory, Callers)),
            new("local engine", () => OurAppends.CommandsRoundAsync(laboratory, Callers)),
            new("two Hosts", () => TwoHostsAsync(laboratory)),
        };
        AddSilos(contestants, laboratory);
        var medians = await Rounds.MediansAsync(contestants, options.RoundCount);
        var table = new Table(
            "engine", "commands/s", "of append", "x local", "client µs", "server µs", "peak MB");
        foreach (var (contestant, rate) in contestants.Zip(medians))
        {
            table.Add(
                contestant.Name, rate.Rate, rate.To(medians[0]), rate.To(medians[1]), rate.ClientMicros,
                rate.ServerMicros, rate.PeakMegabytes);
        }

        table.Print();
    }

    static partial void AddSilos(List<Contestant> contestants, Laboratory laboratory);

    private static Task<Measurement> TwoHostsAsync(Laboratory laboratory) =>
        laboratory.InDatabaseAsync(async (PostgresDatabase database) =>
        {
            await using var one = await PostgresEventLog.OpenAsync(database, TimeProvider.System);
            await using var other = await PostgresEventLog.OpenAsync(database, TimeProvider.System);
            await using var first = new LocalGrains(one);
            await using var second = new LocalGrains(other);
            return await OurAppends.AskAsync(laboratory, Callers, first, second);
        });
}

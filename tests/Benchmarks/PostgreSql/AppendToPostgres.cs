using System.Globalization;

namespace CommunityGrains.Benchmarks.PostgreSql;

/// <summary>
/// Durable appends of one event each, by callers who wait for the answer before they ask again: this
/// system, its rivals with as many callers, and the limits, all on one server.
/// </summary>
internal static class AppendToPostgres
{
    private const int GrainCallers = 512;

    private static readonly int[] CallerCounts = [1, 8, 64, 512, 2_048];

    public static async Task RunAsync(BenchmarkOptions options)
    {
        Console.WriteLine($"append: durable appends of one event of {Sample.JsonSize} bytes of JSON, "
            + $"streams of {Sample.StreamLength} events, {options.RoundCount} rounds of "
            + $"{options.SecondsPerRound} s");
        await using var laboratory = await Laboratory.OpenAsync(options);
        var hasMessageDb = await MessageDb.IsThereAsync(laboratory);
        if (!hasMessageDb) Console.WriteLine("message-db: not installed (--message-db FOLDER installs it)");
        var systems = Entrants(laboratory, hasMessageDb);
        var contestants = systems.SelectMany(system => system.Callers.Select(callers =>
            new Contestant(system.Name, () => system.RoundAsync(callers)))).ToList();
        var medians = await Rounds.MediansAsync(contestants, options.RoundCount);
        Print(systems, new Queue<Measurement>(medians));
        (await OurAppends.GrowthAsync(laboratory, CallerCounts[^1])).Print("the log");
    }

    private sealed record Entrant(string Name, int[] Callers, Func<int, Task<Measurement>> RoundAsync);

    private static Entrant[] Entrants(Laboratory laboratory, bool hasMessageDb) =>
    [
        new("COPY in (limit)", [2], _ => CopyIn.RoundAsync(laboratory)),
        new("single commits (limit)", [1], _ => PlainAppends.SinglesAsync(laboratory)),
        new("a transaction each (rival)", CallerCounts,
            callers => PlainAppends.InTransactionsAsync(laboratory, callers)),
        new("a statement each (rival)", CallerCounts,
            callers => PlainAppends.AlonesAsync(laboratory, callers)),
        .. hasMessageDb
            ? [new Entrant("message-db (rival)", CallerCounts,
                callers => MessageDb.RoundAsync(laboratory, callers))]
            : Array.Empty<Entrant>(),
        new("bare group commit (rival)", CallerCounts,
            callers => BareGroupCommit.RoundAsync(laboratory, callers)),
        new("the log", CallerCounts, callers => OurAppends.RoundAsync(laboratory, callers)),
        new("command through a grain", [GrainCallers],
            callers => OurAppends.CommandsRoundAsync(laboratory, callers)),
    ];

    private static void Print(Entrant[] systems, Queue<Measurement> medians)
    {
        var measured = systems.ToDictionary(
            system => system.Name,
            system => system.Callers.ToDictionary(callers => callers, _ => medians.Dequeue()));
        var (copy, transactions) = (measured["COPY in (limit)"][2], measured["a transaction each (rival)"]);
        var (alones, log) = (measured["a statement each (rival)"], measured["the log"]);
        var table = new Table(
            "system", "callers", "events/s", "x transaction", "x statement", "of COPY", "client µs",
            "server µs", "peak MB", "goal", "reached");
        foreach (var (system, rates) in measured)
        {
            foreach (var (callers, rate) in rates)
            {
                var transaction = transactions.GetValueOrDefault(callers);
                var alone = alones.GetValueOrDefault(callers);
                var goal = system switch
                {
                    "the log" => LogGoal(callers, rate.PerSecond / transaction!.PerSecond),
                    "command through a grain" => new Goal(
                        "0.60 of the log", rate.PerSecond / log[callers].PerSecond, 0.6),
                    _ => null,
                };
                table.Add(
                    system, callers.ToString(CultureInfo.InvariantCulture), rate.Rate,
                    transaction is null ? "" : rate.To(transaction), alone is null ? "" : rate.To(alone),
                    rate.To(copy), rate.ClientMicros, rate.ServerMicros, rate.PeakMegabytes,
                    goal?.Text ?? "", goal?.Verdict ?? "");
            }
        }

        table.Print();
        var most = log[CallerCounts[^1]];
        var part = new Goal("0.75 of COPY", most.PerSecond / copy.PerSecond, 0.75);
        Console.WriteLine($"{CallerCounts[^1]} callers to COPY: {part.Text}, {part.Verdict}");
    }

    private static Goal LogGoal(int callers, double measured)
    {
        var wanted = callers switch { 1 or 8 => 1, 64 => 4.5, 512 => 10, _ => 13 };
        return new Goal(
            string.Create(CultureInfo.InvariantCulture, $"{wanted:0.0}x transaction"), measured, wanted);
    }
}

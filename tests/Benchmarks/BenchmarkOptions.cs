using System.Globalization;

namespace CommunityGrains.Benchmarks;

/// <summary>How long and how much is measured.</summary>
/// <param name="SecondsPerRound">For what is measured by time: how long a round counts.</param>
/// <param name="RoundCount">Rounds after the warm-up; the median counts.</param>
/// <param name="EventsMax">For what is measured by size: the larger log; the smaller is a tenth of
/// it.</param>
/// <param name="CommunitiesMax">How many communities the registry is searched in.</param>
/// <param name="MessageDb">The folder "database" of a copy of message-db, which is then one of the
/// rivals.</param>
internal sealed record BenchmarkOptions(
    double SecondsPerRound = 3, int RoundCount = 3, int EventsMax = 1_000_000, int CommunitiesMax = 1_000_000,
    string? MessageDb = null)
{
    public const string Help =
        "[--seconds 3] [--rounds 3] [--events 1000000] [--communities 1000000] [--message-db FOLDER]";

    /// <summary>Takes the options out of the arguments; what is left are names.</summary>
    /// <exception cref="FormatException">An option is unknown, or its value is none.</exception>
    public static (BenchmarkOptions Options, IReadOnlyList<string> Names) Parse(string[] arguments)
    {
        var (options, names) = (new BenchmarkOptions(), new List<string>());
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal))
            {
                names.Add(arguments[i]);
                continue;
            }

            if (i + 1 == arguments.Length) throw new FormatException($"{arguments[i]} needs a value");
            var value = arguments[i + 1];
            options = arguments[i++] switch
            {
                "--seconds" => options with
                {
                    SecondsPerRound = double.Parse(value, CultureInfo.InvariantCulture),
                },
                "--rounds" => options with { RoundCount = Count(value) },
                "--events" => options with { EventsMax = Count(value) },
                "--communities" => options with { CommunitiesMax = Count(value) },
                "--message-db" => options with { MessageDb = value },
                var unknown => throw new FormatException($"{unknown} is no option: {Help}"),
            };
        }

        return (options, names);
    }

    private static int Count(string value) =>
        int.Parse(value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture) is var count and > 0
            ? count
            : throw new FormatException($"{value} is not above 0");
}

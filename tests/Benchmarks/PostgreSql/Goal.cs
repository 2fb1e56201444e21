using System.Globalization;

namespace CommunityGrains.Benchmarks.PostgreSql;

/// <summary>What was wanted, what was measured, and whether that is enough.</summary>
internal sealed record Goal(string Text, double Measured, double Wanted, bool AtMost = false)
{
    public string Verdict => (AtMost ? Measured <= Wanted : Measured >= Wanted)
        ? $"yes ({Figure})"
        : $"no ({Figure})";

    private string Figure =>
        Measured.ToString(Measured < 1_000 ? "0.00" : "#,0", CultureInfo.InvariantCulture);
}

/// <summary>The most memory this program held with fewer and with more events.</summary>
internal sealed record Growth(int Fewer, long FewerBytes, int More, long MoreBytes)
{
    // What a garbage collector lets lie differs from run to run by more than a tenth.
    private const double FlatMax = 1.25;

    public void Print(string system)
    {
        var goal = new Goal("flat", (double)MoreBytes / FewerBytes, FlatMax, AtMost: true);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"memory, {system}: {FewerBytes >> 20} MB with {Fewer:#,0} events, {MoreBytes >> 20} MB with "
            + $"{More:#,0}: {goal.Text}, at most x{FlatMax}: {goal.Verdict}"));
    }
}

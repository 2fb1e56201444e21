namespace CommunityGrains.Web.Map;

/// <summary>
/// Shades of areas by how many communities they have: none, and up to four steps that begin at round numbers,
/// each about as many times the one before. In equal steps a few large towns would leave all others
/// alike.
/// </summary>
public sealed class Shades
{
    private const int StepsMax = 4;

    private static readonly int[] Round = [1, 2, 3, 5, 10, 15, 20, 30, 50, 100, 150, 200, 300, 500];

    private readonly int[] from;

    public Shades(IEnumerable<int> counts)
    {
        var some = counts.Where(count => count > 0).DefaultIfEmpty(0).ToList();
        var (least, most) = ((double)some.Min(), (double)some.Max());
        from = most == 0
            ? []
            : [.. Enumerable.Range(0, StepsMax)
                .Select(step => least * Math.Pow(most / least, (double)step / StepsMax))
                .Select((bound, step) => step == 0 ? (int)least : RoundOf(bound))
                .Where((bound, step) => step == 0 || (bound > least && bound <= most))
                .Distinct()
                .Order()];
    }

    /// <summary>The first count and the last of each step; the last step has no end.</summary>
    public IReadOnlyList<(int Shade, int From, int? To)> Steps =>
    [
        .. from.Select((first, step) =>
            (step + 1, first, step + 1 < from.Length ? (int?)from[step + 1] - 1 : null)),
    ];

    /// <summary>0 without any, else the step, from 1.</summary>
    public int Of(int count) => count == 0 ? 0 : from.Count(bound => bound <= count);

    private static int RoundOf(double bound) =>
        Enumerable.Range(0, 7).SelectMany(power => Round.Select(round => round * (int)Math.Pow(10, power)))
            .Distinct().MinBy(round => Math.Abs(round - bound));
}

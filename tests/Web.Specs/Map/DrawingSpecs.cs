using CommunityGrains.Domain;
using CommunityGrains.Web.Map;

namespace CommunityGrains.Web.Specs.Map;

/// <summary>How areas are shaded and how their lines are thinned out, and what may lie under them.</summary>
public sealed class DrawingSpecs
{
    public static TheoryData<int[], string> Scales() => new()
    {
        { [], "" },
        { [0, 0], "" },
        { [4], "1:4-" },
        { [1, 2], "1:1-1 2:2-" },
        { [4, 4, 5], "1:4-4 2:5-" },
        { [1, 3, 8, 40, 900], "1:1-4 2:5-29 3:30-149 4:150-" },
        { [0, 12, 476, 480], "1:12-29 2:30-99 3:100-199 4:200-" },
    };

    [Theory]
    [MemberData(nameof(Scales))]
    public void Shades_begin_at_round_numbers_and_reach_from_the_least_to_the_most(int[] counts, string steps)
    {
        var shades = new Shades(counts);
        string.Join(' ', shades.Steps.Select(step => $"{step.Shade}:{step.From}-{step.To}")).ShouldBe(steps);
        foreach (var count in counts)
        {
            var shade = shades.Of(count);
            if (count == 0) shade.ShouldBe(0);
            else shades.Steps.Single(step => step.Shade == shade).ShouldSatisfyAllConditions(
                step => step.From.ShouldBeLessThanOrEqualTo(count),
                step => (step.To ?? int.MaxValue).ShouldBeGreaterThanOrEqualTo(count));
        }
    }

    [Fact]
    public void A_thinned_line_keeps_its_ends_and_stays_as_near_as_it_was_told_to()
    {
        var wave = Enumerable.Range(0, 1000)
            .Select(step => new GeoPoint(54 + 0.01 * Math.Sin(step / 40.0), 55 + step * 0.001)).ToList();
        var thin = Outlines.Simplify(wave, 0.001);
        thin[0].ShouldBe(wave[0]);
        thin[^1].ShouldBe(wave[^1]);
        thin.Count.ShouldBeInRange(20, 150);
        foreach (var point in wave)
        {
            var after = thin.First(kept => kept.Longitude >= point.Longitude);
            var before = thin.Last(kept => kept.Longitude <= point.Longitude);
            var share = before == after
                ? 0
                : (point.Longitude - before.Longitude) / (after.Longitude - before.Longitude);
            Math.Abs(before.Latitude + share * (after.Latitude - before.Latitude) - point.Latitude)
                .ShouldBeLessThan(0.0011);
        }
    }

    [Theory]
    [InlineData("https://tiles.example.org/{z}/{x}/{y}.png", "https://tiles.example.org")]
    [InlineData("https://tiles.example.org:8443/a/{z}/{x}/{y}@2x.png?b=1", "https://tiles.example.org:8443")]
    [InlineData("http://127.0.0.1:8080/{z}/{y}/{x}", "http://127.0.0.1:8080")]
    [InlineData("https://{s}.tiles.example.org/{z}/{x}/{y}.png", null)]
    [InlineData("https://{x}.example.org/{z}/{x}/{y}.png", null)]
    [InlineData("https://tiles.example.org/{z}/{x}.png", null)]
    [InlineData("https://user:secret@tiles.example.org/{z}/{x}/{y}.png", null)]
    [InlineData("javascript:{z}{x}{y}", null)]
    [InlineData("/tiles/{z}/{x}/{y}.png", null)]
    [InlineData("https://tiles.example.org; script-src *//{z}/{x}/{y}", null)]
    [InlineData(null, null)]
    public void Pictures_come_from_one_origin_or_from_none(string? template, string? origin) =>
        (MapTiles.Parse(template)?.Origin).ShouldBe(origin);
}

using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CommunityGrains.Domain;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Specs.Browser;
using CommunityGrains.Web.Specs.Sample;
using Microsoft.Playwright;

namespace CommunityGrains.Web.Specs.Map;

/// <summary>Communities that lie close together are one mark with their number; it parts where one comes
/// closer, and is a list where it never would.</summary>
public sealed class ClustersInABrowser(Site site, Chromium chromium)
{
    private const string Map = "/communities?view=map";
    private const string Marks = ".leaflet-marker-pane > *";

    // How many communities are drawn, in clusters and alone.
    private const string Drawn = """
        [...document.querySelectorAll('.leaflet-marker-pane > *')].reduce(
          (sum, mark) => sum + (mark.matches('.heap') ? parseInt(mark.innerText.replace(/\s/g, '')) : 1), 0)
        """;

    private static readonly GeoPoint House = SampleData.Communities[SampleData.House[0]].Entry.Location!;

    private static readonly string AroundHouse = string.Create(
        CultureInfo.InvariantCulture,
        $"{Map}&within={House.Latitude - .0005},{House.Longitude - .0005},{
            House.Latitude + .0005},{House.Longitude + .0005}");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cluster_parts_where_one_comes_closer(bool byKeyboard)
    {
        var page = await OpenAsync(Map);
        await using var context = page.Context;
        (await page.EvaluateAsync<int>(Drawn)).ShouldBe(Placed(_ => true));
        var heap = page.Locator(".heap").First;
        var element = await heap.ElementHandleAsync();
        if (byKeyboard)
        {
            await heap.FocusAsync();
            await page.Keyboard.PressAsync("Enter");
        }
        else
        {
            await heap.ClickAsync();
        }

        await page.WaitForFunctionAsync("heap => !heap.isConnected", element);
        (await page.EvaluateAsync<int>("""
            () => {
              const map = document.querySelector('.map-canvas').getBoundingClientRect();
              const [x, y] = [map.left + map.width / 2, map.top + map.height / 2];
              return [...document.querySelectorAll('.leaflet-marker-pane > *')].filter(mark => {
                const box = mark.getBoundingClientRect();
                return Math.hypot(box.left + box.width / 2 - x, box.top + box.height / 2 - y) < 120;
              }).length;
            }
            """)).ShouldBeGreaterThan(1, "the parts lie about the middle");
        if (byKeyboard)
            (await page.EvaluateAsync<bool>($"() => document.activeElement.matches('{Marks}')"))
                .ShouldBeTrue("whoever goes by keyboard stands at one of the parts");
    }

    [Theory]
    [InlineData("ru", 1280, ColorScheme.Light, false)]
    [InlineData("en", 390, ColorScheme.Dark, true)]
    public async Task Several_communities_at_one_place_are_told_of_as_a_list(
        string language, int width, ColorScheme scheme, bool byKeyboard)
    {
        var page = await OpenAsync((language == "en" ? "/en" : "") + AroundHouse, width, scheme);
        await using var context = page.Context;
        var heap = page.Locator(Marks);
        await Assertions.Expect(heap).ToHaveTextAsync(new Regex("^3 (сообщества|communities)$"));
        var links = page.Locator(".told-list a");
        if (byKeyboard)
        {
            await heap.FocusAsync();
            await page.Keyboard.PressAsync(" ");
            await Assertions.Expect(links.First).ToBeFocusedAsync();
        }
        else
        {
            await heap.ClickAsync();
        }

        await Assertions.Expect(links).ToHaveTextAsync(
            SampleData.House.Select(index => SampleData.Communities[index].Entry.Name));
        (await links.First.GetAttributeAsync("href"))!.ShouldEndWith(
            $"/communities/{SampleData.Communities[SampleData.House[0]].Id}");
        await page.SeenAsync(chromium, $"map-house-{width}-{language}", language);
        if (!byKeyboard) return;
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(links).ToHaveCountAsync(0);
        await Assertions.Expect(heap).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Of_more_than_a_list_in_the_map_can_bear_the_page_has_the_rest()
    {
        var page = await OpenAsync(AroundHouse, points: Enumerable.Repeat(House, 60));
        await using var context = page.Context;
        await page.Locator(Marks).ClickAsync();
        await Assertions.Expect(page.Locator(".told-list a")).ToHaveCountAsync(40);
        await Assertions.Expect(page.Locator(".told-name")).ToHaveTextAsync("60 сообществ");
        await page.Locator(".told > p a").ClickAsync();
        await Assertions.Expect(page.Locator("#list-results .rows > li"))
            .ToHaveCountAsync(SampleData.House.Count);
    }

    [Fact]
    public async Task What_is_chosen_is_drawn_without_a_new_page()
    {
        var page = await OpenAsync(Map);
        await using var context = page.Context;
        await page.EvaluateAsync("() => window.same = true");
        await page.Locator("#leader").SelectOptionAsync("verified");
        var verified = Placed(row => row.Leader == LeaderStanding.Verified);
        verified.ShouldBeInRange(1, Placed(_ => true) - 1);
        await Ready(page, new Regex($"^{verified}$"));
        (await page.EvaluateAsync<int>(Drawn)).ShouldBe(verified);
        await Assertions.Expect(page.Locator(".map-said")).ToContainTextAsync($"{verified} сообществ");
        (await page.EvaluateAsync<bool>("() => window.same")).ShouldBeTrue();
    }

    [Fact]
    public async Task However_many_there_are_only_what_is_seen_is_drawn()
    {
        const int Side = 170;
        var page = await OpenAsync(Map, points: Enumerable.Range(0, Side * Side).Select(
            index => new GeoPoint(52 + index / Side * .02, 53 + index % Side * .04)));
        await using var context = page.Context;
        (await page.EvaluateAsync<int>(Drawn)).ShouldBe(Side * Side);
        (await page.Locator(Marks).CountAsync()).ShouldBeLessThan(300);
        (await page.Locator(Marks + "[tabindex='0']").CountAsync()).ShouldBeLessThanOrEqualTo(40, "stops");
        await page.Locator(".heap").First.ClickAsync();
        await page.WaitForFunctionAsync($"{Drawn} < {Side * Side}");
    }

    private static int Placed(Func<CommunityRow, bool> which) => SampleData.Communities.Count(row =>
        row.Entry.Location is not null && row.Status <= CommunityStatus.Dormant && which(row));

    // The map when it is drawn; of other points, when some are given.
    private async Task<IPage> OpenAsync(
        string address, int width = 1280, ColorScheme scheme = ColorScheme.Light,
        IEnumerable<GeoPoint>? points = null)
    {
        var page = await chromium.OpenAsync(site, "/", width, scheme);
        if (points is not null)
        {
            var json = Columns([.. points]);
            await page.RouteAsync("**/map/points*", route => route.FulfillAsync(
                new RouteFulfillOptions { ContentType = "application/json", Body = json }));
        }

        await page.GotoAsync(address);
        await page.Locator(".map-box.large").ScrollIntoViewIfNeededAsync();
        await Ready(page, new Regex(".+"));
        return page;
    }

    private static Task Ready(IPage page, Regex count) =>
        Assertions.Expect(page.Locator(".map-box.large")).ToHaveAttributeAsync(
            "data-ready", count, new LocatorAssertionsToHaveAttributeOptions { Timeout = 30_000 });

    private static string Columns(IReadOnlyList<GeoPoint> points)
    {
        return JsonSerializer.Serialize(new
        {
            key = Enumerable.Repeat(1, points.Count),
            lat = Differences(point => point.Latitude),
            lng = Differences(point => point.Longitude),
            kind = new string('0', points.Count),
        });

        IEnumerable<long> Differences(Func<GeoPoint, double> degrees)
        {
            var numbers = points.Select(point => (long)Math.Round(degrees(point) * 1e5)).ToList();
            return numbers.Select((number, index) => index == 0 ? number : number - numbers[index - 1]);
        }
    }
}

using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace CommunityGrains.Benchmarks.Pages;

/// <summary>
/// How soon the map can be used in a browser, from the asking for its page until it has been painted with all
/// its points; and the longest time that the browser does not answer meanwhile. Beside it bare pages with as
/// many points, by the same library: as markers, which is what a map without clusters would do, and as
/// circles on a canvas, which is its limit.
/// </summary>
internal static class MapInChromium
{
    private const int RoundCount = 5;
    private const double GoalMilliseconds = 1500;

    private const string Watch = """
        window.longest = 0;
        new PerformanceObserver(list => {
          for (const task of list.getEntries()) window.longest = Math.max(window.longest, task.duration);
        }).observe({ type: 'longtask', buffered: true });
        window.painted = () => new Promise(done =>
          requestAnimationFrame(() => setTimeout(() => done(performance.now()))));
        """;

    private sealed record Round(double Ready, double Longest, long Bytes);

    public static async Task RunAsync(Uri site)
    {
        var chromium = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";
        if (!File.Exists(chromium))
        {
            Console.WriteLine($"map: not measured, there is no chromium at {chromium}");
            return;
        }

        Console.WriteLine(
            $"map: {LargeRegion.CommunityCount} points in Chromium, median of {RoundCount} first visits; "
            + "milliseconds");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        });
        var leaflet = await LeafletAsync(browser, site);
        var rounds = new Dictionary<string, List<Round>>();
        for (var round = -1; round < RoundCount; round++)
        {
            foreach (var (name, script) in Contestants())
            {
                var measured = script is null
                    ? await OursAsync(browser, site)
                    : await BareAsync(browser, site, leaflet, script);
                // The first round warms the server up.
                if (round < 0) continue;
                (rounds.TryGetValue(name, out var own) ? own : rounds[name] = []).Add(measured);
            }
        }

        Print(rounds);
    }

    private static IEnumerable<(string Name, string? Script)> Contestants() =>
    [
        ("the map", null),
        ("bare markers (rival)", "L.marker([lat, lng]).addTo(map)"),
        ("bare circles on a canvas (limit)", "L.circleMarker([lat, lng], { renderer }).addTo(map)"),
    ];

    private static void Print(Dictionary<string, List<Round>> rounds)
    {
        var table = new Table("page", "bytes", "usable", "longest task", "goal", "reached");
        foreach (var (name, own) in rounds)
        {
            var ready = own.Select(round => round.Ready).Order().ElementAt(RoundCount / 2);
            table.Add(
                name, own[0].Bytes.ToString("#,0", CultureInfo.InvariantCulture), Text(ready),
                Text(own.Select(round => round.Longest).Order().ElementAt(RoundCount / 2)),
                name == "the map" ? $"{GoalMilliseconds} ms" : "",
                name != "the map" ? "" : $"{(ready <= GoalMilliseconds ? "yes" : "no")} ({Text(ready)})");
        }

        table.Print();
    }

    private static async Task<Round> OursAsync(IBrowser browser, Uri site)
    {
        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.AddInitScriptAsync(Watch);
        await page.GotoAsync(new Uri(site, "/communities?view=map").ToString());
        await page.Locator($".map-box[data-ready='{LargeRegion.CommunityCount}']").WaitForAsync(
            new LocatorWaitForOptions { Timeout = 60_000 });
        return await MeasuredAsync(page);
    }

    private static async Task<Round> BareAsync(IBrowser browser, Uri site, string leaflet, string add)
    {
        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.AddInitScriptAsync(Watch);
        var address = new Uri(site, "/bare").ToString();
        await page.RouteAsync(address, route => route.FulfillAsync(new RouteFulfillOptions
        {
            ContentType = "text/html; charset=utf-8", Body = Html(leaflet, add),
        }));
        await page.GotoAsync(address);
        await page.Locator("body[data-ready]").WaitForAsync(
            new LocatorWaitForOptions { Timeout = 120_000, State = WaitForSelectorState.Attached });
        return await MeasuredAsync(page);
    }

    private static async Task<Round> MeasuredAsync(IPage page)
    {
        var ready = await page.EvaluateAsync<double>("() => window.painted()");
        var rest = await page.EvaluateAsync<JsonElement>("""
            () => ({
              longest: window.longest,
              bytes: ['navigation', 'resource'].flatMap(type => performance.getEntriesByType(type))
                .reduce((sum, one) => sum + one.transferSize, 0),
            })
            """);
        return new Round(
            ready, rest.GetProperty("longest").GetDouble(), rest.GetProperty("bytes").GetInt64());
    }

    private static string Html(string leaflet, string add) => $$"""
        <!DOCTYPE html><meta charset="utf-8"><title>bare</title>
        <div id="map" style="height: 600px"></div><script src="{{leaflet}}"></script><script>
        const map = L.map('map').setView([54, 56], 7), renderer = L.canvas();
        fetch('/map/points').then(reply => reply.json()).then(points => {
          let lat = 0, lng = 0, north = 0, east = 0;
          points.lat.forEach((step, at) => {
            north += step; east += points.lng[at]; lat = north / 1e5; lng = east / 1e5;
            {{add}};
          });
          document.body.dataset.ready = 'true';
        });
        </script>
        """;

    private static async Task<string> LeafletAsync(IBrowser browser, Uri site)
    {
        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(site, "/communities?view=map").ToString());
        return await page.Locator(".map-box").First.GetAttributeAsync("data-leaflet")
            ?? throw new InvalidOperationException("the map's page names no library");
    }

    private static string Text(double number) => number.ToString("0", CultureInfo.InvariantCulture);
}

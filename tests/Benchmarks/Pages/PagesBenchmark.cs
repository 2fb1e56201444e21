using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Api.Security;
using CommunityGrains.Domain.Access;
using CommunityGrains.EventLog;
using CommunityGrains.Host;
using CommunityGrains.Registry.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CommunityGrains.Benchmarks.Pages;

/// <summary>
/// Every page of a region with 30,000 communities, those of the work as an administrator sees them: how many
/// bytes travel, and how long its server takes, one request at a time; while nothing happens, and when
/// something has happened before every request, so that nothing that is remembered helps. Beside them the
/// limit: a page that only says that there is no such page.
/// </summary>
internal static partial class PagesBenchmark
{
    private const int Requests = 100, RequestsAfterChange = 20, Warm = 10;
    private const double GoalMilliseconds = 50;

    private static readonly string[] Texts =
    [
        "тос", "слобода", "надежды", "берёзовая роща", "родн", "совет дома 12", "ленина 85", "00123",
        "город-7", "уф", "соседи город-12", "яблоневый сад 77", "мирный двор", "нетакого", "тос единство 5",
    ];

    private sealed record Page(string Name, Func<int, string> Address);

    public static async Task RunAsync()
    {
        Console.WriteLine(
            $"pages: {LargeRegion.CommunityCount} communities; bytes as they travel (largest); milliseconds "
            + $"of {Requests} requests, and the slowest of {RequestsAfterChange} with a change before each");
        using var folder = new WorkFolder();
        await using var site = await StartAsync(folder.Path);
        var region = new LargeRegion();
        var log = site.Services.GetRequiredService<IEventLog>();
        await region.FillAsync(log);
        await SeenAsync(site, await log.HeadAsync());
        using var visitor = Client(site);
        using var administrator = await AdministratorAsync(site);

        List<(HttpClient Http, Page Page)> pages =
        [
            .. PagesOf(region).Select(page => (visitor, page)),
            .. WorkOf(region).Select(page => (administrator, page)),
        ];
        foreach (var (http, page) in pages) await RepeatAsync(http, page, Warm, 0);
        var table = new Table("page", "bytes", "p50 ms", "p99 ms", "after a change", "goal", "reached");
        var changes = 0;
        foreach (var (http, page) in pages)
        {
            var (bytes, times) = await RepeatAsync(http, page, Requests, Warm);
            var late = new List<double>();
            for (var i = 0; i < RequestsAfterChange; i++)
            {
                await SeenAsync(site, await region.ChangeAsync(log, changes++));
                late.Add(await OnceAsync(http, page.Address(Warm + Requests + i), _ => { }));
            }

            Add(table, page.Name, bytes, times, late);
        }

        table.Print();
        Console.WriteLine();
        await MapInChromium.RunAsync(new Uri(site.Urls.Single()));
    }

    private static void Add(Table table, string name, long bytes, List<double> times, List<double> late)
    {
        var worst = Math.Max(At(times, 99), late.Max());
        table.Add(
            name, bytes.ToString("#,0", CultureInfo.InvariantCulture), Text(At(times, 50)),
            Text(At(times, 99)), Text(late.Max()), $"p99 {GoalMilliseconds} ms",
            worst <= GoalMilliseconds ? $"yes ({Text(worst)})" : $"no ({Text(worst)})");
    }

    private static List<Page> PagesOf(LargeRegion region)
    {
        return
        [
            new("no such page (limit)", _ => "/nowhere"),
            new("home", _ => "/"),
            new("communities", _ => "/communities"),
            new("communities, searched", i => "/communities?text=" + Uri.EscapeDataString(Text(i))),
            new("communities, of a municipality", i => $"/communities?municipality={Municipality(i)}"),
            new("communities, by form and leader", i =>
                $"/communities?form=house-council&leader={(i % 2 == 0 ? "claimed" : "none")}"),
            new("communities, latest change first", _ => "/communities?order=changed"),
            new("communities, as of a day", i => $"/communities?asOf=2026-02-{1 + i % 28:00}"),
            new("map", _ => "/communities?view=map"),
            new("map, a part of it", i => $"/communities?view=map&within=52.{i % 90},54,54.{i % 90},57"),
            new("map's points", _ => "/map/points"),
            new("map's points, searched", i => "/map/points?text=" + Uri.EscapeDataString(Text(i))),
            new("map's areas", _ => "/map/areas"),
            new("community", i => $"/communities/{region.Communities[i * 37 % LargeRegion.CommunityCount]}"),
            new("municipalities", i => i % 2 == 0 ? "/municipalities" : "/municipalities?order=communities"),
            new("municipality", i => $"/municipalities/{Municipality(i)}"),
            new("initiatives", _ => "/initiatives"),
            new("initiatives, searched", i => $"/initiatives?text={i % 300}"),
            new("initiatives, one step", _ => "/initiatives?status=analysis"),
            new("initiative", i => $"/initiatives/{region.Initiatives[i * 7 % region.Initiatives.Count]}"),
            new("leaders", _ => "/leaders"),
            new("leaders, searched", i => "/leaders?text=" + Uri.EscapeDataString(Text(i))),
            new("leader", i => $"/leaders/{region.Leaders[i * 7 % region.Leaders.Count]}"),
            new("a missing community is told of", _ => "/missing"),
        ];

        Guid Municipality(int i) => region.Municipalities[i % LargeRegion.MunicipalityCount];
    }

    private static List<Page> WorkOf(LargeRegion region)
    {
        return
        [
            new("work: today", _ => "/today"),
            new("work: today, to ask", _ => "/today/to-ask"),
            new("work: today, reviews", _ => "/today/reviews"),
            new("work: communities, searched", i => "/communities?text=" + Uri.EscapeDataString(Text(i))),
            new("work: community", i => $"/communities/{Community(i)}"),
            new("work: community's history", i => $"/communities/{Community(i)}/history"),
            new("work: editing a community", i => $"/communities/{Community(i)}/edit"),
            new("work: a new community", _ => "/communities/new"),
            new("work: what is alike, while typing", i => string.Create(
                CultureInfo.InvariantCulture,
                $"/communities/lookalikes?municipality={region.Municipalities[i % 63]}&name={
                    Uri.EscapeDataString("ТОС «" + Text(i) + "»")}")),
            new("work: leaders, searched", i => "/leaders?text=" + Uri.EscapeDataString(Text(i))),
            new("work: leader's review", i => $"/leaders/{region.Leaders[i * 7 % region.Leaders.Count]}"),
            new("work: initiative", i => $"/initiatives/{Initiative(i)}"),
            new("work: duplicates", _ => "/duplicates"),
            new("work: moderation", _ => "/moderation"),
            new("work: import", _ => "/import"),
            new("work: what runs", _ => "/work"),
            new("work: notices", _ => "/notices"),
            new("work: people", _ => "/people"),
            new("work: accounts", _ => "/accounts"),
            new("work: own account", _ => "/account"),
        ];

        Guid Community(int i) => region.Communities[i * 37 % LargeRegion.CommunityCount];

        Guid Initiative(int i) => region.Initiatives[i * 7 % region.Initiatives.Count];
    }

    private static string Text(int i) => Texts[i % Texts.Length];

    private static HttpClient Client(WebApplication site)
    {
        var http = new HttpClient { BaseAddress = new Uri(site.Urls.Single()) };
        http.DefaultRequestHeaders.Add("Accept-Encoding", "br");
        return http;
    }

    private static async Task<HttpClient> AdministratorAsync(WebApplication site)
    {
        const string Login = "administrator@example.org", Password = "quiet-yard-by-the-river";
        var account = await site.Services.GetRequiredService<AccountBook>().MakeAsync(
                Login, Password, CancellationToken.None)
            ?? throw new InvalidOperationException("the account was not made");
        await site.Services.GetRequiredService<GrantKeeper>().GiveAsync(
            account, LargeRegion.Region, Role.CentreAdministrator, new Scope.Region(), GrantKeeper.Program,
            Guid.CreateVersion7(), "for measuring", CancellationToken.None);
        var http = Client(site);
        // Pages with a form's token are not compressed.
        var page = await http.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
        var token = Token().Match(page).Groups[1].Value;
        using var form = new FormUrlEncodedContent(
        [
            new("login", Login), new("password", Password), new("form-token", token),
        ]);
        using var reply = await http.PostAsync(new Uri("/sign-in", UriKind.Relative), form);
        using var asked = await http.GetAsync(new Uri("/today", UriKind.Relative));
        return asked is { StatusCode: HttpStatusCode.OK, RequestMessage.RequestUri.AbsolutePath: "/today" }
            ? http
            : throw new InvalidOperationException("the administrator is not signed in");
    }

    [GeneratedRegex("name=\"form-token\" value=\"([^\"]*)\"")]
    private static partial Regex Token();

    private static async Task<WebApplication> StartAsync(string folder)
    {
        var site = await Composition.BuildAsync(
            new HostOptions
            {
                Data = folder, Urls = "http://127.0.0.1:0", Region = LargeRegion.Region,
                Roles = Roles.Web | Roles.Registry | Roles.Api,
                Rates = new RateOptions
                {
                    Address = new(1_000_000, 1_000_000), Account = new(1_000_000, 1_000_000),
                },
            },
            logging => logging.ClearProviders());
        await site.StartAsync();
        return site;
    }

    private static async Task SeenAsync(WebApplication site, long position)
    {
        await using var scope = site.Services.CreateAsyncScope();
        if (!await scope.ServiceProvider.GetRequiredService<IRegistry>()
            .WaitAsync(position, TimeSpan.FromMinutes(10)))
            throw new TimeoutException("the views stand still");
    }

    private static async Task<(long Bytes, List<double> Times)> RepeatAsync(
        HttpClient http, Page page, int count, int from)
    {
        var (bytes, times) = (0L, new List<double>());
        for (var i = from; i < from + count; i++)
            times.Add(await OnceAsync(http, page.Address(i), length => bytes = Math.Max(bytes, length)));
        return (bytes, times);
    }

    private static async Task<double> OnceAsync(HttpClient http, string address, Action<long> length)
    {
        var start = Stopwatch.GetTimestamp();
        using var reply = await http.GetAsync(new Uri(address, UriKind.Relative));
        var content = await reply.Content.ReadAsByteArrayAsync();
        var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        if ((int)reply.StatusCode is not (200 or 404))
            throw new InvalidOperationException($"{address}: {(int)reply.StatusCode}");
        length(content.Length);
        return time;
    }

    private static double At(List<double> times, int percent) =>
        times.Order().ElementAt(Math.Min(times.Count - 1, times.Count * percent / 100));

    private static string Text(double number) => number.ToString("0.0", CultureInfo.InvariantCulture);
}

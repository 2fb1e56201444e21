using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using CommunityGrains.EndToEnd;
using CommunityGrains.Tests;

namespace CommunityGrains.Silo.Specs;

/// <summary>Two silos on one database, as processes, and commands to the same records all the while: so many
/// a second, however long the answers to earlier ones take.</summary>
internal sealed class SilosUnderLoad : IDisposable
{
    public const string Program = "CommunityGrains.Silo.dll";
    private const int Records = 24;

    /// <summary>Commands sent each second.</summary>
    public static readonly int PerSecond = Number("COMMUNITYGRAINS_CHAOS_RATE", 25);

    private readonly Installation centre;
    private readonly CancellationTokenSource over = new();
    private readonly Stopwatch time = Stopwatch.StartNew();
    private readonly List<string> records;
    private readonly Task<int> sending;
    private int sent;
    private int answered;

    private SilosUnderLoad(Installation centre, Hosts silos, List<string> records)
    {
        (this.centre, Silos, this.records) = (centre, silos, records);
        sending = Task.Run(SendAllAsync);
    }

    public Hosts Silos { get; }

    /// <param name="options">What each silo is told besides its ports; null for one cluster.</param>
    public static async Task<SilosUnderLoad> StartAsync(Func<int, string[]>? options = null)
    {
        var house = new Installation(
            await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(), program: Program);
        (await house.RunAsync(
            "import", "municipalities", Installation.Sample("municipalities-RU-BA.csv"), "--region", "RU-BA"))
            .ShouldSucceed();
        string[][] told = [Told(options?.Invoke(0)), Told(options?.Invoke(1))];
        var silos = await Hosts.StartAsync(house, index => house.ServeAsync(["serve", .. told[index]]));
        var municipality = await silos.FirstMunicipalityAsync();
        var registered = new List<string>();
        for (var number = 0; number < Records; number++)
        {
            registered.Add(await silos.SendAsync(
                "/api/v1/communities", Registration(number, municipality), number));
        }

        return new SilosUnderLoad(house, silos, registered);
    }

    /// <summary>A number for longer and harder runs than those of every day.</summary>
    public static int Number(string variable, int usual) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture) : usual;

    /// <summary>Returns when whatever has been sent until now, and in so many seconds more, is answered:
    /// nobody is left behind by what went before.</summary>
    public async Task WorkIsDoneAsync(int seconds = 1)
    {
        var commands = Volatile.Read(ref sent) + (seconds * PerSecond);
        await UntilAsync(
            $"{commands} answers",
            () => Task.FromResult(sending.IsFaulted || Volatile.Read(ref answered) >= commands));
        if (sending.IsFaulted) await sending;
    }

    /// <summary>Returns when the silo says that so many are active in its cluster.</summary>
    public Task UntilActiveAsync(int index, int silosCount) =>
        UntilClusterIsAsync(() => Silos.Servers[index], $"active, silos: {silosCount}");

    /// <summary>Returns when the program says this of its cluster.</summary>
    public static Task UntilClusterIsAsync(Func<Server> program, string state) => UntilAsync(
        $"'{state}'", async () => await ClusterOfAsync(program()) == state);

    public static Task UntilAsync(string what, Func<Task<bool>> isSo) =>
        Installation.WithinAsync(TimeSpan.FromMinutes(2), what, async cancel =>
        {
            using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
            while (!await isSo()) await look.WaitForNextTickAsync(cancel);
        });

    /// <summary>A program before the silos that holds no grains itself.</summary>
    public Task<Server> ClientAsync() => centre.ServeAsync("serve", "--cluster-client", "--roles", "api,web");

    /// <summary>One more command, asked of that program alone.</summary>
    public Task CorrectThroughAsync(Server program) =>
        CorrectAsync(records[0], Silos.Acknowledged.Count, program);

    /// <summary>Ends the load, and looks whether everything that was acknowledged is there, once.</summary>
    public async Task ShouldHaveLostAndDoubledNothingAsync()
    {
        await over.CancelAsync();
        var corrections = await sending;
        TestContext.Current.SendDiagnosticMessage(
            "{0} corrections, {1:0} a second", corrections, corrections / time.Elapsed.TotalSeconds);
        corrections.ShouldBeGreaterThan(PerSecond);
        var history = await History.OfAsync(centre);
        history.Count("community.registered.v1").ShouldBe(Records);
        history.Count("community.corrected.v1").ShouldBe(
            Silos.Acknowledged.Count - Records, "each acknowledged correction once");
        var commands = history.Select(happened => happened.Command).ToHashSet();
        Silos.Acknowledged.Where(key => !commands.Contains(key)).ShouldBeEmpty();
        // Streams without gaps, and views that equal a replay.
        (await centre.RunAsync("check")).ShouldSucceed();
    }

    public void Dispose()
    {
        over.Cancel();
        Silos.Dispose();
        centre.Dispose();
        over.Dispose();
    }

    private async Task<int> SendAllAsync()
    {
        var corrections = new List<Task>();
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!over.IsCancellationRequested)
        {
            while (corrections.Count < time.Elapsed.TotalSeconds * PerSecond)
                corrections.Add(CorrectAsync(records[corrections.Count % records.Count], corrections.Count));
            Volatile.Write(ref sent, corrections.Count);
            await look.WaitForNextTickAsync();
        }

        await Task.WhenAll(corrections);
        return corrections.Count;
    }

    private async Task CorrectAsync(string record, int number, Server? only = null)
    {
        await Silos.SendAsync(
            $"/api/v1/communities/{record}/corrections",
            new { changes = new[] { new { field = "note", to = $"Правка {number}" } } }, number, only);
        Interlocked.Increment(ref answered);
    }

    private static async Task<string?> ClusterOfAsync(Server program)
    {
        try
        {
            using var answer = await program.Client.GetAsync(
                new Uri("/health/ready", UriKind.Relative));
            var health = await answer.Content.ReadFromJsonAsync<JsonElement>();
            return health.GetProperty("parts").EnumerateArray()
                .Single(part => part.GetProperty("part").GetString() == "cluster")
                .GetProperty("state").GetString();
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    // The same at each start: a silo that comes back is known by its address.
    private static string[] Told(string[]? options)
    {
        string[] silo = options?.Contains("--silo") == true
            ? [] : ["--silo", $"127.0.0.1:{Installation.FreePort()}"];
        return [.. silo, "--gateway-port", $"{Installation.FreePort()}", .. options ?? []];
    }

    private static object Registration(int number, string municipality) => new
    {
        fields = new[]
        {
            new { field = "name", to = $"ТОС «Двор {number}»" },
            new { field = "form", to = "territorial-self-government" },
            new { field = "municipality", to = municipality },
        },
        basis = "Протокол № 1",
    };
}

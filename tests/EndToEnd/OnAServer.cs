using System.Net.Http.Json;
using System.Text.Json;
using CommunityGrains.Tests;

namespace CommunityGrains.EndToEnd;

/// <summary>What a centre does with a file, it does with a database on a server by one option more.</summary>
public sealed class OnAServer
{
    [Fact]
    public async Task The_demonstration_runs_with_one_option()
    {
        using var centre = await GivenACentreAsync();
        using (var server = await centre.ServeAsync("demo"))
        {
            var page = await server.Client.GetFromJsonAsync<JsonElement>(
                "/api/v1/communities?text=родник&limit=5");
            page.GetProperty("items").GetArrayLength().ShouldBeGreaterThan(0);
            (await server.Client.GetStringAsync(new Uri("/", UriKind.Relative))).ShouldContain("<html");
            // The views are followed before the server runs; whoever tells people must begin all the same.
            await UntilAsync("people are told", async () => await StateOf(server, "notices") == "running");
        }

        (await centre.RunAsync("check")).ShouldSucceed();
        // Letters too, as soon as the first one was sent: there is no mail server.
        Directory.EnumerateFileSystemEntries(centre.Data).Select(Path.GetFileName).Except(["letters"])
            .ShouldBe(["work"], "only files that are being imported lie in the data folder");
    }

    [Fact]
    public async Task A_first_day()
    {
        using var centre = await GivenACentreAsync();
        await AFirstDay.ImportMunicipalitiesAsync(centre);
        await AFirstDay.ImportAsync(centre, "register", "register-sample.csv");
        var first = await History.OfAsync(centre);
        first.Count("community.registered.v1").ShouldBe(122);

        await AFirstDay.ImportAsync(centre, "register", "register-sample.csv");
        (await History.OfAsync(centre)).Count.ShouldBe(
            first.Count, "the same file again must yield no event");
        await AFirstDay.ImportAsync(centre, "leaders", "leaders-sample.csv");
        (await History.OfAsync(centre)).Count("leader.claimed.v1").ShouldBe(135);

        var export = Path.Combine(centre.Data, "export.csv");
        (await centre.RunAsync("export", "communities", "--format", "csv", "--out", export)).ShouldSucceed();
        (await File.ReadAllLinesAsync(export)).Length.ShouldBeGreaterThan(122);
        (await centre.RunAsync("rebuild")).ShouldSucceed();
        (await centre.RunAsync("check")).ShouldSucceed();
    }

    [Fact]
    public async Task From_the_file_to_the_server_and_back_it_is_the_same_log()
    {
        using var centre = await Prepared.WithRegisterAsync();
        using var server = await GivenACentreAsync();
        (await centre.RunAsync("copy-log", "--to", server.Store!)).ShouldSucceed();
        using var back = new Installation(
            $"sqlite:{Path.Combine(centre.Data, "back", "communitygrains.db")}");
        (await server.RunAsync("copy-log", "--to", back.Store!)).ShouldSucceed();

        var (here, there) = (await History.OfAsync(centre), await History.OfAsync(server));
        there.Select(Written).ShouldBe(here.Select(Written));
        (await server.RunAsync("check")).ShouldSucceed();
        (await back.RunAsync("check")).ShouldSucceed();
        // The commands came along: the same list again is known, row by row.
        await AFirstDay.ImportAsync(server, "register", "register-sample.csv");
        (await History.OfAsync(server)).Count.ShouldBe(here.Count);
        (await centre.RunAsync("copy-log", "--to", server.Store!)).ShouldSucceed();
        await AFirstDay.ImportAsync(server, "leaders", "leaders-sample.csv");
        var refused = await centre.RunAsync("copy-log", "--to", server.Store!, "--lang", "en");
        refused.ExitCode.ShouldBe(3);
        refused.Errors.ShouldContain("events of its own");
    }

    [Fact]
    public async Task Whoever_is_paused_past_his_time_is_followed_and_does_no_harm_when_he_wakes()
    {
        using var centre = await GivenACentreAsync();
        using var first = await centre.ServeAsync("serve");
        using var second = await centre.ServeAsync("serve");
        (await ViewsOf(first)).ShouldBe("running");
        (await ViewsOf(second)).ShouldBe("followed by another program");

        first.Signal("STOP");
        await UntilAsync("the second one follows", async () => await ViewsOf(second) == "running");
        await AFirstDay.ImportMunicipalitiesAsync(centre);
        first.Signal("CONT");
        await UntilAsync(
            "the first one steps back", async () => await ViewsOf(first) == "followed by another program");
        await AFirstDay.ImportAsync(centre, "register", "register-sample.csv");
        (await centre.RunAsync("check")).ShouldSucceed();

        second.KillAtOnce();
        await UntilAsync("the first one follows again", async () => await ViewsOf(first) == "running");
        await UntilAsync("it is ready", () => first.IsReadyAsync(CancellationToken.None));
    }

    [Fact]
    public async Task While_the_database_is_away_questions_are_told_so_and_afterwards_all_goes_on()
    {
        await using var database = await PostgresServer.StartAsync();
        using var centre = new Installation(await database.CreateDatabaseAsync());
        await AFirstDay.ImportMunicipalitiesAsync(centre);
        using var server = await centre.ServeAsync("serve");
        var list = new Uri("/api/v1/municipalities", UriKind.Relative);
        (await server.Client.GetAsync(list)).EnsureSuccessStatusCode();

        await database.StopAsync("immediate");
        using (var answer = await server.Client.GetAsync(list))
        {
            ((int)answer.StatusCode).ShouldBe(503);
            (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()
                .ShouldBe("store.unavailable");
            answer.Headers.RetryAfter.ShouldNotBeNull().Delta.ShouldBe(TimeSpan.FromSeconds(5));
        }

        using (var page = await server.Client.GetAsync(new Uri("/municipalities", UriKind.Relative)))
            ((int)page.StatusCode).ShouldBe(500, "a page that says so");
        await UntilAsync(
            "word that it is not ready", async () => !await server.IsReadyAsync(CancellationToken.None));

        await database.StartAgainAsync();
        await UntilAsync("an answer again", async () =>
        {
            using var answer = await server.Client.GetAsync(list);
            return answer.IsSuccessStatusCode;
        });
        await UntilAsync("readiness again", () => server.IsReadyAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_newer_versions_tables_are_left_alone()
    {
        using var centre = await GivenACentreAsync();
        (await centre.RunAsync("migrate", "--lang", "en")).ShouldSucceed()
            .Output.ShouldContain("steps taken");
        (await centre.RunAsync("migrate", "--lang", "en")).ShouldSucceed().Output.ShouldContain("up to date");
        await Sql.RunAsync(
            centre.Store!,
            "insert into public.migrations (component, number, name) values ('log', 99, '0099-later')");
        foreach (var command in (string[][])[["migrate"], ["check"], ["rebuild"], ["serve"], ["demo"],
            ["import", "municipalities", Installation.Sample("municipalities-RU-BA.csv")],
            ["export", "communities", "--out", "x.csv"], ["copy-log", "--to", "sqlite:copied.db"]])
        {
            var outcome = await centre.RunAsync([.. command, "--lang", "en"]);
            outcome.ExitCode.ShouldBe(3, $"{command[0]}: {outcome.Errors}");
            outcome.Errors.ShouldContain("a newer version has written them");
            outcome.Errors.Trim().ShouldNotContain("\n");
        }
    }

    private static (long, EventLog.StreamId, long, string) Written(EventLog.RecordedEvent recorded) =>
        (recorded.Position, recorded.Stream, recorded.Version, Convert.ToHexString(recorded.Hash.Span));

    internal static async Task<Installation> GivenACentreAsync() =>
        new(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync());

    internal static Task UntilAsync(string what, Func<Task<bool>> isSo) =>
        Installation.WithinAsync(TimeSpan.FromMinutes(1), what, async cancel =>
        {
            using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            while (!await isSo()) await look.WaitForNextTickAsync(cancel);
        });

    internal static Task<string?> ViewsOf(Server server) => StateOf(server, "views");

    private static async Task<string?> StateOf(Server server, string name)
    {
        using var answer = await server.Client.GetAsync(new Uri("/health/ready", UriKind.Relative));
        var health = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return health.GetProperty("parts").EnumerateArray()
            .Single(part => part.GetProperty("part").GetString() == name).GetProperty("state").GetString();
    }
}

using System.Text.Json;
using CommunityGrains.Access;
using CommunityGrains.Host;
using CommunityGrains.Host.Serving;
using CommunityGrains.Specs;
using CommunityGrains.Sqlite;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityGrains.Api.Specs.Program;

public sealed class ReadinessOfTheProgram : CommandLineRun
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_an_empty_folder_it_is_ready_at_once()
    {
        await using var app = await Composition.BuildAsync(Options(Roles.All), _ => { }, cancel: Cancel);
        await app.StartAsync(Cancel);
        var (status, health) = await Ask(app);
        status.ShouldBe(200, health.GetRawText());
        Parts(health).ShouldBe(["log", "views", "process:community-merge",
            "process:suggestion-outcome", "timekeeper", "notices", "mail"]);
        await app.StopAsync(Cancel);
    }

    [Fact]
    public async Task A_view_that_has_died_turns_it_red()
    {
        await RunWell("import", "municipalities", FileOf("m.csv", "name,region\nЗаречный район,RU-BA\n"));
        using (var database = new SqliteDatabase(Path.Combine(Data, "communitygrains.db")))
        {
            // As after a restore to an older point: the view has read what the log does not have.
            await database.WriteAsync((connection, transaction) =>
                connection.Execute("update projections set position = 99", transaction: transaction), Cancel);
        }

        await using var app = await Composition.BuildAsync(Options(Roles.All), _ => { }, cancel: Cancel);
        await app.StartAsync(Cancel);
        (int Status, JsonElement Health) answer;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        do
        {
            answer = await Ask(app);
            limit.Token.ThrowIfCancellationRequested();
        }
        while (answer.Status == 200);
        answer.Status.ShouldBe(503);
        answer.Health.GetProperty("ready").GetBoolean().ShouldBeFalse();
        answer.Health.GetProperty("parts").EnumerateArray()
            .Single(part => part.GetProperty("part").GetString() == "views")
            .GetProperty("reason").GetString()!.ShouldContain("99");
        await app.StopAsync(Cancel);
    }

    [Fact]
    public async Task Events_set_aside_are_shown_and_can_be_tried_again()
    {
        await RunWell("import", "municipalities", FileOf("m.csv", "name,region\nЗаречный район,RU-BA\n"));
        await Rename("municipality.listed.v1", "municipality.flown.v9");
        await RunWell("rebuild");
        await using (var app = await Composition.BuildAsync(Options(Roles.All), _ => { }, cancel: Cancel))
        {
            await app.StartAsync(Cancel);
            await app.Services.GetRequiredService<Deployment>().CatchUpAsync(Cancel);
            (await Ask(app)).Health.GetProperty("parts").EnumerateArray()
                .Single(part => part.GetProperty("part").GetString() == "views")
                .GetProperty("setAside").GetInt32().ShouldBe(1);
            await app.StopAsync(Cancel);
        }

        await Run("rebuild", "--parked");
        Exit.ShouldBe(Host.CommandLine.ExitCode.NeedsPerson, "nothing has changed yet");
        Output.ShouldContain("still set aside: 1");
        await Rename("municipality.flown.v9", "municipality.listed.v1");
        await RunWell("rebuild", "--parked");
        Output.ShouldContain("Set aside no more: 1 events, still set aside: 0");
        await RunWell("check");
    }

    [Theory]
    [InlineData("api", "log")]
    [InlineData(
        "registry", "log", "views", "process:community-merge", "process:suggestion-outcome", "notices",
        "mail")]
    [InlineData("api,timekeeper", "log", "timekeeper")]
    public async Task Roles_decide_what_runs(string roles, params string[] parts)
    {
        await using var app = await Composition.BuildAsync(
            Options(RoleTable.Parse(roles)!.Value), _ => { }, cancel: Cancel);
        await app.StartAsync(Cancel);
        Parts((await Ask(app)).Health).ShouldBe(parts);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        var served = (int)(await http.GetAsync(
            new Uri("/api/v1/communities", UriKind.Relative), Cancel)).StatusCode;
        served.ShouldBe(roles.Contains("api", StringComparison.Ordinal) ? 200 : 404);
        await app.StopAsync(Cancel);
    }

    [Fact]
    public async Task Told_to_stop_it_answers_what_was_taken_and_closes_the_file()
    {
        var app = await Composition.BuildAsync(
            Options(Roles.All), _ => { },
            services => services.AddSingleton<IViewers, ViewersByHeader>(), Cancel);
        await app.StartAsync(Cancel);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        var asked = Enumerable.Range(0, 50).Select(number => http.PostAsync(
            new Uri("/api/v1/municipalities", UriKind.Relative), new StringContent(
                $$"""
                {"name": "Район {{number}}", "officialName": "Район {{number}}", "form": "municipal-district",
                 "region": "RU-BA"}
                """,
                System.Text.Encoding.UTF8, "application/json"), Cancel)).ToList();
        await Task.WhenAny(asked);
        await app.StopAsync(Cancel);
        await app.DisposeAsync();
        var answers = await Task.WhenAll(asked.Select(async one =>
        {
            try
            {
                return (int)(await one).StatusCode;
            }
            catch (HttpRequestException)
            {
                return 0; // the connection was closed before it was taken
            }
        }));
        var acknowledged = answers.Count(status => status == 201);
        acknowledged.ShouldBeGreaterThan(0);
        await using var again = await Deployment.OpenAsync(Options(Roles.All), Cancel);
        (await again.Log.HeadAsync(Cancel)).ShouldBeGreaterThanOrEqualTo(acknowledged);
        await RunWell("check");
    }

    private async Task Rename(string from, string to)
    {
        using var database = new SqliteDatabase(Path.Combine(Data, "communitygrains.db"));
        await database.WriteAsync((connection, transaction) =>
        {
            connection.Execute(
                "drop trigger if exists events_are_never_changed; "
                + "update events set name = @to where name = @from",
                new { from, to }, transaction).ShouldBe(1);
        }, Cancel);
    }

    private static IEnumerable<string?> Parts(JsonElement health) =>
        health.GetProperty("parts").EnumerateArray().Select(part => part.GetProperty("part").GetString());

    private static async Task<(int Status, JsonElement Health)> Ask(WebApplication app)
    {
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancel);
        return ((int)answer.StatusCode,
            JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement);
    }

    private HostOptions Options(Roles roles) =>
        new() { Data = Data, Urls = "http://127.0.0.1:0", Roles = roles };
}

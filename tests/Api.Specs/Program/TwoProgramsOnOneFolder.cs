using CommunityGrains.Domain;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.Engine;
using CommunityGrains.Host;
using CommunityGrains.Host.Serving;
using Dapper;

namespace CommunityGrains.Api.Specs.Program;

public sealed class TwoProgramsOnOneFolder : CommandLineRun
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_import_beside_a_running_server_is_seen_by_it()
    {
        await using var app = await Composition.BuildAsync(Options(), _ => { }, cancel: Cancel);
        await app.StartAsync(Cancel);
        await RunWell("import", "municipalities", FileOf("m.csv", "name,region\nЗаречный район,RU-BA\n"));
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        var page = await http.GetStringAsync(
            new Uri("/api/v1/municipalities?after=1", UriKind.Relative), Cancel);
        page.ShouldContain("Заречный район");
        await app.StopAsync(Cancel);
    }

    [Fact]
    public async Task One_follows_the_log_and_the_other_takes_over_when_it_ends()
    {
        var first = await Deployment.OpenAsync(Options(), Cancel);
        first.StartFollowing();
        await using var second = await Deployment.OpenAsync(Options(), Cancel);
        second.StartFollowing();
        first.Views.IsOwner.ShouldBeTrue();
        second.Views.IsOwner.ShouldBeFalse();
        await Import(second);
        (await second.Registry.WaitAsync(1, TimeSpan.FromSeconds(30), Cancel))
            .ShouldBeTrue("the first one follows for both");
        await first.DisposeAsync();
        await second.Views.TakeAsync(Cancel).WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        second.Views.IsOwner.ShouldBeTrue();
    }

    [Fact]
    public async Task A_rebuild_beside_a_running_server_is_refused()
    {
        await using var deployment = await Deployment.OpenAsync(Options(), Cancel);
        deployment.StartFollowing();
        await Run("rebuild");
        Exit.ShouldBe(Host.CommandLine.ExitCode.Failed);
        Error.ShouldContain("stop it and try again");
    }

    [Fact]
    public async Task Who_waits_for_views_that_another_program_has_let_die_is_told_so()
    {
        await using var first = await Deployment.OpenAsync(Options(), Cancel);
        first.StartFollowing();
        using (var database = new Sqlite.SqliteDatabase(Path.Combine(Data, "communitygrains.db")))
        {
            await database.WriteAsync((connection, transaction) => connection.Execute(
                "drop table municipality", transaction: transaction), Cancel);
        }

        await using var second = await Deployment.OpenAsync(Options(), Cancel);
        second.StartFollowing();
        var town = Guid.CreateVersion7();
        await second.Grains.AskAsync(
            new Order(
                new EventLog.StreamId("RU-BA", "municipality", town),
                new MunicipalityCommand.List(
                    new Asked(new CommandId(town), new PersonId(town), TimeProvider.System.GetUtcNow(),
                        new DateOnly(2026, 11, 21)),
                    "Заречный район", "Заречный муниципальный район", MunicipalityForm.MunicipalDistrict,
                    "RU-BA")),
            Cancel);
        var told = await Should.ThrowAsync<RefusedException>(
            second.CatchUpAsync(Cancel, standStillMax: TimeSpan.FromSeconds(1))
                .WaitAsync(TimeSpan.FromSeconds(30), Cancel));
        told.Message.ShouldContain("another program");
    }

    [Fact]
    public async Task What_fails_to_end_does_not_keep_the_rest_open()
    {
        var first = await Deployment.OpenAsync(Options(), Cancel);
        first.Processes[0].OnHealthChanged = _ => throw new InvalidOperationException("does not end well");
        first.StartFollowing();
        await Should.ThrowAsync<InvalidOperationException>(async () => await first.DisposeAsync());
        await Should.ThrowAsync<ObjectDisposedException>(async () => await first.Log.HeadAsync(Cancel));
        await using var second = await Deployment.OpenAsync(Options(), Cancel);
        (await second.Views.TryTakeAsync(Cancel)).ShouldBeTrue("the views were given back");
    }

    [Fact]
    public async Task A_check_beside_a_running_server_is_clean()
    {
        await using var deployment = await Deployment.OpenAsync(Options(), Cancel);
        deployment.StartFollowing();
        await Import(deployment);
        await RunWell("check");
    }

    private async Task Import(Deployment deployment)
    {
        await using var file = File.OpenRead(FileOf("m.csv", "name,region\nЗаречный район,RU-BA\n"));
        var importer = new Registry.Imports.Importer(
            deployment.Grains, deployment.Records, TimeProvider.System);
        var report = await importer.RunAsync(
            Registry.Imports.ImportKind.Municipalities, new Registry.Imports.ImportRequest(
            "RU-BA", new Domain.PersonId(Guid.CreateVersion7()), new DateOnly(2026, 11, 21), file, "m.csv"),
            Cancel);
        report.New.ShouldBe(1);
    }

    private HostOptions Options() => new() { Data = Data, Urls = "http://127.0.0.1:0" };
}

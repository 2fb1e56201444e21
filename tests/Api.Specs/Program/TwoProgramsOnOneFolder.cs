using CommunityGrains.Host;
using CommunityGrains.Host.Serving;

namespace CommunityGrains.Api.Specs.Program;

public sealed class TwoProgramsOnOneFolder : CommandLineRun
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_import_beside_a_running_server_is_seen_by_it()
    {
        await using var app = await Composition.BuildAsync(Options(), _ => { });
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
        var first = await Deployment.OpenAsync(Options());
        first.StartFollowing();
        await using var second = await Deployment.OpenAsync(Options());
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
        await using var deployment = await Deployment.OpenAsync(Options());
        deployment.StartFollowing();
        await Run("rebuild");
        Exit.ShouldBe(Host.CommandLine.ExitCode.Failed);
        Error.ShouldContain("stop it and try again");
    }

    [Fact]
    public async Task A_check_beside_a_running_server_is_clean()
    {
        await using var deployment = await Deployment.OpenAsync(Options());
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

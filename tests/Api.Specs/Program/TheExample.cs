using CommunityGrains.Access.Accounts;
using CommunityGrains.Domain.Access;
using CommunityGrains.Host;
using CommunityGrains.Host.Checking;
using CommunityGrains.Host.CommandLine;
using CommunityGrains.Host.Demo;
using CommunityGrains.Host.Serving;
using CommunityGrains.Registry.Queries;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityGrains.Api.Specs.Program;

public sealed class TheExample : CommandLineRun
{
    [Fact]
    public async Task Is_loaded_once_and_shows_every_state()
    {
        var cancel = TestContext.Current.CancellationToken;
        var options = new HostOptions { Data = Data };
        await using var deployment = await Deployment.OpenAsync(options, cancel);
        deployment.StartFollowing();
        (await new DemoLoader(deployment, options).LoadAsync(cancel)).ShouldBeTrue();
        var head = await deployment.Log.HeadAsync(cancel);
        (await new DemoLoader(deployment, options).LoadAsync(cancel)).ShouldBeTrue();
        (await deployment.Log.HeadAsync(cancel)).ShouldBe(head, "the second time nothing is recorded");

        var facets = await deployment.Registry.CommunityFacetsAsync(new CommunityQuery("RU-BA"), cancel);
        facets.Total.ShouldBeInRange(115, 125);
        facets.Municipalities.Count.ShouldBe(27);
        foreach (var status in (CommunityStatus[])[CommunityStatus.Proposed, CommunityStatus.Registered,
            CommunityStatus.Active, CommunityStatus.Dormant, CommunityStatus.Closed, CommunityStatus.Merged])
            facets.Statuses.GetValueOrDefault(status).ShouldBeGreaterThan(0, status.ToString());
        var leaders = await deployment.Registry.LeadersAsync(
            new LeaderQuery("RU-BA") { Limit = 200 }, cancel);
        leaders.Items.Select(leader => leader.Standing).Distinct().ShouldBe(
            [LeaderStanding.Claimed, LeaderStanding.UnderReview, LeaderStanding.Contested,
                LeaderStanding.Verified,
             LeaderStanding.Refused, LeaderStanding.Revoked, LeaderStanding.Expired], ignoreOrder: true);
        var initiatives = await deployment.Registry.InitiativesAsync(
            new InitiativeQuery("RU-BA") { Limit = 200 }, cancel);
        initiatives.Items.Select(one => one.Stage).Distinct().Count().ShouldBe(4);
        (await LogCheck.RunAsync(deployment.Log, deployment.Store.Archive, cancel)).Faults.ShouldBeEmpty();
        (await ViewCheck.RunAsync(deployment, options, cancel)).Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(100)]
    [InlineData(500)]
    [InlineData(900)]
    public async Task Begun_and_broken_off_it_is_completed(long position)
    {
        var cancel = TestContext.Current.CancellationToken;
        var options = new HostOptions { Data = Data };
        await using (var deployment = await Deployment.OpenAsync(options, cancel))
        {
            deployment.StartFollowing();
            using var broken = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            var loading = new DemoLoader(deployment, options).LoadAsync(broken.Token);
            await deployment.Log.WaitAsync(position, cancel).AsTask()
                .WaitAsync(TimeSpan.FromSeconds(60), cancel);
            await broken.CancelAsync();
            await loading.ContinueWith(_ => { }, cancel, TaskContinuationOptions.None, TaskScheduler.Default);
            loading.IsFaulted.ShouldBeFalse("it was broken off, or had just been done");
        }

        await using var again = await Deployment.OpenAsync(options, cancel);
        again.StartFollowing();
        (await new DemoLoader(again, options).LoadAsync(cancel)).ShouldBeTrue();
        await using var whole = await Deployment.OpenAsync(
            new HostOptions { Data = Data + "-whole" }, cancel);
        whole.StartFollowing();
        await new DemoLoader(whole, new HostOptions { Data = Data + "-whole" }).LoadAsync(cancel);
        (await again.Log.HeadAsync(cancel)).ShouldBe(await whole.Log.HeadAsync(cancel));
    }

    [Fact]
    public async Task Leaves_a_folder_with_records_of_its_own_alone()
    {
        await RunWell("import", "municipalities", FileOf("m.csv", "name,region\nЗаречный район,RU-BA\n"));
        var options = new HostOptions { Data = Data };
        await using var deployment = await Deployment.OpenAsync(
            options, TestContext.Current.CancellationToken);
        deployment.StartFollowing();
        (await new DemoLoader(deployment, options).LoadAsync(TestContext.Current.CancellationToken))
            .ShouldBeFalse();
        (await deployment.Log.HeadAsync(TestContext.Current.CancellationToken)).ShouldBe(1);
    }

    [Fact]
    public async Task Has_an_account_for_each_role_ready_to_sign_in_with()
    {
        var cancel = TestContext.Current.CancellationToken;
        var options = new HostOptions { Data = Data, Urls = "http://127.0.0.1:0" };
        await using var app = await Composition.BuildAsync(options, _ => { }, cancel: cancel);
        var deployment = app.Services.GetRequiredService<Deployment>();
        var (book, keeper) = (app.Services.GetRequiredService<AccountBook>(),
            app.Services.GetRequiredService<GrantKeeper>());
        var accounts = await new DemoAccounts(book, keeper, options).MakeAsync(cancel);
        var head = await deployment.Log.HeadAsync(cancel);
        (await new DemoAccounts(book, keeper, options).MakeAsync(cancel)).ShouldBe(accounts);
        (await deployment.Log.HeadAsync(cancel)).ShouldBe(head, "the second time nothing is recorded");

        accounts.Select(account => account.Role)
            .ShouldBe(Enum.GetValues<Role>().Where(role => role != Role.Visitor), ignoreOrder: true);
        foreach (var (role, login) in accounts)
        {
            var account = (await book.FindByLoginAsync(login, cancel)).ShouldNotBeNull(login);
            var grant = (await keeper.OfAsync(account.Id, cancel)).ShouldHaveSingleItem();
            (grant.Region, grant.Role).ShouldBe(("RU-BA", role));
        }
    }

    [Fact]
    public async Task Is_not_shown_to_other_machines()
    {
        await Run("demo", "--urls", "http://0.0.0.0:0");
        Exit.ShouldNotBe(ExitCode.Done);
        Error.ShouldContain("this machine only");
    }
}

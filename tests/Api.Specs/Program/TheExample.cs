using CommunityGrains.Host;
using CommunityGrains.Host.Checking;
using CommunityGrains.Host.Demo;
using CommunityGrains.Host.Serving;
using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Api.Specs.Program;

public sealed class TheExample : CommandLineRun
{
    [Fact]
    public async Task Is_loaded_once_and_shows_every_state()
    {
        var cancel = TestContext.Current.CancellationToken;
        var options = new HostOptions { Data = Data };
        await using var deployment = new Deployment(options);
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
        (await LogCheck.RunAsync(deployment.Log, cancel)).Faults.ShouldBeEmpty();
        (await ViewCheck.RunAsync(deployment, options, cancel)).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Leaves_a_folder_with_records_of_its_own_alone()
    {
        await RunWell("import", "municipalities", FileOf("m.csv", "name,region\nЗаречный район,RU-BA\n"));
        var options = new HostOptions { Data = Data };
        await using var deployment = new Deployment(options);
        deployment.StartFollowing();
        (await new DemoLoader(deployment, options).LoadAsync(TestContext.Current.CancellationToken))
            .ShouldBeFalse();
        (await deployment.Log.HeadAsync(TestContext.Current.CancellationToken)).ShouldBe(1);
    }
}

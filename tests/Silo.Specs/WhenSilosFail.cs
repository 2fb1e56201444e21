using System.Diagnostics;
using CommunityGrains.EndToEnd;

namespace CommunityGrains.Silo.Specs;

/// <summary>Whatever becomes of the silos: no acknowledged command is lost or doubled, streams have no gaps,
/// and the views equal a replay.</summary>
public sealed class WhenSilosFail
{
    private static readonly int Kills = SilosUnderLoad.Number("COMMUNITYGRAINS_CHAOS_KILLS", 4);

    [Fact]
    public async Task Killed_again_and_again_in_turn()
    {
        using var load = await SilosUnderLoad.StartAsync();
        for (var kill = 1; kill <= Kills; kill++)
        {
            await load.WorkIsDoneAsync();
            await load.Silos.KillAndStartAgainAsync(kill % 2);
            await load.UntilActiveAsync(kill % 2, 2);
        }

        await load.WorkIsDoneAsync();
        await load.ShouldHaveLostAndDoubledNothingAsync();
    }

    [Fact]
    public async Task Paused_for_half_a_minute_declared_dead_and_started_again()
    {
        using var load = await SilosUnderLoad.StartAsync();
        await load.WorkIsDoneAsync();
        load.Silos.Servers[0].Signal("STOP");
        var paused = Stopwatch.GetTimestamp();
        await load.UntilActiveAsync(1, 1);
        await load.WorkIsDoneAsync();
        await SilosUnderLoad.UntilAsync(
            "half a minute", () => Task.FromResult(Stopwatch.GetElapsedTime(paused).TotalSeconds > 30));

        load.Silos.Servers[0].Signal("CONT");
        (await load.Silos.Servers[0].EndAsync("the end of the silo that is held for dead")).ShouldNotBe(0);
        await load.Silos.StartAgainAsync(0);
        await load.UntilActiveAsync(1, 2);
        await load.WorkIsDoneAsync();
        await load.ShouldHaveLostAndDoubledNothingAsync();
    }

    [Fact]
    public async Task Cut_off_from_each_other_one_stays_and_the_other_comes_back()
    {
        int[] behind = [Installation.FreePort(), Installation.FreePort()];
        Cable[] cables = [Cable.LeadingTo(behind[0]), Cable.LeadingTo(behind[1])];
        using var first = cables[0];
        using var second = cables[1];
        using var load = await SilosUnderLoad.StartAsync(index =>
            ["--silo", $"127.0.0.1:{cables[index].Port}", "--silo-listen", $"127.0.0.1:{behind[index]}"]);
        await load.UntilActiveAsync(0, 2);
        await load.WorkIsDoneAsync();

        foreach (var cable in cables) cable.Cut();
        await SilosUnderLoad.UntilAsync(
            "the end of one of them", () => Task.FromResult(load.Silos.Servers.Any(silo => silo.HasEnded)));
        var dead = load.Silos.Servers[0].HasEnded ? 0 : 1;
        await load.UntilActiveAsync(1 - dead, 1);
        await load.WorkIsDoneAsync();

        foreach (var cable in cables) cable.Mend();
        await load.Silos.StartAgainAsync(dead);
        await load.UntilActiveAsync(1 - dead, 2);
        await load.WorkIsDoneAsync();
        await load.ShouldHaveLostAndDoubledNothingAsync();
    }

    [Fact]
    public async Task Restarted_one_after_the_other_in_good_order()
    {
        using var load = await SilosUnderLoad.StartAsync();
        for (var round = 0; round < 2; round++)
        {
            await load.WorkIsDoneAsync();
            load.Silos.Servers[round % 2].Signal("TERM");
            (await load.Silos.Servers[round % 2].EndAsync("the end in good order")).ShouldBe(0);
            await load.Silos.StartAgainAsync(round % 2);
            await load.UntilActiveAsync(round % 2, 2);
        }

        await load.WorkIsDoneAsync();
        await load.ShouldHaveLostAndDoubledNothingAsync();
    }

    [Fact]
    public async Task Who_only_asks_the_silos_bears_with_the_end_of_all_of_them()
    {
        using var load = await SilosUnderLoad.StartAsync();
        using var client = await load.ClientAsync();
        await load.CorrectThroughAsync(client);

        foreach (var silo in load.Silos.Servers) silo.KillAtOnce();
        await SilosUnderLoad.UntilClusterIsAsync(() => client, "client, gateways: 0");
        var asking = load.CorrectThroughAsync(client);
        await Task.WhenAll(load.Silos.StartAgainAsync(0), load.Silos.StartAgainAsync(1));
        await asking;
        await load.WorkIsDoneAsync();
        await load.ShouldHaveLostAndDoubledNothingAsync();
    }

    [Fact]
    public async Task In_two_clusters_that_know_nothing_of_each_other_each_grain_lives_twice()
    {
        using var load = await SilosUnderLoad.StartAsync(index => ["--cluster", $"cluster-{index}"]);
        await load.UntilActiveAsync(0, 1);
        await load.UntilActiveAsync(1, 1);
        await load.WorkIsDoneAsync(seconds: 10);
        await load.ShouldHaveLostAndDoubledNothingAsync();
    }
}

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.EndToEnd;
using CommunityGrains.Engine;
using CommunityGrains.Host;

namespace CommunityGrains.Silo.Specs;

/// <summary>The program's silos over the cluster's tables in PostgreSQL: members, snapshots,
/// reminders.</summary>
public sealed class TheCluster
{
    private readonly StreamId yard = new("RU-BA", GrainKinds.Community.Category, Guid.CreateVersion7());

    [Fact]
    public async Task Whichever_silo_is_asked_it_is_one_grain()
    {
        await using var cluster = await ClusterOfTwo.StartAsync();
        foreach (var silo in (int[])[0, 1])
            await UntilAsync("both are active", () => cluster[silo].Health!.State == "active, silos: 2");
        (await cluster[0].Grains.AskAsync(Register())).ShouldBeOfType<Reply.Accepted>();
        for (var number = 0; number < 20; number++)
        {
            (await cluster[number % 2].Grains.AskAsync(Correct($"правка {number}")))
                .ShouldBeOfType<Reply.Accepted>().Version.ShouldBe(number + 2);
        }

        (await cluster[0].Grains.StateAsync(yard)).ShouldBe(await cluster[1].Grains.StateAsync(yard));
        var considered = await cluster[1].Grains.ConsiderAsync(Correct("ещё одна"));
        considered.Events.ShouldHaveSingleItem().ShouldBeOfType<CommunityEvent.Corrected>();
        await Should.ThrowAsync<CommandReusedException>(async () =>
        {
            var order = Correct("та же");
            await cluster[0].Grains.AskAsync(order);
            await cluster[1].Grains.AskAsync(Correct("другая", order.Command.Asked.Id));
        });
    }

    [Fact]
    public async Task Snapshots_are_written_behind_into_grain_storage_and_found_there()
    {
        const string versions = "select string_agg(version::text, ' ') from orleans.grain_state";
        var loads = new ConcurrentQueue<string>();
        using var listening = LoadsOfCommunities(loads);
        await using var cluster = await ClusterOfTwo.StartAsync();
        await cluster[0].Grains.AskAsync(Register());
        // Behind the answers, and of two that wait only the newer: so each is waited for.
        await CorrectUntilSnapshotAsync("1");
        await CorrectUntilSnapshotAsync("2");
        var before = await cluster[1].Grains.StateAsync(yard);
        loads.ShouldAllBe(from => from == "log");

        await cluster.StartAnotherAsync();
        await cluster.StopAsync(0);
        await cluster.StopAsync(0);
        (await cluster[0].Grains.StateAsync(yard)).ShouldBe(before);
        loads.Last().ShouldBe("snapshot");

        async Task CorrectUntilSnapshotAsync(string version)
        {
            for (var number = 0; number < 200; number++)
                await cluster[0].Grains.AskAsync(Correct($"правка {version}/{number}"));
            await SilosUnderLoad.UntilAsync($"one snapshot, written {version} times", async () =>
                await Sql.TextAsync(cluster.Connection, versions) == version);
        }
    }

    [Fact]
    public async Task Each_silo_makes_the_first_round_and_then_one_makes_them_until_it_leaves()
    {
        await using var cluster = await ClusterOfTwo.StartAsync(
            new ClusterPlace { BetweenRounds = TimeSpan.FromSeconds(1) });
        foreach (var silo in (int[])[0, 1])
            await UntilAsync("both are active", () => cluster[silo].Health!.State == "active, silos: 2");
        using var over = new CancellationTokenSource();
        var rounds = new ConcurrentQueue<int>();
        await cluster[0].KeepTimeAsync(_ => RoundAsync(0), over.Token);
        await cluster[1].KeepTimeAsync(_ => RoundAsync(1), over.Token);
        rounds.Order().Distinct().ShouldBe([0, 1]);

        rounds.Clear();
        await UntilAsync("three rounds", () => rounds.Count >= 3);
        var holder = rounds.Distinct().ShouldHaveSingleItem();
        await cluster.StopAsync(holder);
        await UntilAsync("a round by the other silo", () => rounds.Contains(1 - holder));

        Task<bool> RoundAsync(int silo)
        {
            rounds.Enqueue(silo);
            return Task.FromResult(true);
        }
    }

    [Fact]
    public async Task Only_a_silo_with_the_role_is_reminded()
    {
        await using var cluster = await ClusterOfTwo.StartAsync(
            new ClusterPlace { BetweenRounds = TimeSpan.FromSeconds(1) }, [Roles.Api, Roles.All]);
        using var over = new CancellationTokenSource();
        var rounds = 0;
        await cluster[1].KeepTimeAsync(
            _ =>
            {
                Interlocked.Increment(ref rounds);
                return Task.FromResult(true);
            },
            over.Token);
        await UntilAsync("three more rounds", () => Volatile.Read(ref rounds) > 3);
    }

    [Fact]
    public async Task What_is_no_server_cannot_hold_a_cluster()
    {
        using var centre = new Installation(program: SilosUnderLoad.Program);
        var outcome = await centre.RunAsync("serve", "--lang", "en");
        outcome.ExitCode.ShouldBe(3, outcome.Output);
        outcome.Errors.ShouldContain("--store");
        outcome.Errors.Trim().ShouldNotContain("\n");
    }

    [Theory]
    [InlineData("--silo", "0.0.0.0:11111")]
    [InlineData("--silo", "silo-1")]
    [InlineData("--silo-listen", "10.0.0.5")]
    [InlineData("--idle-minutes", "1")]
    public async Task What_cannot_be_is_refused_by_its_name(string option, string value)
    {
        using var centre = new Installation(program: SilosUnderLoad.Program);
        var outcome = await centre.RunAsync("serve", option, value, "--lang", "en");
        outcome.ExitCode.ShouldBe(2, outcome.Output);
        outcome.Errors.Split('\n').Count(line => line.StartsWith($"{option}: ", StringComparison.Ordinal))
            .ShouldBe(1, outcome.Errors);
    }

    private Order Register() => new(yard, new CommunityCommand.Register(
        Asked(), [
            new(RegisterField.Name, "ТОС «Дружный двор»"),
            new(RegisterField.Form, "territorial-self-government"),
            new(RegisterField.Municipality, Guid.CreateVersion7().ToString()),
        ], "Решение № 1"));

    private Order Correct(string note, CommandId? id = null) => new(yard, new CommunityCommand.Correct(
        Asked(id), [new(RegisterField.Note, note)]));

    private static Asked Asked(CommandId? id = null) => new(
        id ?? new CommandId(Guid.CreateVersion7()), new PersonId(Guid.Empty), DateTimeOffset.UnixEpoch,
        new DateOnly(2026, 3, 1));

    private static MeterListener LoadsOfCommunities(ConcurrentQueue<string> loads)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "communitygrains.engine.loads")
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            var told = tags.ToArray().ToDictionary(tag => tag.Key, tag => $"{tag.Value}");
            if (told["grain.category"] == GrainKinds.Community.Category) loads.Enqueue(told["outcome"]);
        });
        listener.Start();
        return listener;
    }

    private static Task UntilAsync(string what, Func<bool> isSo) =>
        SilosUnderLoad.UntilAsync(what, () => Task.FromResult(isSo()));
}

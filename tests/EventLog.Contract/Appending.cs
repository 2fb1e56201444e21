using static CommunityGrains.EventLog.Contract.Requests;

namespace CommunityGrains.EventLog.Contract;

/// <summary>Versions, conflicts, and requests that share a commit. Traps 6, 7 and 9.</summary>
public abstract class Appending(LogStore store) : LogContract(store)
{
    [Fact]
    public async Task The_first_event_of_a_stream_has_version_1_and_a_position()
    {
        var verdict = await Append(To(NewStream(), 0));
        verdict.ShouldBe(new AppendVerdict.Appended(1, 1));
    }

    [Fact]
    public async Task Several_events_of_a_request_follow_each_other()
    {
        var stream = NewStream();
        await Append(To(stream, 0, events: 2));
        (await Append(To(stream, 2, events: 3))).ShouldBe(new AppendVerdict.Appended(5, 5));
        (await Log.ReadStreamAsync(stream, 0, 100, Cancel)).Select(recorded => recorded.Version)
            .ShouldBe([1, 2, 3, 4, 5]);
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(0, 1, false)]
    [InlineData(2, 2, true)]
    [InlineData(2, 1, false)]
    [InlineData(2, 3, false)]
    [InlineData(2, 0, false)]
    public async Task A_decision_on_another_version_is_a_conflict_and_stores_nothing(
        int actual, int expected, bool appended)
    {
        var stream = NewStream();
        if (actual > 0) await Append(To(stream, 0, events: actual));
        var request = To(stream, expected);
        var verdict = await Append(request);
        if (appended) verdict.ShouldBeOfType<AppendVerdict.Appended>();
        else verdict.ShouldBe(new AppendVerdict.Conflict(actual));
        (await Everything()).Count.ShouldBe(actual + (appended ? 1 : 0));
        (await Log.FindCommandAsync(request.Command, Cancel) is not null).ShouldBe(appended);
    }

    /// <summary>Trap 6.</summary>
    [Fact, Trait("Trap", "6")]
    public async Task Of_many_first_appends_to_one_new_stream_one_wins_and_only_its_events_are_there()
    {
        await using var other = await Store.OpenLogAsync();
        var stream = NewStream();
        var requests = Enumerable.Range(0, 100).Select(_ => To(stream, 0, events: 2)).ToList();
        var verdicts = await Task.WhenAll(requests.Select((request, index) =>
            (index % 2 == 0 ? Log : other).AppendAsync(request, Cancel).AsTask())).Within("verdicts");

        verdicts.OfType<AppendVerdict.Appended>().Count().ShouldBe(1);
        verdicts.OfType<AppendVerdict.Conflict>().Count().ShouldBe(99);
        var winner = requests[Array.FindIndex(verdicts, verdict => verdict is AppendVerdict.Appended)];
        (await Everything()).Select(recorded => recorded.Command).ShouldBe([winner.Command, winner.Command]);
    }

    /// <summary>Trap 7.</summary>
    [Fact, Trait("Trap", "7")]
    public async Task The_loser_of_two_activations_reads_the_tail_and_decides_again()
    {
        await using var other = await Store.OpenLogAsync();
        var stream = NewStream();
        await Append(To(stream, 0));
        var first = await Append(To(stream, 1));
        var second = await other.AppendAsync(To(stream, 1), Cancel);
        first.ShouldBeOfType<AppendVerdict.Appended>();
        second.ShouldBe(new AppendVerdict.Conflict(2));
        (await other.ReadStreamAsync(stream, 1, 10, Cancel)).Count.ShouldBe(1);
        (await other.AppendAsync(To(stream, 2), Cancel)).ShouldBe(new AppendVerdict.Appended(3, 3));
    }

    [Fact]
    public async Task Several_requests_of_one_stream_in_one_batch_are_decided_in_their_order()
    {
        var stream = NewStream();
        var chain = Enumerable.Range(0, 50).Select(version => Append(To(stream, version)).AsTask()).ToList();
        var late = Append(To(stream, 7)).AsTask();
        (await Task.WhenAll(chain)).ShouldAllBe(verdict => verdict is AppendVerdict.Appended);
        (await late).ShouldBe(new AppendVerdict.Conflict(50));
        await ChainsHold(Log);
    }

    /// <summary>Trap 9.</summary>
    [Theory, Trait("Trap", "9")]
    [InlineData(0)]
    [InlineData(57)]
    [InlineData(99)]
    public async Task A_poison_request_in_a_batch_of_100_fails_alone(int poisonAt)
    {
        await Store.PoisonAsync("community.poisoned.v1");
        var stream = NewStream();
        var requests = Enumerable.Range(0, 100).Select(index => index == poisonAt
            ? To(stream, 0) with { Events = [Event(), Event("community.poisoned.v1")] }
            : To(NewStream(), 0)).ToList();
        var answers = requests.Select(request => Append(request).AsTask()).ToList();

        foreach (var (answer, index) in answers.Select((answer, index) => (answer, index)))
        {
            if (index == poisonAt) await Should.ThrowAsync<AppendFailedException>(answer.Within("failure"));
            else (await answer.Within("verdict")).ShouldBeOfType<AppendVerdict.Appended>();
        }

        (await Everything()).Count.ShouldBe(99);
        (await Log.ReadStreamAsync(stream, 0, 10, Cancel)).ShouldBeEmpty(
            "of the poison request nothing is stored");
        (await Log.FindCommandAsync(requests[poisonAt].Command, Cancel)).ShouldBeNull();
        await ChainsHold(Log);
    }

    /// <summary>Trap 9.</summary>
    [Fact, Trait("Trap", "9")]
    public async Task Two_logs_whose_batches_share_streams_in_opposite_order_do_not_block_each_other()
    {
        await using var other = await Store.OpenLogAsync();
        var streams = Enumerable.Range(0, 40).Select(_ => NewStream()).ToList();
        var forth = streams.Select(stream => Log.AppendAsync(To(stream, 0), Cancel).AsTask());
        var back = streams.AsEnumerable().Reverse()
            .Select(stream => other.AppendAsync(To(stream, 0), Cancel).AsTask());
        var verdicts = await Task.WhenAll([.. forth, .. back]).Within("verdicts");
        verdicts.OfType<AppendVerdict.Appended>().Count().ShouldBe(40);
        verdicts.OfType<AppendVerdict.Conflict>().Count().ShouldBe(40);
    }

    [Fact]
    public async Task What_was_recorded_comes_back_as_it_was()
    {
        var request = To(NewStream(), 0) with
        {
            Events = [Event("community.registered.v1", "ТОС «Юг», ё"), Event("community.noted.v1")],
            BusinessDate = new DateOnly(2024, 2, 29),
            Account = "участковый-7",
            Causation = Guid.NewGuid(),
            Correlation = Guid.NewGuid(),
        };
        await Append(request);
        await ReopenAsync();

        var events = await Log.ReadStreamAsync(request.Stream, 0, 10, Cancel);
        events.Count.ShouldBe(2);
        foreach (var (recorded, given) in events.Zip(request.Events))
        {
            recorded.Name.ShouldBe(given.Name);
            recorded.Json.ToArray().ShouldBe(given.Json.ToArray());
            recorded.Stream.ShouldBe(request.Stream);
            recorded.Stream.Region.ShouldBe("RU-BA");
            recorded.BusinessDate.ShouldBe(request.BusinessDate);
            recorded.Account.ShouldBe(request.Account);
            recorded.Command.ShouldBe(request.Command);
            recorded.Causation.ShouldBe(request.Causation);
            recorded.Correlation.ShouldBe(request.Correlation);
        }
    }

    [Fact]
    public async Task Recorded_time_never_runs_backwards_even_when_the_clock_does()
    {
        var clock = new SetClock(
            new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero).AddTicks(1_234_567));
        await ReopenAsync(clock);
        await Append(To(NewStream(), 0));
        clock.Now -= TimeSpan.FromHours(3);
        await Append(To(NewStream(), 0));
        await ReopenAsync(clock);
        await Append(To(NewStream(), 0));
        clock.Now += TimeSpan.FromHours(4);
        await Append(To(NewStream(), 0));

        var first = new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero).AddTicks(1_234_560);
        var last = first.AddHours(1);
        (await Everything()).Select(recorded => recorded.RecordedAt).ShouldBe([first, first, first, last]);
    }

    private sealed class SetClock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}

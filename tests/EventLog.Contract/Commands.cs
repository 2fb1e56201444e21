using System.Text;
using static CommunityGrains.EventLog.Contract.Requests;

namespace CommunityGrains.EventLog.Contract;

/// <summary>A command id is kept with what came of it. Trap 8.</summary>
public abstract class Commands(LogStore store) : LogContract(store)
{
    /// <summary>Trap 8: the commit is there, the reply never arrived, the log was restarted.</summary>
    [Theory, Trait("Trap", "8")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_asks_again_after_a_lost_reply_gets_the_first_verdict_and_no_second_event(
        bool restarted)
    {
        await Append(To(NewStream(), 0, events: 3));
        var request = To(NewStream(), 0, events: 2);
        await Append(request);
        await Append(To(request.Stream, 2));
        if (restarted) await ReopenAsync();

        var again = (await Append(request)).ShouldBeOfType<AppendVerdict.Repeated>();
        (again.Kept.Position, again.Kept.Version, again.Kept.EventCount).ShouldBe((5, 2, 2));
        again.Kept.Stream.ShouldBe(request.Stream);
        (await Everything()).Count.ShouldBe(6);
    }

    [Fact]
    public async Task The_same_request_many_times_at_once_is_appended_once()
    {
        await using var other = await Store.OpenLogAsync();
        var request = To(NewStream(), 0);
        var verdicts = await Task.WhenAll(Enumerable.Range(0, 40).Select(index =>
            (index % 2 == 0 ? Log : other).AppendAsync(request, Cancel).AsTask())).Within("verdicts");
        verdicts.OfType<AppendVerdict.Appended>().Count().ShouldBe(1);
        verdicts.OfType<AppendVerdict.Repeated>().Count().ShouldBe(39);
        (await Everything()).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    public async Task A_repeated_command_is_known_whatever_version_it_is_asked_on(long expectedVersion)
    {
        var request = To(NewStream(), 0);
        await Append(request);
        var again = await Append(request with { ExpectedVersion = expectedVersion });
        again.ShouldBeOfType<AppendVerdict.Repeated>().Kept.Version.ShouldBe(1);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public async Task A_command_id_used_for_something_else_is_refused(bool otherStream, long expectedVersion)
    {
        var request = To(NewStream(), 0);
        await Append(request);
        var reused = otherStream
            ? To(NewStream(), expectedVersion, command: request.Command)
            : To(request.Stream, expectedVersion, command: request.Command, asked: "something else");
        (await Append(reused)).ShouldBeOfType<AppendVerdict.CommandReused>();
        (await Everything()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_command_without_events_is_kept_with_its_outcome_at_the_head()
    {
        await Append(To(NewStream(), 0, events: 4));
        var refused = To(NewStream(), 0, events: 0) with { Outcome = """{"refused":"x.y"}"""u8.ToArray() };
        (await Append(refused)).ShouldBe(new AppendVerdict.Appended(4, 0));
        await ReopenAsync();

        var kept = (await Append(refused)).ShouldBeOfType<AppendVerdict.Repeated>().Kept;
        (kept.Position, kept.Version, kept.EventCount).ShouldBe((4, 0, 0));
        Encoding.UTF8.GetString(kept.Outcome.Span).ShouldBe("""{"refused":"x.y"}""");
        (await Everything()).Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_command_without_events_is_not_decided_on_a_stale_version_either()
    {
        var stream = NewStream();
        await Append(To(stream, 0));
        (await Append(To(stream, 0, events: 0))).ShouldBe(new AppendVerdict.Conflict(1));
    }

    [Fact]
    public async Task A_command_is_found_by_its_id()
    {
        var request = To(NewStream(), 0, events: 2);
        await Append(request);
        var kept = (await Log.FindCommandAsync(request.Command, Cancel)).ShouldNotBeNull();
        (kept.Command, kept.Stream, kept.Position, kept.Version, kept.EventCount)
            .ShouldBe((request.Command, request.Stream, 2L, 2L, 2));
        kept.Fingerprint.ToArray().ShouldBe(request.Fingerprint.ToArray());
        kept.Outcome.Length.ShouldBe(0);
        (await Log.FindCommandAsync(Guid.NewGuid(), Cancel)).ShouldBeNull();
    }
}

using System.Text;
using CommunityGrains.EventLog.Codec;
using static CommunityGrains.EventLog.Contract.Requests;

namespace CommunityGrains.EventLog.Contract;

/// <summary>Reading a stream, and everything in order without holes. Traps 1, 3, 4, 5 and 17.</summary>
public abstract class Reading(LogStore store) : LogContract(store)
{
    [Fact]
    public async Task An_empty_log_has_head_0_and_nothing_to_read()
    {
        (await Log.HeadAsync(Cancel)).ShouldBe(0);
        (await Everything()).ShouldBeEmpty();
        (await Log.ReadStreamAsync(NewStream(), 0, 10, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Everything_is_read_in_pages_each_event_once()
    {
        foreach (var count in (int[])[3, 1, 4, 1, 5]) await AppendSeen(To(NewStream(), 0, count));
        var seen = new List<long>();
        while (await Log.ReadAllAsync(seen.LastOrDefault(), 4, Cancel) is { Count: > 0 } page)
        {
            page.Count.ShouldBeLessThanOrEqualTo(4);
            seen.AddRange(page.Select(recorded => recorded.Position));
        }

        seen.ShouldBe(Enumerable.Range(1, 14).Select(number => (long)number));
        (await Log.HeadAsync(Cancel)).ShouldBe(14);
    }

    /// <summary>Long pages may be read another way than short ones, and rows are of any length.</summary>
    [Fact]
    public async Task A_long_page_says_the_same_as_short_ones()
    {
        int[] lengths = [1, 60, 300, 7_000, 70_000, 300_000];
        foreach (var part in Enumerable.Range(0, 20))
        {
            var request = To(NewStream(), 0, events: 60) with
            {
                Account = part % 3 == 0 ? "Центр, отдел «Восток»" : "somebody",
            };
            await Append(request with
            {
                Events = [.. request.Events.Select((happened, number) => Event(
                    number % 2 == 0 ? happened.Name : "community.noted-otherwise.v1",
                    new string('ё', lengths[number % 7 == 0 ? (part + number) % lengths.Length : 1])))],
            });
        }

        var whole = await Everything();
        whole.Count.ShouldBe(1_200);
        var parts = new List<RecordedEvent>();
        while (await Log.ReadAllAsync(parts.LastOrDefault()?.Position ?? 0, 90, Cancel)
            is { Count: > 0 } page)
            parts.AddRange(page);
        whole.Select(Written).ShouldBe(parts.Select(Written));
        (await Log.ReadAllAsync(whole[99].Position, 700, Cancel)).Select(Written)
            .ShouldBe(parts.Skip(100).Take(700).Select(Written));
        await ChainsHold(Log);

        static string Written(RecordedEvent recorded) =>
            (recorded with { Json = default, Hash = default })
            + Encoding.UTF8.GetString(recorded.Json.Span) + Convert.ToHexString(recorded.Hash.Span);
    }

    [Fact]
    public async Task A_stream_is_read_from_after_a_version_up_to_a_count()
    {
        var stream = NewStream();
        await Append(To(stream, 0, events: 3));
        await Append(To(NewStream(), 0, events: 2));
        await Append(To(stream, 3, events: 4));
        var page = await Log.ReadStreamAsync(stream, 2, 3, Cancel);
        page.Select(recorded => recorded.Version).ShouldBe([3, 4, 5]);
        page.ShouldAllBe(recorded => recorded.Stream == stream);
    }

    [Fact]
    public async Task A_page_shorter_than_asked_for_is_the_end_of_the_stream()
    {
        const int Events = 2_500;
        var stream = NewStream();
        for (var version = 0; version < Events; version += 500)
        {
            await Append(To(stream, version, events: 500));
            await Append(To(NewStream(), 0));
        }

        foreach (var countMax in (int[])[700, 999, 1_000, 2_499, Events, Events + 1, int.MaxValue])
        {
            for (var after = 0; after <= Events; after += Math.Min(countMax, Events + 1 - after))
            {
                var page = await Log.ReadStreamAsync(stream, after, countMax, Cancel);
                page.Count.ShouldBe(Math.Min(countMax, Events - after), $"{countMax} after {after}");
            }
        }
    }

    /// <summary>Traps 1 and 3, with conflicts and poison in between. Trap 4: what was rolled back stalls
    /// nobody.</summary>
    [Fact, Trait("Trap", "1"), Trait("Trap", "3"), Trait("Trap", "4")]
    public async Task A_reader_beside_32_writers_sees_every_event_once_and_in_order()
    {
        const int Writers = 32, AppendsEach = 40;
        await Store.PoisonAsync("community.poisoned.v1");
        await using var other = await Store.OpenLogAsync();
        var streams = Enumerable.Range(0, 12).Select(_ => NewStream()).ToArray();
        var writers = Task.WhenAll(Enumerable.Range(0, Writers).Select(number => Task.Run(() =>
            WriteAsync(number % 4 == 0 ? other : Log, new Random(number), streams, AppendsEach))));
        var seen = new List<RecordedEvent>();
        while (true)
        {
            // Asked before reading: when all is committed and seen, one more empty page means the end.
            var done = writers.IsCompleted;
            if (done) await Seen(Log);
            var page = await Log.ReadAllAsync(seen.Count == 0 ? 0 : seen[^1].Position, 7, Cancel);
            seen.AddRange(page);
            if (page.Count == 0 && done) break;
        }

        var acknowledged = (await writers).SelectMany(commands => commands).ToList();
        seen.Select(recorded => recorded.Position).ShouldBe(
            (await Everything()).Select(recorded => recorded.Position),
            "what is there at the end was seen as it came");
        seen.Zip(seen.Skip(1)).ShouldAllBe(pair => pair.First.Position < pair.Second.Position);
        foreach (var stream in seen.GroupBy(recorded => recorded.Stream))
        {
            stream.Select(recorded => recorded.Version)
                .ShouldBe(Enumerable.Range(1, stream.Count()).Select(version => (long)version));
        }

        seen.GroupBy(recorded => recorded.Command).ShouldAllBe(command => command.Count() == 2);
        seen.Select(recorded => recorded.Command).Distinct().Order().ShouldBe(acknowledged.Order());
        acknowledged.Count.ShouldBeGreaterThan(Writers * AppendsEach / 2);
        await ChainsHold(Log);
    }

    /// <summary>Trap 5.</summary>
    [Fact, Trait("Trap", "5")]
    public async Task An_idle_reading_transaction_stalls_neither_writers_nor_readers()
    {
        await Append(To(NewStream(), 0));
        await using var idle = await Store.HoldReadsAsync();
        for (var count = 2; count <= 50; count++)
        {
            await AppendSeen(To(NewStream(), 0)).Within("verdict beside an idle reader");
            (await Log.HeadAsync(Cancel)).ShouldBe(count);
        }
    }

    /// <summary>Trap 17.</summary>
    [Fact, Trait("Trap", "17")]
    public async Task An_event_name_that_the_program_does_not_know_is_stored_and_said_to_be_unknown()
    {
        await Append(To(NewStream(), 0, name: "community.invented-later.v9"));
        var recorded = (await Everything()).ShouldHaveSingleItem();
        var unreadable = Should.Throw<UnreadableEventException>(() => EventCodec.Decode(recorded));
        unreadable.EventName.ShouldBe("community.invented-later.v9");
    }

    [Fact]
    public async Task A_reader_who_gives_up_is_told_so()
    {
        using var given = new CancellationTokenSource();
        await given.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(
            async () => await Log.ReadAllAsync(0, 10, given.Token));
        await Should.ThrowAsync<OperationCanceledException>(async () => await Log.HeadAsync(given.Token));
    }

    // Each writer appends pairs to any of the streams; a tenth is poisoned, and conflicts are decided again.
    private static async Task<List<Guid>> WriteAsync(
        IEventLog log, Random random, StreamId[] streams, int count)
    {
        var acknowledged = new List<Guid>();
        for (var index = 0; index < count; index++)
        {
            var stream = streams[random.Next(streams.Length)];
            var poison = random.Next(10) == 0;
            var request = To(stream, 0, events: 2);
            if (poison) request = request with { Events = [Event(), Event("community.poisoned.v1")] };
            try
            {
                var verdict = await log.AppendAsync(request, Cancel);
                while (verdict is AppendVerdict.Conflict conflict)
                {
                    request = request with { ExpectedVersion = conflict.ActualVersion };
                    verdict = await log.AppendAsync(request, Cancel);
                }

                poison.ShouldBeFalse("a poison request is never appended");
                verdict.ShouldBeOfType<AppendVerdict.Appended>();
                acknowledged.Add(request.Command);
            }
            catch (AppendFailedException)
            {
                poison.ShouldBeTrue("only a poison request fails");
            }
        }

        return acknowledged;
    }
}

using CommunityGrains.EventLog.Contract.PostgreSql;
using CommunityGrains.EventLog.Contract.Sqlite;
using FsCheck;
using FsCheck.Fluent;
using static CommunityGrains.EventLog.Contract.Requests;

namespace CommunityGrains.EventLog.Contract;

public sealed class CopyingFromSqliteToPostgreSql()
    : Copying(() => new SqliteStore(), () => new PostgresStore());

public sealed class CopyingFromPostgreSqlToSqlite()
    : Copying(() => new PostgresStore(), () => new SqliteStore());

public sealed class CopyingFromSqliteToSqlite() : Copying(() => new SqliteStore(), () => new SqliteStore());

public sealed class CopyingFromPostgreSqlToPostgreSql()
    : Copying(() => new PostgresStore(), () => new PostgresStore());

/// <summary>A log copied from any store to any other is the same log, also when the copy was broken off and
/// gone on with.</summary>
public abstract class Copying(Func<LogStore> makeSource, Func<LogStore> makeTarget) : IAsyncLifetime
{
    private readonly LogStore from = makeSource();
    private readonly LogStore to = makeTarget();
    private IEventLog source = null!;
    private IEventLog target = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        (source, target) = (await from.OpenLogAsync(), await to.OpenLogAsync());

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        await target.DisposeAsync();
        await from.DisposeAsync();
        await to.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Everything_stands_where_it_stood_and_life_goes_on_after_it()
    {
        var asked = await GivenAHistory(30);
        var report = await CopyAsync(from, source, to, pageSize: 7);
        report.Events.ShouldBe((await Everything(from, source)).Count);
        report.Commands.ShouldBe(asked.Count);

        await ReopenTarget();
        await IsTheSame();
        foreach (var request in asked)
        {
            var here = await source.AppendAsync(request, Cancel);
            var there = await target.AppendAsync(request, Cancel);
            Same(
                there.ShouldBeOfType<AppendVerdict.Repeated>().Kept,
                here.ShouldBeOfType<AppendVerdict.Repeated>().Kept);
        }

        var last = await to.LastPositionAsync();
        var stream = asked[0].Stream;
        var end = (await target.ReadStreamAsync(stream, 0, int.MaxValue, Cancel)).Count;
        (await target.AppendAsync(To(stream, end), Cancel))
            .ShouldBeOfType<AppendVerdict.Appended>().Position.ShouldBeGreaterThan(last);
        await foreach (var fault in LogCheck.FaultsAsync(target, Cancel))
            throw new ShouldAssertException($"the copy must be without fault, but: {fault}");
    }

    [Fact]
    public async Task Copied_again_it_takes_over_what_came_since()
    {
        await GivenAHistory(10);
        await CopyAsync(from, source, to, pageSize: 4);
        var again = await CopyAsync(from, source, to, pageSize: 4);
        (again.Events, again.Commands).ShouldBe((0, 0));
        var position = await from.LastPositionAsync();
        await GivenAHistory(10);
        // Given at the boundary, after it was copied: a refusal has the position of the head.
        var report = await CopyAsync(from, source, to, pageSize: 4);
        report.Resumed.ShouldBe(position);
        await IsTheSame();
    }

    [Fact]
    public async Task A_refusal_that_was_acknowledged_behind_the_copy_is_taken_over_by_the_next_one()
    {
        var stream = NewStream();
        await source.AppendAsync(To(stream, 0), Cancel);
        await CopyAsync(from, source, to, pageSize: 4);
        var refused = To(NewStream(), 0, events: 0);
        await source.AppendAsync(refused, Cancel);
        (await CopyAsync(from, source, to, pageSize: 4)).Commands.ShouldBe(1);
        (await target.FindCommandAsync(refused.Command, Cancel)).ShouldNotBeNull();
    }

    [Fact]
    public async Task An_empty_log_is_copied_too()
    {
        (await CopyAsync(from, source, to, pageSize: 4)).ShouldBe(new CopyReport(0, 0, 0, 0));
        (await target.HeadAsync(Cancel)).ShouldBe(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(50)]
    public async Task A_target_with_events_of_its_own_is_refused_and_left_alone(int own)
    {
        await GivenAHistory(10);
        for (var number = 0; number < own; number++) await target.AppendAsync(To(NewStream(), 0), Cancel);
        await Should.ThrowAsync<CopyRefusedException>(() => CopyAsync(from, source, to, pageSize: 4));
        (await to.LastPositionAsync()).ShouldBe(own);
    }

    [Fact]
    public async Task A_copy_that_was_appended_to_is_refused_and_left_alone()
    {
        await GivenAHistory(10);
        await CopyAsync(from, source, to, pageSize: 4);
        await ReopenTarget();
        await target.AppendAsync(To(NewStream(), 0), Cancel);
        var last = await to.LastPositionAsync();
        await Should.ThrowAsync<CopyRefusedException>(() => CopyAsync(from, source, to, pageSize: 4));
        await GivenAHistory(10);
        await Should.ThrowAsync<CopyRefusedException>(() => CopyAsync(from, source, to, pageSize: 4));
        (await to.LastPositionAsync()).ShouldBe(last);
    }

    [Fact]
    public async Task Whoever_writes_to_the_target_meanwhile_stops_the_copy_and_not_the_other_way_round()
    {
        await GivenAHistory(10);
        var archive = await to.OpenArchiveAsync();
        var disturbed = new Disturbed(archive, writes: 2, async () =>
            await target.AppendAsync(To(NewStream(), 0), Cancel));
        await Should.ThrowAsync<ArchiveMovedException>(() => CopyAsync(from, source, disturbed, pageSize: 3));
    }

    /// <summary>Broken off before any page, of any size, over any history, and gone on with: the same
    /// log.</summary>
    [Fact]
    public void Broken_off_anywhere_and_gone_on_with_it_is_the_same()
    {
        var plans = Gen.Choose(1, 25).SelectMany(requests => Gen.Choose(1, 6)
            .SelectMany(pageSize => Gen.Choose(0, 6).ListOf()
            .Select(breaks => (requests, pageSize, breaks))));
        Prop.ForAll(
            plans.ToArbitrary(),
            plan => BreakOffAsync(plan.requests, plan.pageSize, [.. plan.breaks.Take(4)])
                .GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(8));
    }

    private async Task BreakOffAsync(int requests, int pageSize, int[] breaks)
    {
        await using var fresh = makeTarget();
        await using (await fresh.OpenLogAsync()) { }
        await GivenAHistory(requests);
        var archive = await fresh.OpenArchiveAsync();
        foreach (var writes in breaks)
        {
            try
            {
                await CopyAsync(from, source, new Disturbed(
                    archive, writes, () => throw new IOException("broken off")), pageSize);
            }
            catch (IOException)
            {
                // What was written before stays.
            }
        }

        await CopyAsync(from, source, archive, pageSize);
        await using var copied = await fresh.OpenLogAsync();
        await IsTheSame(fresh, copied);
    }

    private async Task<List<AppendRequest>> GivenAHistory(int requests)
    {
        var asked = new List<AppendRequest>();
        var streams = Enumerable.Range(0, 5).Select(_ => (Stream: NewStream(), Version: 0L)).ToArray();
        for (var number = 0; number < requests; number++)
        {
            ref var stream = ref streams[number % streams.Length];
            var events = number % 4;
            asked.Add(To(stream.Stream, stream.Version, events) with
            {
                Outcome = events == 0 ? """{"refused":"x.y"}"""u8.ToArray() : default,
                BusinessDate = Today.AddDays(-number),
            });
            (await source.AppendAsync(asked[^1], Cancel)).ShouldBeOfType<AppendVerdict.Appended>();
            streams[number % streams.Length].Version += events;
        }

        return asked;
    }

    private static async Task<CopyReport> CopyAsync(
        LogStore from, IEventLog source, LogStore to, int pageSize) =>
        await CopyAsync(from, source, await to.OpenArchiveAsync(), pageSize);

    private static async Task<CopyReport> CopyAsync(
        LogStore from, IEventLog source, ILogArchive archive, int pageSize)
    {
        await Everything(from, source);
        return await new LogCopy(source, await from.OpenArchiveAsync(), archive, pageSize)
            .RunAsync(null, Cancel);
    }

    private async Task ReopenTarget()
    {
        await target.DisposeAsync();
        target = await to.OpenLogAsync();
    }

    private Task IsTheSame() => IsTheSame(to, target);

    private async Task IsTheSame(LogStore store, IEventLog log)
    {
        var (here, there) = (await Everything(from, source), await Everything(store, log));
        there.Select(Written).ShouldBe(here.Select(Written));
        var (kept, copied) = (
            await Commands(await from.OpenArchiveAsync()), await Commands(await store.OpenArchiveAsync()));
        copied.Count.ShouldBe(kept.Count);
        for (var index = 0; index < kept.Count; index++) Same(copied[index], kept[index]);
    }

    private static async Task<List<KeptCommand>> Commands(ILogArchive archive)
    {
        var kept = new List<KeptCommand>();
        await foreach (var command in archive.ReadCommandsAsync(0, Cancel)) kept.Add(command);
        return kept;
    }

    private static async Task<IReadOnlyList<RecordedEvent>> Everything(LogStore store, IEventLog log)
    {
        if (await store.LastPositionAsync() is var last and > 0)
            await log.WaitAsync(last - 1, Cancel).AsTask().Within("sight of everything");
        return await log.ReadAllAsync(0, int.MaxValue, Cancel);
    }

    private static string Written(RecordedEvent recorded) => string.Join(
        ' ', recorded.Position, recorded.Stream, recorded.Version, recorded.Name,
        Convert.ToHexString(recorded.Json.Span), recorded.RecordedAt.UtcTicks, recorded.BusinessDate,
        recorded.Account, recorded.Command, recorded.Causation, recorded.Correlation,
        Convert.ToHexString(recorded.Hash.Span));

    private static void Same(KeptCommand there, KeptCommand here)
    {
        (there.Command, there.Stream, there.Position, there.Version, there.EventCount)
            .ShouldBe((here.Command, here.Stream, here.Position, here.Version, here.EventCount));
        there.Fingerprint.ToArray().ShouldBe(here.Fingerprint.ToArray());
        there.Outcome.ToArray().ShouldBe(here.Outcome.ToArray());
    }

    /// <summary>An archive before whose so-and-so-manieth page something happens.</summary>
    private sealed class Disturbed(ILogArchive archive, int writes, Func<Task> disturb) : ILogArchive
    {
        private int written;

        public ValueTask<ArchiveEnd> EndAsync(CancellationToken cancel = default) => archive.EndAsync(cancel);

        public ValueTask<ArchiveCount> CountAsync(long upToPosition, CancellationToken cancel = default) =>
            archive.CountAsync(upToPosition, cancel);

        public IAsyncEnumerable<KeptCommand> ReadCommandsAsync(
            long fromPosition, CancellationToken cancel = default) =>
            archive.ReadCommandsAsync(fromPosition, cancel);

        public async ValueTask WriteAsync(ArchivePage page, CancellationToken cancel = default)
        {
            if (written++ == writes) await disturb();
            await archive.WriteAsync(page, cancel);
        }
    }
}

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using CommunityGrains.EventLog.PostgreSql;
using static CommunityGrains.EventLog.Contract.Requests;

namespace CommunityGrains.EventLog.Contract.PostgreSql;

/// <summary>Transactions that overlap: nothing is passed by, nothing comes out of order. Traps 1 to
/// 5.</summary>
public sealed class TheFence() : PostgresStoreTest(Hurried)
{
    /// <summary>What one has appended oneself is held back often here, and nobody waits long for
    /// it.</summary>
    internal static readonly PostgresEventLogOptions Hurried =
        new() { OwnSightMax = TimeSpan.FromMilliseconds(10) };

    /// <summary>Trap 1.</summary>
    [Fact, Trait("Trap", "1")]
    public async Task Who_commits_late_with_a_lower_position_is_read_before_what_was_there_earlier()
    {
        await using var late = await (await HeldAppend.BeginAsync(Store)).AppendAsync(NewStream(), 0);
        await Log.AppendAsync(To(NewStream(), 0), Cancel);
        await ReadBehindTheFenceAsync();
        Seen.ShouldBeEmpty("what is committed is not final while an earlier position is open");

        await late.CommitAsync();
        await ReadToTheEndAsync();
        Seen.Select(recorded => recorded.Position).ShouldBe([late.Position, late.Position + 1]);
    }

    /// <summary>Trap 2.</summary>
    [Fact, Trait("Trap", "2")]
    public async Task Without_a_transaction_id_before_the_position_an_event_is_passed_by()
    {
        await Log.AppendAsync(To(NewStream(), 0), Cancel);
        await ReadToTheEndAsync();
        await using var late = await HeldAppend.BeginWithPositionAsync(Store);
        await Log.AppendAsync(To(NewStream(), 0), Cancel);
        await ReadToTheEndAsync();
        await late.RunAsync("""
            insert into eventlog.events select currval('eventlog.positions'), 77, 1, now(), '2026-11-21',
              gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '', 'community.noted.v1', 'somebody',
              '{}'
            """);
        await late.CommitAsync();
        await Log.AppendAsync(To(NewStream(), 0), Cancel);
        await ReadToTheEndAsync();
        Seen.Count.ShouldBeLessThan(
            (int)await CountAsync(),
            "this is what the guard prevents; if it did not show, it would guard nothing");
    }

    /// <summary>Trap 2.</summary>
    [Fact, Trait("Trap", "2")]
    public async Task With_positions_drawn_in_advance_an_event_is_passed_by()
    {
        await Store.ChangeAsync("alter sequence eventlog.positions cache 10");
        await using var stocked = await (await HeldAppend.BeginAsync(Store)).AppendAsync(NewStream(), 0);
        await stocked.CommitAsync();
        await Log.AppendAsync(To(NewStream(), 0), Cancel);
        await ReadToTheEndAsync();
        await stocked.RunAsync("begin");
        await stocked.RunAsync("""
            select eventlog.append_one(null, 0, gen_random_uuid(), '', '', 'RU-BA', 'community',
              gen_random_uuid(), 'community.noted.v1', '{}', '', '2026-11-21', 'somebody', gen_random_uuid(),
              gen_random_uuid(), now())
            """);
        await stocked.CommitAsync();
        await ReadBehindTheFenceAsync();
        Seen.Count.ShouldBeLessThan((int)await CountAsync(), "a stock of positions defeats the fence");
    }

    /// <summary>Trap 2: the guards are in place.</summary>
    [Fact, Trait("Trap", "2")]
    public async Task The_guards_stand_in_every_function_that_draws_positions()
    {
        (await ScalarAsync(
            "select seqcache from pg_sequence where seqrelid = 'eventlog.positions'::regclass"))
            .ShouldBe(1L);
        var unguarded = await ScalarAsync("""
            select count(*) from pg_proc p
            join pg_namespace n on n.oid = p.pronamespace and n.nspname = 'eventlog'
            where p.prosrc like '%nextval(''eventlog.positions'')%'
              and (strpos(p.prosrc, 'perform pg_current_xact_id();') = 0
                or strpos(p.prosrc, 'perform pg_current_xact_id();') > strpos(p.prosrc, 'nextval'))
            """);
        unguarded.ShouldBe(0L);
        (await ScalarAsync(
            "select count(*) from pg_proc where prosrc like '%nextval(''eventlog.positions'')%'"))
            .ShouldNotBe(0L);
    }

    /// <summary>Trap 3.</summary>
    [Fact, Trait("Trap", "3")]
    public async Task A_later_version_written_by_an_older_transaction_is_read_after_the_earlier_one()
    {
        var stream = NewStream();
        await using var older = await HeldAppend.BeginAsync(Store, withId: true);
        (await Log.AppendAsync(To(stream, 0), Cancel)).ShouldBeOfType<AppendVerdict.Appended>();
        await older.AppendAsync(stream, 1);
        await older.CommitAsync();
        await ReadToTheEndAsync();
        Seen.Select(recorded => recorded.Version).ShouldBe([1, 2]);
    }

    /// <summary>Trap 4.</summary>
    [Fact, Trait("Trap", "4")]
    public async Task Ten_thousand_positions_that_were_given_up_hold_nobody_back()
    {
        await Log.AppendAsync(To(NewStream(), 0), Cancel);
        await using (var given = await HeldAppend.BeginAsync(Store))
        {
            await given.RunAsync("""
                select pg_current_xact_id();
                insert into eventlog.events select nextval('eventlog.positions'), 77, g, now(), '2026-11-21',
                  gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '', 'community.noted.v1',
                  'somebody', '{}' from generate_series(1, 10000) g
                """);
            await given.RollbackAsync();
        }

        var waiting = Log.WaitAsync(1, Cancel).AsTask();
        (await Log.AppendAsync(To(NewStream(), 0), Cancel)).ShouldBe(new AppendVerdict.Appended(10_002, 1));
        await waiting.Within("sight of the event after the gap");
        await ReadToTheEndAsync();
        Seen.Select(recorded => recorded.Position).ShouldBe([1, 10_002]);
        (await Log.HeadAsync(Cancel)).ShouldBe(10_002);
    }

    /// <summary>Trap 4: dead positions at the end are no head that a reader would wait for.</summary>
    [Fact, Trait("Trap", "4")]
    public async Task The_head_is_the_last_event_and_not_the_last_position_drawn()
    {
        await Log.AppendAsync(To(NewStream(), 0), Cancel);
        await using (var given = await (await HeldAppend.BeginAsync(Store)).AppendAsync(NewStream(), 0))
            await given.RollbackAsync();
        await using var other = await Store.OpenLogAsync();
        (await other.HeadAsync(Cancel)).ShouldBe(1);
    }

    /// <summary>Trap 5.</summary>
    [Fact, Trait("Trap", "5")]
    public async Task An_unrelated_long_transaction_shows_as_a_metric_and_skips_nothing()
    {
        var waits = new ConcurrentQueue<double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Name == "eventlog.fence.wait") listening.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, seconds, _, _) => waits.Enqueue(seconds));
        listener.Start();
        await using (var unrelated = await Store.HoldAsync("begin; create table unrelated (id int)"))
        {
            for (var count = 0; count < 20; count++) await Log.AppendAsync(To(NewStream(), 0), Cancel);
            await ReadBehindTheFenceAsync();
            Seen.ShouldBeEmpty();
            await UntilAsync(() =>
            {
                waits.Clear();
                listener.RecordObservableInstruments();
                return Task.FromResult(waits.Any(seconds => seconds > 0.2));
            }, "metric of the wait");
        }

        await ReadToTheEndAsync();
        Seen.Count.ShouldBe(20);
    }

    private async Task<long> CountAsync() =>
        (long)(await ScalarAsync("select count(*) from eventlog.events"))!;
}

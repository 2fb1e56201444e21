using System.Data.Common;
using Dapper;

namespace CommunityGrains.Access.Accounts;

/// <summary>How often something may be tried. <c>Free</c>: tries without a delay. Then each further one
/// doubles the delay, from <c>First</c> up to <c>Longest</c>. What has been quiet for <c>Forget</c> begins
/// anew.</summary>
public sealed record ThrottleRule(int Free, TimeSpan First, TimeSpan Longest, TimeSpan Forget)
{
    /// <summary>Passwords for one account: after some, a hundred more take a day.</summary>
    public static readonly ThrottleRule Account =
        new(5, TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(15), TimeSpan.FromHours(24));

    /// <summary>Passwords from one address, behind which may be a whole office.</summary>
    public static readonly ThrottleRule Address =
        new(30, TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(15), TimeSpan.FromHours(24));

    /// <summary>How long to wait after this many tries.</summary>
    public TimeSpan DelayAfter(long tries)
    {
        if (tries < Free) return TimeSpan.Zero;
        // Beyond thirty doublings every delay is the longest.
        var doublings = Math.Min(tries - Free, 30);
        return TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << (int)doublings));
    }
}

/// <summary>
/// Slows down whoever guesses. Tries are counted before their outcome is known, so that many at once do not
/// slip by, and are forgiven when they succeed. The counters are rows: restarts do not clear them and several
/// programs share them. There are never more than <paramref name="rowsMax"/>.
/// </summary>
public sealed class Throttle(AccessDatabase database, TimeProvider clock, int rowsMax = 100_000)
{
    private const int SweepEvery = 256;

    private int sinceSweep;

    /// <summary>Counts a try for every subject. Null when it may go on; else how long to wait, and then
    /// nothing was counted.</summary>
    public async Task<TimeSpan?> TryAsync(
        IReadOnlyList<(string Subject, ThrottleRule Rule)> subjects, CancellationToken cancel)
    {
        var now = clock.Now();
        return await database.WriteAsync<TimeSpan?>(async transaction =>
        {
            await SweepAsync(transaction, now);
            var rows = new List<Row>();
            foreach (var (subject, rule) in subjects)
                rows.Add(await HoldAsync(transaction, subject, rule, now));
            var wait = rows.Max(row => row.FreeAt) - now;
            // Told to wait, it is not a try: only the clock counts the delay down.
            if (wait > 0) return TimeSpan.FromMicroseconds(wait);
            foreach (var ((subject, rule), row) in subjects.Zip(rows))
                await CountAsync(transaction, subject, row.Tries + 1, rule, now);
            return null;
        }, cancel);
    }

    /// <summary>Takes the last try back: it was no guess.</summary>
    public async Task ForgiveAsync(IReadOnlyList<string> subjects, CancellationToken cancel) =>
        await database.WriteAsync<int>(async transaction =>
        {
            foreach (var subject in subjects) await ForgiveOneAsync(transaction, subject);
            return 0;
        }, cancel);

    /// <summary>Begins anew for a subject: its owner has shown himself.</summary>
    public async Task ClearAsync(string subject, CancellationToken cancel) =>
        await database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(
            "delete from throttle where subject = @subject", new { subject }, transaction), cancel);

    // Writing the row, changed or not, holds it until the transaction ends: many at once pass one by one.
    private static Task<Row> HoldAsync(
        DbTransaction transaction, string subject, ThrottleRule rule, long now) =>
        transaction.Connection!.QuerySingleAsync<Row>("""
            insert into throttle (subject, tries, last_at, free_at) values (@subject, 0, @now, 0)
            on conflict (subject) do update set
              tries = case when throttle.last_at < @old then 0 else throttle.tries end,
              free_at = case when throttle.last_at < @old then 0 else throttle.free_at end
            returning tries as Tries, free_at as FreeAt
            """, new { subject, now, old = now - Microseconds(rule.Forget) }, transaction);

    // A try that delays nobody leaves no instant to wait for: whoever looked at the clock before it and came
    // to the row after it would be told to wait for the moment that has just passed.
    private static Task<int> CountAsync(
        DbTransaction transaction, string subject, long tries, ThrottleRule rule, long now)
    {
        var delay = Microseconds(rule.DelayAfter(tries));
        return transaction.Connection!.ExecuteAsync(
            "update throttle set tries = @tries, last_at = @now, free_at = @free where subject = @subject",
            new { subject, tries, now, free = delay == 0 ? 0 : now + delay }, transaction);
    }

    private static Task<int> ForgiveOneAsync(DbTransaction transaction, string subject) =>
        transaction.Connection!.ExecuteAsync(
            "update throttle set tries = tries - 1 where subject = @subject and tries > 0",
            new { subject }, transaction);

    private async Task SweepAsync(DbTransaction transaction, long now)
    {
        if (Interlocked.Increment(ref sinceSweep) % SweepEvery != 1) return;
        await transaction.Connection!.ExecuteAsync(
            "delete from throttle where last_at < @old",
            new { old = now - Microseconds(ThrottleRule.Account.Forget) }, transaction);
        await transaction.Connection!.ExecuteAsync("""
            delete from throttle where subject in (
              select subject from throttle order by tries, last_at
              limit (select case when count(*) > @rowsMax then count(*) - @rowsMax else 0 end from throttle))
            """, new { rowsMax }, transaction);
    }

    private static long Microseconds(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;

    private sealed record Row
    {
        public long Tries { get; init; }

        public long FreeAt { get; init; }
    }
}

using System.Data.Common;
using CommunityGrains.Domain;
using Dapper;

namespace CommunityGrains.Access.Accounts;

/// <summary>How far somebody has got with signing in.</summary>
public enum SessionMeans
{
    /// <summary>The password was right; the second factor is still to come. It opens nothing.</summary>
    FactorDue,

    Password,

    PasswordAndFactor,
}

/// <summary>A session that holds. <c>About</c>: the kind of browser, for its owner to recognize.</summary>
public sealed record Session(
    string Hash, AccountId Account, PersonId Person, SessionMeans Means, string About,
    DateTimeOffset MadeAt, DateTimeOffset SeenAt, DateTimeOffset EndsAt);

/// <summary>A session that has just begun. <c>Secret</c> goes into the cookie and is kept nowhere.</summary>
public sealed record NewSession(string Secret, SessionMeans Means, DateTimeOffset EndsAt);

/// <summary>
/// Who is signed in. A session ends when it has not been used for twelve hours, seven days after it began,
/// when its owner signs out, and when the account's stamp changes: with another password or other roles.
/// </summary>
public sealed class Sessions(AccessDatabase database, SecurityJournal journal, TimeProvider clock)
{
    public static readonly TimeSpan IdleMax = TimeSpan.FromHours(12);

    public static readonly TimeSpan AgeMax = TimeSpan.FromDays(7);

    /// <summary>How long the second factor may take.</summary>
    public static readonly TimeSpan FactorMax = TimeSpan.FromMinutes(10);

    private const int AboutLengthMax = 60;
    private const int PerAccountMax = 50;

    // Reading a page should not be a write each time.
    private static readonly TimeSpan SeenStep = TimeSpan.FromMinutes(5);

    /// <summary>The session of a cookie; null when it holds no more, or there never was one.</summary>
    public async Task<Session?> FindAsync(string? secret, CancellationToken cancel)
    {
        if (!RandomSecret.IsPlausible(secret)) return null;
        var now = clock.Now();
        var row = await database.ReadAsync(connection => connection.QuerySingleOrDefaultAsync<Row>(
            $"select {Row.Columns} {Row.Holding} and session.hash = @hash",
            new { hash = RandomSecret.HashOf(secret!), now, idle = IdleSince(now) }), cancel);
        if (row is null) return null;
        if (now - row.SeenAt >= Microseconds(SeenStep)) await SeeAsync(row.Hash, now, cancel);
        return row.ToSession();
    }

    /// <summary>The account's sessions that hold, the latest first.</summary>
    public async Task<IReadOnlyList<Session>> ListAsync(AccountId account, CancellationToken cancel)
    {
        var now = clock.Now();
        var rows = await database.ReadAsync(connection => connection.QueryAsync<Row>(
            $"select {Row.Columns} {Row.Holding} and account.id = @account order by session.seen_at desc",
            new { account = account.ToString(), now, idle = IdleSince(now) }), cancel);
        return [.. rows.Select(row => row.ToSession()).Where(one => one.Means != SessionMeans.FactorDue)];
    }

    /// <summary>Its owner has signed out.</summary>
    public async Task EndAsync(string secret, CancellationToken cancel)
    {
        if (await DropAsync(secret, cancel) is { } account)
            await journal.NoteAsync(SecurityEvent.SessionEnded, account);
    }

    /// <summary>Ends a session in whose place another has begun: nobody has signed out. Whose it was; null
    /// when there was none.</summary>
    public async Task<AccountId?> DropAsync(string secret, CancellationToken cancel)
    {
        var account = await database.WriteAsync(
            transaction => transaction.Connection!.ExecuteScalarAsync<string?>(
                "delete from session where hash = @hash returning account",
                new { hash = RandomSecret.HashOf(secret) }, transaction), cancel);
        return account is null ? null : new AccountId(Guid.Parse(account));
    }

    /// <summary>Ends every session of the account but one.</summary>
    public async Task EndOthersAsync(Session kept, CancellationToken cancel)
    {
        await database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(
            "delete from session where account = @account and hash <> @hash",
            new { account = kept.Account.ToString(), hash = kept.Hash }, transaction), cancel);
        await journal.NoteAsync(SecurityEvent.SessionsEnded, kept.Account);
    }

    /// <summary>Begins a session; <paramref name="instead"/> ends with it.</summary>
    internal async Task<NewSession> BeginAsync(
        AccountId account, SessionMeans means, string about, string? instead, CancellationToken cancel)
    {
        var begun = new NewSession(
            RandomSecret.Make(), means,
            clock.GetUtcNow() + (means == SessionMeans.FactorDue ? FactorMax : AgeMax));
        await database.WriteAsync<int>(async transaction =>
        {
            await SweepAsync(transaction, account);
            if (instead is not null)
            {
                await transaction.Connection!.ExecuteAsync(
                    "delete from session where hash = @instead", new { instead }, transaction);
            }

            return await InsertAsync(transaction, account, begun, about);
        }, cancel);
        return begun;
    }

    private Task<int> InsertAsync(
        DbTransaction transaction, AccountId account, NewSession begun, string about) =>
        transaction.Connection!.ExecuteAsync("""
            insert into session (hash, account, stamp, means, about, made_at, seen_at, ends_at)
            select @hash, id, stamp, @means, @about, @now, @now, @ends from account where id = @account
            """, new
        {
            hash = RandomSecret.HashOf(begun.Secret),
            account = account.ToString(),
            means = begun.Means.ToString(),
            about = about.Length > AboutLengthMax ? about[..AboutLengthMax] : about,
            now = clock.Now(),
            ends = begun.EndsAt.ToMicroseconds(),
        }, transaction);

    // Whoever signs in clears away what has ended, and the oldest of very many.
    private async Task SweepAsync(DbTransaction transaction, AccountId account)
    {
        var now = clock.Now();
        await transaction.Connection!.ExecuteAsync(
            "delete from session where ends_at <= @now or seen_at < @idle",
            new { now, idle = IdleSince(now) }, transaction);
        await transaction.Connection!.ExecuteAsync("""
            delete from session where account = @account and hash not in (
              select hash from session where account = @account order by seen_at desc limit @kept)
            """, new { account = account.ToString(), kept = PerAccountMax - 1 }, transaction);
    }

    private async Task SeeAsync(string hash, long now, CancellationToken cancel) =>
        await database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(
            "update session set seen_at = @now where hash = @hash", new { hash, now }, transaction), cancel);

    private static long IdleSince(long now) => now - Microseconds(IdleMax);

    private static long Microseconds(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;

    private sealed record Row
    {
        public const string Columns = """
            session.hash as Hash, session.account as Account, account.person as Person,
            session.means as Means, session.about as About, session.made_at as MadeAt,
            session.seen_at as SeenAt, session.ends_at as EndsAt
            """;

        public const string Holding = """
            from session join account on account.id = session.account
            where session.stamp = account.stamp and account.closed_at is null
              and session.ends_at > @now and session.seen_at >= @idle
            """;

        public string Hash { get; init; } = "";

        public string Account { get; init; } = "";

        public string Person { get; init; } = "";

        public string Means { get; init; } = "";

        public string About { get; init; } = "";

        public long MadeAt { get; init; }

        public long SeenAt { get; init; }

        public long EndsAt { get; init; }

        public Session ToSession() => new(
            Hash, new AccountId(Guid.Parse(Account)), new PersonId(Guid.Parse(Person)),
            Enum.Parse<SessionMeans>(Means), About, MadeAt.ToInstant(), SeenAt.ToInstant(),
            EndsAt.ToInstant());
    }
}

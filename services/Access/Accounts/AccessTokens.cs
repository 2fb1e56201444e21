using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using Dapper;

namespace CommunityGrains.Access.Accounts;

/// <summary>A personal access token as its owner sees it. <c>Region</c> and <c>Roles</c> narrow what the
/// account may do: null, or empty, narrows nothing. <c>SeenAt</c>: when it was last used, to within five
/// minutes.</summary>
public sealed record AccessToken(
    Guid Id, AccountId Account, PersonId Person, string Name, string? Region, IReadOnlyList<Role> Roles,
    bool ReadOnly, DateTimeOffset MadeAt, DateTimeOffset EndsAt, DateTimeOffset? SeenAt);

/// <summary>
/// Tokens by which programs use the API in somebody's name. They are shown once and kept as hashes; they
/// never outlast a year, and never allow more than their owner may at that moment.
/// </summary>
public sealed class AccessTokens(AccessDatabase database, SecurityJournal journal, TimeProvider clock)
{
    /// <summary>What every token begins with, so that scanners of repositories know one when it was left
    /// lying about.</summary>
    public const string Prefix = "cgp_";

    public const int NameLengthMax = 60;

    public const int DaysMax = 366;

    /// <summary>How many one account may have at a time.</summary>
    public const int PerAccountMax = 20;

    private static readonly TimeSpan SeenStep = TimeSpan.FromMinutes(5);

    /// <summary>Makes a token; its text, to be shown once. Null when the account has too many.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The name is empty or too long, or the days are not from
    /// 1 to <see cref="DaysMax"/>.</exception>
    public async Task<string?> MakeAsync(
        AccountId account, string name, string? region, IReadOnlyList<Role> roles, bool readOnly, int days,
        CancellationToken cancel)
    {
        if (name.Trim().Length is 0 or > NameLengthMax)
            throw new ArgumentOutOfRangeException(nameof(name), "A name is needed, and a short one");
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, DaysMax);
        var (id, secret) = (Guid.CreateVersion7(clock.GetUtcNow()), RandomSecret.Make(Prefix));
        var made = await database.WriteAsync(async transaction =>
        {
            var count = await transaction.Connection!.ExecuteScalarAsync<long>("""
                select count(*) from access_token
                where account = @account and revoked_at is null and ends_at > @now
                """, new { account = account.ToString(), now = clock.Now() }, transaction);
            if (count >= PerAccountMax) return false;
            await transaction.Connection!.ExecuteAsync("""
                insert into access_token (
                  id, hash, account, name, region, roles, read_only, made_at, ends_at)
                values (@id, @hash, @account, @name, @region, @roles, @readOnly, @now, @ends)
                """, new
            {
                id = id.ToString(),
                hash = RandomSecret.HashOf(secret),
                account = account.ToString(),
                name = name.Trim(),
                region,
                roles = string.Join(',', roles.Distinct()),
                readOnly = readOnly ? 1L : 0L,
                now = clock.Now(),
                ends = clock.After(TimeSpan.FromDays(days)),
            }, transaction);
            return true;
        }, cancel);
        if (!made) return null;
        await journal.NoteAsync(SecurityEvent.TokenMade, account, subject: id.ToString());
        return secret;
    }

    /// <summary>The token that this text is; null when it is none, has run out, was revoked, or its account
    /// is closed.</summary>
    public async Task<AccessToken?> FindAsync(string? secret, CancellationToken cancel)
    {
        if (!RandomSecret.IsPlausible(secret, Prefix)) return null;
        var now = clock.Now();
        var row = await database.ReadAsync(connection => connection.QuerySingleOrDefaultAsync<Row>(
            $"select {Row.Columns} {Row.Holding} and access_token.hash = @hash",
            new { hash = RandomSecret.HashOf(secret!), now }), cancel);
        if (row is null) return null;
        if (now - (row.SeenAt ?? 0) >= SeenStep.Ticks / TimeSpan.TicksPerMicrosecond)
        {
            await database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(
                "update access_token set seen_at = @now where id = @id", new { id = row.Id, now },
                transaction), cancel);
        }

        return row.ToToken();
    }

    /// <summary>The account's tokens that hold, the latest first.</summary>
    public async Task<IReadOnlyList<AccessToken>> ListAsync(AccountId account, CancellationToken cancel)
    {
        var rows = await database.ReadAsync(connection => connection.QueryAsync<Row>($"""
            select {Row.Columns} {Row.Holding} and access_token.account = @account
            order by access_token.made_at desc, access_token.id desc
            """, new { account = account.ToString(), now = clock.Now() }), cancel);
        return [.. rows.Select(row => row.ToToken())];
    }

    /// <summary>Ends a token of the account; another's is left as it is.</summary>
    public async Task RevokeAsync(AccountId account, Guid token, CancellationToken cancel)
    {
        var revoked = await database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync("""
            update access_token set revoked_at = @now
            where id = @id and account = @account and revoked_at is null
            """, new { id = token.ToString(), account = account.ToString(), now = clock.Now() }, transaction),
            cancel);
        if (revoked > 0)
            await journal.NoteAsync(SecurityEvent.TokenRevoked, account, subject: token.ToString());
    }

    private sealed record Row
    {
        public const string Columns = """
            access_token.id as Id, access_token.account as Account, account.person as Person,
            access_token.name as Name, access_token.region as Region, access_token.roles as Roles,
            access_token.read_only as ReadOnly, access_token.made_at as MadeAt,
            access_token.ends_at as EndsAt, access_token.seen_at as SeenAt
            """;

        public const string Holding = """
            from access_token join account on account.id = access_token.account
            where access_token.revoked_at is null and access_token.ends_at > @now
              and account.closed_at is null
            """;

        public string Id { get; init; } = "";

        public string Account { get; init; } = "";

        public string Person { get; init; } = "";

        public string Name { get; init; } = "";

        public string? Region { get; init; }

        public string Roles { get; init; } = "";

        public long ReadOnly { get; init; }

        public long MadeAt { get; init; }

        public long EndsAt { get; init; }

        public long? SeenAt { get; init; }

        public AccessToken ToToken() => new(
            Guid.Parse(Id), new AccountId(Guid.Parse(Account)), new PersonId(Guid.Parse(Person)), Name,
            Region,
            [.. Roles.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Role>)],
            ReadOnly == 1, MadeAt.ToInstant(), EndsAt.ToInstant(), SeenAt?.ToInstant());
    }
}

using CommunityGrains.Access;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Domain;
using Dapper;

namespace CommunityGrains.Notices.Subscribing;

/// <summary>A list that somebody follows. <c>Filter</c>: as it stands in the list's address.</summary>
public sealed record Subscription(
    Guid Id, AccountId Account, string Region, string Filter, Rhythm Rhythm, DateTimeOffset MadeAt,
    bool IsPaused);

/// <summary>
/// The lists that people follow. They stand beside the accounts and not in the log: what somebody likes to
/// read is his own, changes nothing for others, and is forgotten with his account.
/// </summary>
public sealed class Subscriptions(AccessDatabase database, ISecretBox box, TimeProvider clock)
{
    /// <summary>More lists than anybody reads about.</summary>
    public const int PerAccountMax = 50;

    private const string Columns = "id, account, region, filter_sealed, rhythm, made_at, paused_at";

    /// <summary>Follows a list, once; null when there are too many already.</summary>
    public async Task<Subscription?> FollowAsync(
        AccountId account, string region, string filter, Rhythm rhythm, CancellationToken cancel)
    {
        var own = await OfAsync(account, cancel);
        if (own.FirstOrDefault(one => (one.Region, one.Filter) == (region, filter)) is { } known)
            return known;
        if (own.Count >= PerAccountMax) return null;
        var now = clock.GetUtcNow();
        var made = new Subscription(
            Guid.CreateVersion7(now), account, region, filter, rhythm, now, IsPaused: false);
        await database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync("""
            insert into subscription (id, account, region, filter_sealed, rhythm, made_at)
            values (@id, @account, @region, @box, @rhythm, @now)
            """, new
        {
            id = made.Id.ToString(),
            account = account.ToString(),
            region,
            box = box.Seal(PurposeOf(made.Id), filter),
            rhythm = KebabCase.Of(rhythm),
            now = Micros.Of(now),
        }, transaction), cancel);
        return made;
    }

    /// <summary>Those of an account, the latest first.</summary>
    public Task<IReadOnlyList<Subscription>> OfAsync(
        AccountId account, CancellationToken cancel) => ReadAsync(
        $"select {Columns} from subscription where account = @account order by made_at desc, id",
        new { account = account.ToString() }, cancel);

    /// <summary>Those of a region that are not paused.</summary>
    public Task<IReadOnlyList<Subscription>> ActiveAsync(
        string region, CancellationToken cancel) => ReadAsync(
        $"select {Columns} from subscription where region = @region and paused_at is null order by id",
        new { region }, cancel);

    /// <summary>Pauses or goes on; false when it is not the account's.</summary>
    public async Task<bool> PauseAsync(
        AccountId account, Guid subscription, bool pause, CancellationToken cancel) =>
        await ChangeAsync(
            "update subscription set paused_at = @at where id = @id and account = @account",
            account, subscription, cancel, pause ? Micros.Of(clock.GetUtcNow()) : null);

    /// <summary>Ends it; what it told stays told.</summary>
    public async Task<bool> EndAsync(AccountId account, Guid subscription, CancellationToken cancel) =>
        await ChangeAsync(
            "delete from subscription where id = @id and account = @account", account, subscription, cancel);

    private async Task<bool> ChangeAsync(
        string sql, AccountId account, Guid subscription, CancellationToken cancel, long? at = null) =>
        await database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(
            sql, new { id = subscription.ToString(), account = account.ToString(), at }, transaction),
            cancel) == 1;

    private async Task<IReadOnlyList<Subscription>> ReadAsync(
        string sql, object values, CancellationToken cancel)
    {
        var rows = await database.ReadAsync(connection => connection.QueryAsync<
            (string Id, string Account, string Region, string Box, string Rhythm, long MadeAt,
                long? PausedAt)>(sql, values), cancel);
        return [.. rows.Select(row => new Subscription(
            Guid.Parse(row.Id), new AccountId(Guid.Parse(row.Account)), row.Region,
            box.Open(PurposeOf(Guid.Parse(row.Id)), row.Box),
            KebabCase.Parse<Rhythm>(row.Rhythm) ?? Rhythm.Daily, Micros.Read(row.MadeAt),
            row.PausedAt is not null))];
    }

    private static string PurposeOf(Guid subscription) => $"subscription:{subscription}";
}

/// <summary>Times as the database keeps them: microseconds since 1970, UTC.</summary>
internal static class Micros
{
    public static long Of(DateTimeOffset instant) =>
        (instant - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset Read(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}

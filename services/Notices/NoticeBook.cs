using System.Data.Common;
using CommunityGrains.Access;
using CommunityGrains.Domain;
using CommunityGrains.Notices.Subscribing;
using CommunityGrains.Registry;
using Dapper;

namespace CommunityGrains.Notices;

/// <summary>The notices of accounts: written once for each occasion, listed, read, and thrown away in the
/// end.</summary>
public sealed class NoticeBook(
    AccessDatabase database, RegionCalendar calendar, NoticeRules rules, TimeProvider clock)
{
    private const string Named = """
        id as Id, account as Account, region as Region, occasion as Occasion, kind as Kind, what as What,
        category as Category, subject as Subject, about as About, subscription as Subscription,
        made_at as MadeAt, read_at as ReadAt
        """;

    private sealed record Row
    {
        public string Id { get; init; } = "";

        public string Account { get; init; } = "";

        public string Region { get; init; } = "";

        public string Occasion { get; init; } = "";

        public string Kind { get; init; } = "";

        public string What { get; init; } = "";

        public string Category { get; init; } = "";

        public string Subject { get; init; } = "";

        public string About { get; init; } = "";

        public string? Subscription { get; init; }

        public long MadeAt { get; init; }

        public long? ReadAt { get; init; }

        public Notice ToNotice() => new(
            Guid.Parse(Id), new AccountId(Guid.Parse(Account)), Region, Occasion,
            KebabCase.Parse<NoticeKind>(Kind) ?? NoticeKind.News, What, Category, Guid.Parse(Subject), About,
            Subscription is null ? null : Guid.Parse(Subscription), Micros.Read(MadeAt), ReadAt is not null);
    }

    /// <summary>Notes these in a transaction of their own; those that were noted before stay as they
    /// are.</summary>
    public Task AddAsync(IReadOnlyCollection<NewNotice> notices, CancellationToken cancel) =>
        notices.Count == 0
            ? Task.CompletedTask
            : database.WriteAsync(transaction => AddAsync(transaction, notices), cancel).AsTask();

    /// <summary>Notes these in the transaction that moves what they follow from.</summary>
    internal async Task<int> AddAsync(DbTransaction transaction, IReadOnlyCollection<NewNotice> notices)
    {
        var channels = new Dictionary<AccountId, IReadOnlyDictionary<NoticeKind, Channel>>();
        var (now, made) = (clock.GetUtcNow(), 0);
        foreach (var notice in notices)
        {
            if (!channels.TryGetValue(notice.Account, out var chosen))
            {
                chosen = await NoticeSettings.ChannelsAsync(
                    transaction.Connection!, notice.Account, transaction);
                channels[notice.Account] = chosen;
            }

            if (chosen[notice.Kind] is var channel && channel == Channel.Neither) continue;
            made += await transaction.Connection!.ExecuteAsync("""
                insert into notice (id, account, region, occasion, kind, what, category, subject, about,
                  subscription, made_at, on_site, mail_at)
                values (@id, @account, @Region, @Occasion, @kind, @What, @Category, @subject, @About,
                  @subscription, @now, 1, @mailAt)
                on conflict (account, occasion) do nothing
                """, new
            {
                id = Guid.CreateVersion7(now).ToString(),
                account = notice.Account.ToString(),
                notice.Region,
                notice.Occasion,
                kind = KebabCase.Of(notice.Kind),
                notice.What,
                notice.Category,
                subject = notice.Subject.ToString(),
                notice.About,
                subscription = notice.Subscription?.ToString(),
                // A microsecond apart, so that those of one reading stay in their order.
                now = Micros.Of(now) + made,
                mailAt = channel == Channel.SiteAndMail ? Micros.Of(MailAt(notice, now)) : (long?)null,
            }, transaction);
        }

        return made;
    }

    /// <summary>How many an account has not read.</summary>
    public async ValueTask<int> UnreadAsync(AccountId account, CancellationToken cancel) =>
        (int)await database.ReadAsync(connection => connection.ExecuteScalarAsync<long>(
            "select count(*) from notice where account = @account and on_site = 1 and read_at is null",
            new { account = account.ToString() }), cancel);

    /// <summary>An account's notices, the latest first. <paramref name="before"/>: the last one shown on the
    /// page before.</summary>
    public async Task<IReadOnlyList<Notice>> ListAsync(
        AccountId account, int countMax, Guid? before, CancellationToken cancel)
    {
        var older = before is null ? "" : """
            and (made_at, id) < (select made_at, id from notice where id = @before and account = @account)
            """;
        var rows = await database.ReadAsync(connection => connection.QueryAsync<Row>($"""
            select {Named} from notice where account = @account and on_site = 1 {older}
            order by made_at desc, id desc limit @countMax
            """, new { account = account.ToString(), before = before?.ToString(), countMax }), cancel);
        return [.. rows.Select(row => row.ToNotice())];
    }

    /// <summary>Those that a letter tells, the first of them.</summary>
    internal async Task<IReadOnlyList<Notice>> OfLetterAsync(Guid letter, CancellationToken cancel) =>
        [.. (await database.ReadAsync(connection => connection.QueryAsync<Row>(
            $"select {Named} from notice where letter = @letter order by made_at, id",
            new { letter = letter.ToString() }), cancel)).Select(row => row.ToNotice())];

    /// <summary>Marks one as read, or all of the account's.</summary>
    public async Task ReadAsync(AccountId account, Guid? notice, CancellationToken cancel) =>
        await database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync($"""
            update notice set read_at = @now where account = @account and read_at is null
            {(notice is null ? "" : "and id = @id")}
            """, new
        {
            now = Micros.Of(clock.GetUtcNow()),
            account = account.ToString(),
            id = notice?.ToString(),
        }, transaction), cancel);

    /// <summary>Throws away what is old.</summary>
    public async Task TidyAsync(CancellationToken cancel) =>
        await database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(
            "delete from notice where made_at < @old",
            new { old = Micros.Of(clock.GetUtcNow() - rules.KeptFor) }, transaction), cancel);

    private DateTimeOffset MailAt(NewNotice notice, DateTimeOffset now) =>
        notice.Subscription is not null && notice.Rhythm == Rhythm.Daily
            ? Daily.After(now, calendar.ZoneOf(notice.Region), rules.DailyHour)
            : now + rules.Gathering;
}

/// <summary>The hour of the day at which daily letters go.</summary>
internal static class Daily
{
    /// <summary>The next such hour of the zone after an instant.</summary>
    public static DateTimeOffset After(DateTimeOffset now, TimeZoneInfo zone, int hour)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone);
        var today = local.Date.AddHours(hour);
        var next = today > local.DateTime ? today : today.AddDays(1);
        return new DateTimeOffset(next, zone.GetUtcOffset(next));
    }
}

using System.Data.Common;
using CommunityGrains.Access;
using CommunityGrains.Domain;
using CommunityGrains.Notices.Subscribing;
using Dapper;

namespace CommunityGrains.Notices;

/// <summary>How an account wants to be told: by kind on the site, by letter too, or not at all; and in which
/// language letters come.</summary>
public sealed class NoticeSettings(AccessDatabase database, TimeProvider clock)
{
    private static readonly NoticeKind[] Kinds = Enum.GetValues<NoticeKind>();

    /// <summary>Every kind with its channel: the chosen one, else the usual.</summary>
    public async Task<IReadOnlyDictionary<NoticeKind, Channel>> ChannelsAsync(
        AccountId account, CancellationToken cancel) =>
        await database.ReadAsync(connection => ChannelsAsync(connection, account, null), cancel);

    /// <inheritdoc cref="ChannelsAsync(AccountId, CancellationToken)"/>
    internal static async Task<IReadOnlyDictionary<NoticeKind, Channel>> ChannelsAsync(
        DbConnection connection, AccountId account, DbTransaction? transaction)
    {
        var chosen = (await connection.QueryAsync<(string Kind, string Channel)>(
            "select kind, channel from notice_setting where account = @account",
            new { account = account.ToString() }, transaction))
            .ToDictionary(row => row.Kind, row => KebabCase.Parse<Channel>(row.Channel));
        return Kinds.ToDictionary(
            kind => kind, kind => chosen.GetValueOrDefault(KebabCase.Of(kind)) ?? NoticeRules.Usual(kind));
    }

    /// <summary>The language's tag that letters come in; null when none was chosen.</summary>
    public async Task<string?> LanguageAsync(AccountId account, CancellationToken cancel) =>
        await database.ReadAsync(connection => connection.ExecuteScalarAsync<string?>(
            "select language from notice_language where account = @account",
            new { account = account.ToString() }), cancel);

    public async Task ChooseAsync(
        AccountId account, IReadOnlyDictionary<NoticeKind, Channel> channels, string? language,
        CancellationToken cancel) => await database.WriteAsync(async transaction =>
    {
        foreach (var (kind, channel) in channels)
        {
            await transaction.Connection!.ExecuteAsync("""
                insert into notice_setting (account, kind, channel) values (@account, @kind, @channel)
                on conflict (account, kind) do update set channel = excluded.channel
                """, new
            {
                account = account.ToString(),
                kind = KebabCase.Of(kind),
                channel = KebabCase.Of(channel),
            }, transaction);
            if (channel == Channel.SiteAndMail) continue;
            // What was to be sent of this kind is not sent any more.
            await transaction.Connection!.ExecuteAsync("""
                update notice set mail_at = null where account = @account and kind = @kind and letter is null
                """, new { account = account.ToString(), kind = KebabCase.Of(kind) }, transaction);
        }

        return language is null
            ? 0
            : await transaction.Connection!.ExecuteAsync("""
                insert into notice_language (account, language) values (@account, @language)
                on conflict (account) do update set language = excluded.language
                """, new { account = account.ToString(), language }, transaction);
    }, cancel);

    /// <summary>No more letters of these kinds; the site goes on telling.</summary>
    public async Task StopLettersAsync(
        AccountId account, IEnumerable<NoticeKind> kinds, CancellationToken cancel)
    {
        var channels = await ChannelsAsync(account, cancel);
        await ChooseAsync(
            account,
            kinds.Where(kind => channels[kind] == Channel.SiteAndMail)
                .ToDictionary(kind => kind, _ => Channel.Site),
            language: null, cancel);
    }

    /// <summary>No more letters to somebody whom the register names.</summary>
    public async Task StopLettersAsync(string region, PersonId person, CancellationToken cancel) =>
        await database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync("""
            insert into letter_refused (region, person, refused_at) values (@region, @person, @now)
            on conflict do nothing
            """, new
        {
            region,
            person = person.ToString(),
            now = Micros.Of(clock.GetUtcNow()),
        }, transaction), cancel);

    internal async Task<bool> RefusesAsync(string region, PersonId person, CancellationToken cancel) =>
        await database.ReadAsync(connection => connection.ExecuteScalarAsync<long>(
            "select count(*) from letter_refused where region = @region and person = @person",
            new { region, person = person.ToString() }), cancel) > 0;
}

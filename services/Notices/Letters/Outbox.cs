using System.Data.Common;
using CommunityGrains.Access;
using CommunityGrains.Domain;
using CommunityGrains.Notices.Subscribing;
using Dapper;

namespace CommunityGrains.Notices.Letters;

/// <summary>A letter that was taken to be sent. One of <c>Account</c> and <c>Person</c> is there.</summary>
internal sealed record TakenLetter(
    Guid Id, AccountId? Account, string Region, PersonId? Person, string Category, Guid Subject, string About,
    int Tries);

/// <summary>How the letters stand. <c>OldestAt</c>: since when the one that waits longest has been
/// due.</summary>
public sealed record OutboxCounts(int Waiting, DateTimeOffset? OldestAt, int GivenUp);

/// <summary>
/// The letters on their way: rows without address and text. Whoever sends one takes it for a time first, so
/// that no two send it; it is ended only after the server has it.
/// </summary>
public sealed class Outbox(AccessDatabase database, NoticeRules rules, TimeProvider clock)
{
    private static readonly Guid Space = new("2b0e3f5e-7a0c-5c0a-9d5b-6f2f7f0b1a90");
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    /// <summary>A letter to somebody without an account, in the transaction of what it follows
    /// from.</summary>
    internal async Task AddAsync(DbTransaction transaction, NewLetter letter) =>
        await transaction.Connection!.ExecuteAsync("""
            insert into letter (id, region, person, category, subject, about, made_at, next_at)
            values (@id, @Region, @person, @Category, @subject, @About, @now, @now)
            on conflict (id) do nothing
            """, new
        {
            id = NameBasedId.Create(Space, $"{letter.Occasion}/{letter.Person}").ToString(),
            letter.Region,
            person = letter.Person.ToString(),
            letter.Category,
            subject = letter.Subject.ToString(),
            letter.About,
            now = Micros.Of(clock.GetUtcNow()),
        }, transaction);

    /// <summary>Makes letters of the notices whose time has come: one for each account and region. A notice
    /// belongs to one letter, whoever gathers.</summary>
    public async Task<int> GatherAsync(CancellationToken cancel)
    {
        var (now, made) = (Micros.Of(clock.GetUtcNow()), 0);
        var room = rules.LettersWaitingMax - (await CountAsync(cancel)).Waiting;
        if (room <= 0) return 0;
        var due = await database.ReadAsync(connection =>
            connection.QueryAsync<(string Account, string Region)>("""
                select distinct account, region from notice
                where mail_at is not null and letter is null and mail_at <= @now limit @room
                """, new { now, room }), cancel);
        foreach (var (account, region) in due)
        {
            made += await database.WriteAsync(async transaction =>
            {
                var letter = Guid.CreateVersion7(clock.GetUtcNow()).ToString();
                var told = await transaction.Connection!.ExecuteAsync("""
                    update notice set letter = @letter where account = @account and region = @region
                      and mail_at is not null and letter is null and mail_at <= @now
                    """, new { letter, account, region, now }, transaction);
                return told == 0 ? 0 : await transaction.Connection!.ExecuteAsync("""
                    insert into letter (id, account, region, category, subject, about, made_at, next_at)
                    values (@letter, @account, @region, 'notices', '', '', @now, @now)
                    """, new { letter, account, region, now }, transaction);
            }, cancel);
        }

        return made;
    }

    /// <summary>Takes the next letter that is due; null when there is none.</summary>
    internal async Task<TakenLetter?> TakeAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var rows = await database.WriteAsync(transaction => transaction.Connection!.QueryAsync<(
            string Id, string? Account, string Region, string? Person, string Category, string Subject,
            string About, long Tries)>("""
            update letter set taken_until = @until, tries = tries + 1
            where id = (select id from letter
                where sent_at is null and ended is null and next_at <= @now
                  and (taken_until is null or taken_until <= @now)
                order by next_at, id limit 1)
              and (taken_until is null or taken_until <= @now)
            returning id, account, region, person, category, subject, about, tries
            """,
            new { now = Micros.Of(now), until = Micros.Of(now + rules.SendingMax) }, transaction), cancel);
        return rows.Select(row => new TakenLetter(
            Guid.Parse(row.Id),
            row.Account is null ? null : new AccountId(Guid.Parse(row.Account)), row.Region,
            row.Person is null ? null : new PersonId(Guid.Parse(row.Person)), row.Category,
            Guid.TryParse(row.Subject, out var subject) ? subject : Guid.Empty, row.About, (int)row.Tries))
            .FirstOrDefault();
    }

    internal Task SentAsync(Guid letter, CancellationToken cancel) => SetAsync(
        "update letter set sent_at = @at, taken_until = null where id = @id", letter, clock.GetUtcNow(), "",
        cancel);

    /// <summary>It will never be sent: nobody is there to read it, it was answered, or refused.</summary>
    internal Task EndAsync(Guid letter, string why, CancellationToken cancel) => SetAsync(
        "update letter set ended = @why, taken_until = null where id = @id", letter, clock.GetUtcNow(), why,
        cancel);

    /// <summary>It could not be sent: later again, or never; true when it is given up.</summary>
    internal async Task<bool> FailedAsync(TakenLetter letter, CancellationToken cancel)
    {
        if (letter.Tries >= rules.TriesMax)
        {
            await EndAsync(letter.Id, "given-up", cancel);
            return true;
        }

        var wait = rules.Backoff[Math.Min(letter.Tries, rules.Backoff.Count) - 1];
        await SetAsync(
            "update letter set next_at = @at, taken_until = null where id = @id", letter.Id,
            clock.GetUtcNow() + wait, "", cancel);
        return false;
    }

    public async Task<OutboxCounts> CountAsync(CancellationToken cancel)
    {
        var (waiting, oldest, givenUp) = await database.ReadAsync(connection =>
            connection.QuerySingleAsync<(long Waiting, long? Oldest, long GivenUp)>("""
                select (select count(*) from letter where sent_at is null and ended is null),
                  (select min(next_at) from letter where sent_at is null and ended is null),
                  (select count(*) from letter where ended = 'given-up')
                """), cancel);
        return new OutboxCounts((int)waiting, oldest is { } at ? Micros.Read(at) : null, (int)givenUp);
    }

    /// <summary>Throws away what was sent or ended long ago.</summary>
    public async Task TidyAsync(CancellationToken cancel) =>
        await database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(
            "delete from letter where made_at < @old and (sent_at is not null or ended is not null)",
            new { old = Micros.Of(clock.GetUtcNow() - KeptFor) }, transaction), cancel);

    private async Task SetAsync(
        string sql, Guid letter, DateTimeOffset at, string why, CancellationToken cancel) =>
        await database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(
            sql, new { id = letter.ToString(), at = Micros.Of(at), why }, transaction), cancel);
}

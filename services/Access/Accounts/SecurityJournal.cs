using System.Data.Common;
using System.Diagnostics.Metrics;
using CommunityGrains.Domain;
using Dapper;
using Microsoft.Extensions.Logging;

namespace CommunityGrains.Access.Accounts;

/// <summary>One line of what happened to an account, for its owner. <c>About</c>: the kind of browser, where
/// it is known.</summary>
public sealed record SecurityNote(SecurityEvent What, string About, DateTimeOffset At);

/// <summary>
/// Puts on record what concerns security: as a line of the program's journal and in the counter
/// <c>access.security.events</c> (tag <c>kind</c>), and what concerns one account also among its own last
/// events. It names accounts by their ids, things by theirs, and a client by a keyed hash; never a login, an
/// address or a secret.
/// </summary>
public sealed class SecurityJournal : IDisposable
{
    public const string MeterName = "CommunityGrains.Access";

    public const string CounterName = "access.security.events";

    /// <summary>How many of an account's events are kept: so many of its own doing, and so many refusals,
    /// which strangers can bring about.</summary>
    public const int KeptPerAccount = 50;

    // Whose address nobody has: its tries are kept like those of an account, so that they take as long.
    private const string Nobody = "";

    private const int ClientLetters = 16;

    private readonly AccessDatabase database;
    private readonly ISecretBox box;
    private readonly TimeProvider clock;
    private readonly ILogger journal;
    private readonly Meter meter;
    private readonly Counter<long> counter;

    public SecurityJournal(
        AccessDatabase database, ISecretBox box, TimeProvider clock, ILogger<SecurityJournal> journal)
    {
        (this.database, this.box, this.clock, this.journal) = (database, box, clock, journal);
        // The scope tells apart several programs of one process.
        meter = new Meter(MeterName, version: null, tags: null, scope: this);
        counter = meter.CreateCounter<long>(CounterName, "{event}", "What concerns security, by kind");
    }

    /// <summary>Writes a line and counts.</summary>
    /// <param name="subject">What it was about: the id of a token or an invitation, the pattern of an
    /// address.</param>
    public void Tell(
        SecurityEvent what, AccountId? account = null, Visit? visit = null, string? subject = null)
    {
        Count(what);
        var level = what.IsRefusal() ? LogLevel.Warning : LogLevel.Information;
        journal.Log(
            level, new EventId((int)what, what.ToString()),
            "{Event} account={Account} subject={Subject} client={Client}", KebabCase.Of(what),
            account?.ToString() ?? "-", subject ?? "-", visit is null ? "-" : ClientOf(visit));
    }

    /// <summary>Only counts, where a line each time would fill the journal.</summary>
    public void Count(SecurityEvent what) =>
        counter.Add(1, new KeyValuePair<string, object?>("kind", KebabCase.Of(what)));

    /// <summary>Writes a line, counts, and adds it to the last events of the account; those of a try for
    /// nobody's address to a list of their own, which nobody reads.</summary>
    public async Task NoteAsync(
        SecurityEvent what, AccountId? account, Visit? visit = null, string? subject = null)
    {
        Tell(what, account, visit, subject);
        // What has happened is noted, whether or not its asker waits for the answer.
        await database.WriteAsync(
            transaction => KeepAsync(transaction, what, account, visit?.About ?? ""), CancellationToken.None);
    }

    /// <summary>The last events of an account, the latest first.</summary>
    public async Task<IReadOnlyList<SecurityNote>> LastAsync(
        AccountId account, int most, CancellationToken cancel)
    {
        var rows = await database.ReadAsync(connection =>
            connection.QueryAsync<(string Kind, string About, long At)>("""
                select kind, about, at from security_event where account = @account
                order by at desc, id desc limit @most
                """, new { account = account.ToString(), most }), cancel);
        return [.. rows.Select(row => new SecurityNote(
            KebabCase.Parse<SecurityEvent>(row.Kind)!.Value, row.About, row.At.ToInstant()))];
    }

    public void Dispose() => meter.Dispose();

    private async Task<int> KeepAsync(
        DbTransaction transaction, SecurityEvent what, AccountId? account, string about)
    {
        var row = new
        {
            id = Guid.CreateVersion7(clock.GetUtcNow()).ToString(),
            account = account?.ToString() ?? Nobody,
            kind = KebabCase.Of(what),
            refused = what.IsRefusal() ? 1L : 0L,
            about,
            at = clock.Now(),
            kept = KeptPerAccount,
        };
        await transaction.Connection!.ExecuteAsync("""
            insert into security_event (id, account, kind, refused, about, at)
            values (@id, @account, @kind, @refused, @about, @at)
            """, row, transaction);
        return await transaction.Connection!.ExecuteAsync("""
            delete from security_event where account = @account and refused = @refused and id not in (
              select id from security_event where account = @account and refused = @refused
              order by at desc, id desc limit @kept)
            """, row, transaction);
    }

    // Enough to see that the same one comes again, and not who it is.
    private string ClientOf(Visit visit) => box.Mark(Purpose.ClientMark, visit.Address)[..ClientLetters];
}

using System.Data.Common;
using CommunityGrains.Domain;
using Dapper;

namespace CommunityGrains.Access.Accounts;

/// <summary>What came of setting a password.</summary>
public abstract record PasswordOutcome
{
    /// <summary>Set. Every session of the account has ended.</summary>
    public sealed record Set : PasswordOutcome;

    /// <summary>The present password was not the right one.</summary>
    public sealed record Wrong : PasswordOutcome;

    public sealed record Objected(PasswordObjection Objection) : PasswordOutcome;

    /// <summary>Too many tries, or too much to do: again after this long.</summary>
    public sealed record Wait(TimeSpan For) : PasswordOutcome;

    private PasswordOutcome() { }
}

/// <summary>The accounts of a deployment: who can sign in, and with what.</summary>
public sealed class AccountBook(
    AccessDatabase database, ISecretBox box, Passwords passwords, Throttle throttle, SecurityJournal journal,
    TimeProvider clock)
{
    /// <summary>How long to wait when too many passwords are being hashed.</summary>
    internal static readonly TimeSpan BusyWait = TimeSpan.FromSeconds(5);

    /// <summary>Null when there is no such account, or it is forgotten.</summary>
    public async Task<AccountRecord?> FindAsync(AccountId account, CancellationToken cancel) =>
        await RowAsync(account, cancel) is { IsForgotten: false } row ? row.ToRecord(box) : null;

    /// <summary>Those of these accounts that there are.</summary>
    public async Task<IReadOnlyDictionary<AccountId, AccountRecord>> FindAsync(
        IReadOnlyCollection<AccountId> accounts, CancellationToken cancel)
    {
        var found = new Dictionary<AccountId, AccountRecord>();
        foreach (var account in accounts)
        {
            if (await FindAsync(account, cancel) is { } record) found[account] = record;
        }

        return found;
    }

    /// <summary>The account that signs in by this address; null when there is none.</summary>
    public async Task<AccountRecord?> FindByLoginAsync(string login, CancellationToken cancel) =>
        LoginName.Of(login) is { } known && await ByLoginAsync(known, cancel) is { } row
            ? row.ToRecord(box)
            : null;

    /// <summary>Whether there is any account at all.</summary>
    public async Task<bool> AnyAsync(CancellationToken cancel) => await database.ReadAsync(
        async connection => await connection.ExecuteScalarAsync<long>(
            "select count(*) from account") > 0, cancel);

    /// <summary>Sets another password for whoever knows the present one, and ends every session.</summary>
    public async Task<PasswordOutcome> ChangePasswordAsync(
        AccountId account, string present, string next, CancellationToken cancel)
    {
        if (await ObjectionToAsync(account, present, cancel) is { } objected) return objected;
        if (await RowAsync(account, cancel) is not { IsForgotten: false } row)
            return new PasswordOutcome.Wrong();
        if (PasswordPolicy.Objection(next, row.ToRecord(box).Login) is { } objection)
            return new PasswordOutcome.Objected(objection);
        if (await passwords.HashAsync(next, cancel) is not { } hash)
            return new PasswordOutcome.Wait(BusyWait);
        await SetHashAsync(account, hash, RandomSecret.Make(), cancel);
        await journal.NoteAsync(SecurityEvent.PasswordChanged, account);
        return new PasswordOutcome.Set();
    }

    /// <summary>Whether this is the account's password; throttled like a sign-in. Null: yes.</summary>
    public async Task<PasswordOutcome?> ObjectionToAsync(
        AccountId account, string password, CancellationToken cancel)
    {
        if (await RowAsync(account, cancel) is not { IsForgotten: false } row)
            return new PasswordOutcome.Wrong();
        var subject = $"password:{account}";
        if (await throttle.TryAsync([(subject, ThrottleRule.Account)], cancel) is { } wait)
        {
            journal.Tell(SecurityEvent.TryThrottled, account);
            return new PasswordOutcome.Wait(wait);
        }

        switch (await passwords.CompareAsync(row.PasswordHash, password, cancel))
        {
            case PasswordMatch.Busy:
                await throttle.ForgiveAsync([subject], cancel);
                return new PasswordOutcome.Wait(BusyWait);
            case PasswordMatch.No:
                await journal.NoteAsync(SecurityEvent.PresentPasswordRefused, account);
                return new PasswordOutcome.Wrong();
            default:
                await throttle.ClearAsync(subject, cancel);
                return null;
        }
    }

    /// <summary>Ends every session of the account, as when its roles have changed: whoever holds one signs in
    /// anew.</summary>
    public async Task EndSessionsAsync(AccountId account, CancellationToken cancel)
    {
        var ended = await database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(
            "update account set stamp = @stamp where id = @id",
            new { stamp = RandomSecret.Make(), id = account.ToString() }, transaction), cancel);
        if (ended > 0) await journal.NoteAsync(SecurityEvent.SessionsEnded, account);
    }

    /// <summary>Nobody signs in to the account any more, nor do its tokens open anything. For good: whoever
    /// owned it may be invited anew, also by the same address.</summary>
    public async Task CloseAsync(AccountId account, CancellationToken cancel)
    {
        var closed = await database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(
            """
            update account set stamp = @stamp, closed_at = @now, login_hash = @nobody
            where id = @id and closed_at is null
            """, new
            {
                stamp = RandomSecret.Make(),
                now = clock.Now(),
                nobody = ForgettingAccounts.NobodysMark(account),
                id = account.ToString(),
            }, transaction), cancel);
        if (closed > 0) await journal.NoteAsync(SecurityEvent.AccountClosed, account);
    }

    /// <summary>Makes an account without an invitation, as for a demonstration; null when the address has
    /// one, or the password will not do.</summary>
    public Task<AccountRecord?> MakeAsync(string login, string password, CancellationToken cancel) =>
        MakeAsync(login, password, new PersonId(Guid.CreateVersion7(clock.GetUtcNow())), cancel);

    /// <summary>The same for somebody who is on record.</summary>
    public async Task<AccountRecord?> MakeAsync(
        string login, string password, PersonId person, CancellationToken cancel)
    {
        if (LoginName.Of(login) is not { } name || PasswordPolicy.Objection(password, name) is not null
            || await passwords.HashAsync(password, cancel) is not { } hash)
            return null;
        var account = new AccountId(Guid.CreateVersion7(clock.GetUtcNow()));
        var made = await database.WriteAsync(
            transaction => InsertAsync(transaction, account, person, name, hash), cancel);
        if (!made) return null;
        await journal.NoteAsync(SecurityEvent.AccountMade, account);
        return await FindAsync(account, cancel);
    }

    internal Task<AccountRow?> ByLoginAsync(string login, CancellationToken cancel) =>
        OneAsync("login_hash = @value", box.Mark(Purpose.LoginMark, login), cancel);

    internal Task<AccountRow?> RowAsync(AccountId account, CancellationToken cancel) =>
        OneAsync("id = @value", account.ToString(), cancel);

    /// <summary>Sets a hash; the same stamp keeps sessions, another ends them.</summary>
    internal async Task SetHashAsync(
        AccountId account, string hash, string stamp, CancellationToken cancel) =>
        await database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(
            "update account set password_hash = @hash, stamp = @stamp where id = @id",
            new { hash, stamp, id = account.ToString() }, transaction), cancel);

    /// <summary>Adds an account; false when its login is taken, or its person has one.</summary>
    internal async Task<bool> InsertAsync(
        DbTransaction transaction, AccountId account, PersonId person, string login, string passwordHash) =>
        await transaction.Connection!.ExecuteAsync("""
            insert into account (id, person, login_hash, login_sealed, password_hash, stamp, made_at)
            values (@id, @person, @mark, @box, @passwordHash, @stamp, @now)
            on conflict do nothing
            """, new
        {
            id = account.ToString(),
            person = person.ToString(),
            mark = box.Mark(Purpose.LoginMark, login),
            box = box.Seal(Purpose.Login(account), login),
            passwordHash,
            stamp = RandomSecret.Make(),
            now = clock.Now(),
        }, transaction) == 1;

    private async Task<AccountRow?> OneAsync(string where, string value, CancellationToken cancel) =>
        await database.ReadAsync(connection => connection.QuerySingleOrDefaultAsync<AccountRow>(
            $"select {AccountRow.Columns} from account where {where}", new { value }), cancel);
}

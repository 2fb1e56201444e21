using System.Data.Common;
using CommunityGrains.Domain;
using Dapper;

namespace CommunityGrains.Access.Accounts;

/// <summary>
/// Forgets the accounts of a person who is erased: login, password, second factor, sessions, tokens,
/// invitations and last events. The rows stay, closed and nameless, because the log names their ids.
/// </summary>
public sealed class ForgettingAccounts(
    AccessDatabase database, ISecretBox box, GrantKeeper grants, TimeProvider clock,
    SecurityJournal? journal = null)
{
    /// <summary>Forgets the accounts that this person has in the region. One that holds a role in another
    /// region stays as it is: there he was not erased. Asked again it changes nothing.</summary>
    /// <returns>The accounts that are forgotten now, and were not before.</returns>
    public async Task<IReadOnlyList<AccountId>> ForgetAsync(
        string region, PersonId person, CancellationToken cancel)
    {
        var forgotten = new List<AccountId>();
        foreach (var (account, login) in await AccountsAsync(region, person, cancel))
        {
            grants.Forget(account);
            if ((await grants.OfAsync(account, cancel)).Any(grant => grant.Region != region)) continue;
            await grants.CloseAsync(account, region, "Данные владельца уничтожены", cancel);
            await database.WriteAsync(
                transaction => ForgetAsync(transaction, account, login), cancel);
            journal?.Tell(SecurityEvent.AccountForgotten, account);
            forgotten.Add(account);
        }

        // Also where there was no account yet.
        await database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(
            "delete from invitation where region = @region and person = @person and account is null",
            new { region, person = person.ToString() }, transaction), cancel);
        return forgotten;
    }

    private async Task<IReadOnlyList<(AccountId Account, string Login)>> AccountsAsync(
        string region, PersonId person, CancellationToken cancel)
    {
        var rows = await database.ReadAsync(connection =>
            connection.QueryAsync<(string Id, string Sealed)>("""
                select account.id, account.login_sealed from account
                join account_region on account_region.account = account.id and account_region.region = @region
                where account.person = @person and account.forgotten_at is null
                """, new { region, person = person.ToString() }), cancel);
        return [.. rows.Select(row => new AccountId(Guid.Parse(row.Id))).Zip(rows, (account, row) =>
            (account, box.Open(Purpose.Login(account), row.Sealed)))];
    }

    private async Task<int> ForgetAsync(DbTransaction transaction, AccountId account, string login)
    {
        var row = new
        {
            id = account.ToString(),
            nobody = NobodysMark(account),
            stamp = RandomSecret.Make(),
            now = clock.Now(),
            byLogin = $"login:{box.Mark(Purpose.LoginMark, login)}",
            byPassword = $"password:{account}",
            byFactor = $"factor:{account}",
        };
        await ForgetInvitationsAsync(transaction, login);
        foreach (var statement in (string[])[
            "delete from session where account = @id",
            "delete from access_token where account = @id",
            "delete from recovery_code where account = @id",
            "delete from external_subject where account = @id",
            "delete from security_event where account = @id",
            "delete from work where account = @id",
            "update invitation set login_sealed = null where account = @id",
            "delete from throttle where subject in (@byLogin, @byPassword, @byFactor)"])
            await transaction.Connection!.ExecuteAsync(statement, row, transaction);
        return await transaction.Connection!.ExecuteAsync("""
            update account set login_hash = @nobody, login_sealed = '', password_hash = '', stamp = @stamp,
              factor_sealed = null, factor_waiting = null, factor_step = 0, forgotten_at = @now,
              closed_at = coalesce(closed_at, @now)
            where id = @id
            """, row, transaction);
    }

    // Sealed anew each time, a login is found only by opening all that wait; they are few.
    private async Task ForgetInvitationsAsync(DbTransaction transaction, string login)
    {
        var waiting = await transaction.Connection!.QueryAsync<(string Id, string Sealed)>(
            "select id, login_sealed from invitation where account is null and login_sealed is not null",
            transaction: transaction);
        foreach (var (id, text) in waiting)
        {
            if (box.Open(Purpose.Invited(Guid.Parse(id)), text) != login) continue;
            await transaction.Connection!.ExecuteAsync(
                "delete from invitation where id = @id", new { id }, transaction);
        }
    }

    /// <summary>What stands in place of a login's hash when nobody signs in by it any more.</summary>
    internal static string NobodysMark(AccountId account) => $"nobody:{account}";
}

using System.Data.Common;
using System.Text.Json;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.EventLog.Codec;
using Dapper;

namespace CommunityGrains.Access.Accounts;

/// <summary>An invitation that holds. <c>Login</c>: whom it was made for; null for the first administrator,
/// who says himself who he is. <c>MadeBy</c>: null when the program made it. <c>Person</c>: who of those on
/// record it is for; null when it is for somebody who is not, or need not be known.</summary>
public sealed record Invitation(
    Guid Id, string Region, Role Role, Scope Scope, string? Login, AccountId? MadeBy, DateTimeOffset EndsAt,
    PersonId? Person = null)
{
    public override string ToString() => $"invitation {Id}";
}

/// <summary>What came of accepting an invitation.</summary>
public abstract record AcceptOutcome
{
    public sealed record Accepted(AccountId Account) : AcceptOutcome;

    /// <summary>There is no such invitation: it never was, was used, or has run out.</summary>
    public sealed record Gone : AcceptOutcome;

    /// <summary>Its address has an account already, whose owner signs in and opens the link again.</summary>
    public sealed record HasAccount : AcceptOutcome;

    /// <summary>It is for somebody on record who has another account already.</summary>
    public sealed record PersonHasAccount : AcceptOutcome;

    /// <summary>It is for somebody on record, and this account is another's.</summary>
    public sealed record AnotherPerson : AcceptOutcome;

    public sealed record LoginUnfit : AcceptOutcome;

    public sealed record Objected(PasswordObjection Objection) : AcceptOutcome;

    public sealed record Wait(TimeSpan For) : AcceptOutcome;

    private AcceptOutcome() { }
}

/// <summary>
/// Invitations by link. The link is the only way to an account: it says which role its owner will have, runs
/// out, and works once. Of the link itself only a hash is kept.
/// </summary>
public sealed class Invitations(
    AccessDatabase database, ISecretBox box, AccountBook book, Passwords passwords, GrantKeeper grants,
    InvitedPeople people, SecurityJournal journal, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>The first administrator's link, which is printed where others may read it later.</summary>
    public static readonly TimeSpan FirstLifetime = TimeSpan.FromHours(24);

    // Each program that starts prints one; whoever restarts without end does not leave more.
    private const int FirstLinksMax = 5;

    private const string ByProgram = "first";
    private const string ByPerson = "person";

    /// <summary>Makes an invitation; its secret, to be shown once.</summary>
    /// <param name="login">The address of whoever is invited, as <see cref="LoginName"/> gives it.</param>
    /// <param name="person">Who of those on record it is for; whoever asks has seen that he
    /// <see cref="InvitedPeople.ObjectionAsync">can be invited</see>.</param>
    public async Task<string> MakeAsync(
        AccountId by, string region, Role role, Scope scope, string login, PersonId? person,
        CancellationToken cancel)
    {
        var (id, secret) = (Guid.CreateVersion7(clock.GetUtcNow()), RandomSecret.Make());
        await database.WriteAsync(async transaction =>
        {
            await transaction.Connection!.ExecuteAsync(
                "delete from invitation where account is null and ends_at <= @now", new { now = clock.Now() },
                transaction);
            return await InsertAsync(
                transaction, id, secret, ByPerson, region, role, scope, login, by, person, Lifetime);
        }, cancel);
        await journal.NoteAsync(SecurityEvent.InvitationMade, by, subject: id.ToString());
        return secret;
    }

    /// <summary>The secret of the link that makes the first centre administrator, while there is no account
    /// at all. Those that other programs on the same database have printed go on working, the latest few of
    /// them, until one is used. Null when there is an account.</summary>
    public async Task<string?> MakeFirstAsync(string region, CancellationToken cancel)
    {
        var secret = RandomSecret.Make();
        return await database.WriteAsync<string?>(async transaction =>
        {
            if (await AnyAccountAsync(transaction)) return null;
            await transaction.Connection!.ExecuteAsync("""
                delete from invitation where purpose = @purpose and (ends_at <= @now or id not in (
                  select id from invitation where purpose = @purpose
                  order by made_at desc, id desc limit @kept))
                """, new { purpose = ByProgram, now = clock.Now(), kept = FirstLinksMax - 1 }, transaction);
            await InsertAsync(
                transaction, Guid.CreateVersion7(clock.GetUtcNow()), secret, ByProgram, region,
                Role.CentreAdministrator, new Scope.Region(), null, null, null, FirstLifetime);
            return secret;
        }, cancel);
    }

    /// <summary>The invitation of a link; null when there is none that holds.</summary>
    public async Task<Invitation?> FindAsync(string? secret, CancellationToken cancel)
    {
        if (!RandomSecret.IsPlausible(secret)) return null;
        var row = await database.ReadAsync(connection => connection.QuerySingleOrDefaultAsync<Row>(
            $"select {Row.Columns} from invitation where hash = @hash and account is null and ends_at > @now",
            new { hash = RandomSecret.HashOf(secret!), now = clock.Now() }), cancel);
        var invitation = row?.ToInvitation(box);
        // Who may give no roles any more has given none by what he left lying about.
        if (invitation is { MadeBy: { } by } && !await grants.MayInviteAsync(by, invitation.Region, cancel))
            invitation = null;
        if (invitation is null) journal.Tell(SecurityEvent.InvitationGone, subject: row?.Id);
        return invitation;
    }

    /// <summary>Makes the account of whoever is invited, and gives it its role.</summary>
    /// <param name="login">Whom he says he is; only the first administrator is asked.</param>
    public async Task<AcceptOutcome> AcceptAsync(
        string secret, string? login, string password, CancellationToken cancel)
    {
        if (await FindAsync(secret, cancel) is not { } invitation) return new AcceptOutcome.Gone();
        if (await ObjectionAsync(invitation, cancel) is { } unfit) return unfit;
        if (LoginName.Of(invitation.Login ?? login) is not { } name) return new AcceptOutcome.LoginUnfit();
        if (PasswordPolicy.Objection(password, name) is { } objection)
            return new AcceptOutcome.Objected(objection);
        if (await passwords.HashAsync(password, cancel) is not { } hash)
            return new AcceptOutcome.Wait(AccountBook.BusyWait);
        var account = new AccountId(Guid.CreateVersion7(clock.GetUtcNow()));
        var outcome = await database.WriteAsync<AcceptOutcome>(async transaction =>
        {
            if (invitation.MadeBy is null && !await BeFirstAsync(transaction))
                return new AcceptOutcome.Gone();
            var person = invitation.Person ?? new PersonId(Guid.CreateVersion7(clock.GetUtcNow()));
            if (!await book.InsertAsync(transaction, account, person, name, hash))
                return new AcceptOutcome.HasAccount();
            if (!await TakeAsync(transaction, secret, account)) throw new InvitationTakenException();
            await transaction.Connection!.ExecuteAsync(
                "delete from invitation where purpose = @purpose and account is null",
                new { purpose = ByProgram }, transaction);
            return new AcceptOutcome.Accepted(account);
        }, cancel).OrGone();
        if (outcome is AcceptOutcome.Accepted) await AcceptedAsync(invitation, account, cancel);
        // Two links for one person, at once.
        return outcome is AcceptOutcome.HasAccount && invitation.Person is { } one
            && await people.HasAccountAsync(one, cancel)
                ? new AcceptOutcome.PersonHasAccount()
                : outcome;
    }

    /// <summary>Gives an account that there is already the role of an invitation.</summary>
    public async Task<AcceptOutcome> AcceptAsync(string secret, AccountId account, CancellationToken cancel)
    {
        if (await FindAsync(secret, cancel) is not { MadeBy: not null } invitation)
            return new AcceptOutcome.Gone();
        if (invitation.Person is { } person
            && (await book.FindAsync(account, cancel))?.Person != person)
            return new AcceptOutcome.AnotherPerson();
        var taken = await database.WriteAsync(
            transaction => TakeAsync(transaction, secret, account), cancel);
        if (!taken) return new AcceptOutcome.Gone();
        await AcceptedAsync(invitation, account, cancel);
        return new AcceptOutcome.Accepted(account);
    }

    /// <summary>Gives the roles of invitations that the account has accepted and has not been given, because
    /// the program ended in between. Asked again it gives nothing twice.</summary>
    public async Task CompleteAsync(AccountId account, CancellationToken cancel)
    {
        var rows = await database.ReadAsync(connection => connection.QueryAsync<Row>(
            $"select {Row.Columns} from invitation where account = @account and granted_at is null",
            new { account = account.ToString() }), cancel);
        foreach (var invitation in rows.Select(row => row.ToInvitation(box)).ToList())
        {
            if (await book.FindAsync(account, cancel) is not { } record) return;
            await grants.GiveAsync(record, invitation, cancel);
            await database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(
                "update invitation set granted_at = @now, login_sealed = null where id = @id",
                new { now = clock.Now(), id = invitation.Id.ToString() }, transaction), cancel);
        }
    }

    // What has changed since the link was made.
    private async Task<AcceptOutcome?> ObjectionAsync(Invitation invitation, CancellationToken cancel)
    {
        if (invitation.Person is not { } person) return null;
        return await people.ObjectionAsync(invitation.Region, person, cancel) switch
        {
            null => null,
            PersonObjection.HasAccount => new AcceptOutcome.PersonHasAccount(),
            _ => new AcceptOutcome.Gone(),
        };
    }

    // Whether there is no account yet; the first one to ask holds back the others until it is done.
    private static async Task<bool> BeFirstAsync(DbTransaction transaction)
    {
        await transaction.Connection!.ExecuteAsync("""
            insert into deployment (name, value) values ('accounts.first', '')
            on conflict (name) do update set value = deployment.value
            """, transaction: transaction);
        return !await AnyAccountAsync(transaction);
    }

    private async Task AcceptedAsync(Invitation invitation, AccountId account, CancellationToken cancel)
    {
        await journal.NoteAsync(
            SecurityEvent.InvitationAccepted, account, subject: invitation.Id.ToString());
        await CompleteAsync(account, cancel);
    }

    private async Task<bool> TakeAsync(DbTransaction transaction, string secret, AccountId account) =>
        await transaction.Connection!.ExecuteAsync("""
            update invitation set account = @account
            where hash = @hash and account is null and ends_at > @now
            """, new
        {
            account = account.ToString(), hash = RandomSecret.HashOf(secret), now = clock.Now(),
        }, transaction) == 1;

    private Task<int> InsertAsync(
        DbTransaction transaction, Guid id, string secret, string purpose, string region, Role role,
        Scope scope, string? login, AccountId? by, PersonId? person, TimeSpan lifetime) =>
        transaction.Connection!.ExecuteAsync("""
            insert into invitation (
              hash, id, purpose, region, role, scope, login_sealed, made_by, person, made_at, ends_at)
            values (@hash, @id, @purpose, @region, @role, @scope, @login, @by, @person, @now, @ends)
            """, new
        {
            hash = RandomSecret.HashOf(secret),
            id = id.ToString(),
            purpose,
            region,
            role = role.ToString(),
            scope = JsonSerializer.Serialize(scope, DomainJson.Options),
            login = login is null ? null : box.Seal(Purpose.Invited(id), login),
            by = by?.ToString(),
            person = person?.ToString(),
            now = clock.Now(),
            ends = clock.After(lifetime),
        }, transaction);

    private static async Task<bool> AnyAccountAsync(DbTransaction transaction) =>
        await transaction.Connection!.ExecuteScalarAsync<long>(
            "select count(*) from account", transaction: transaction) > 0;

    private sealed record Row
    {
        public const string Columns = """
            id as Id, region as Region, role as Role, scope as Scope, login_sealed as LoginSealed,
            made_by as MadeBy, person as Person, ends_at as EndsAt
            """;

        public string Id { get; init; } = "";

        public string Region { get; init; } = "";

        public string Role { get; init; } = "";

        public string Scope { get; init; } = "";

        public string? LoginSealed { get; init; }

        public string? MadeBy { get; init; }

        public string? Person { get; init; }

        public long EndsAt { get; init; }

        public Invitation ToInvitation(ISecretBox box)
        {
            var id = Guid.Parse(Id);
            return new Invitation(
                id, Region, Enum.Parse<Role>(Role),
                JsonSerializer.Deserialize<Scope>(Scope, DomainJson.Options)!,
                LoginSealed is null ? null : box.Open(Purpose.Invited(id), LoginSealed),
                MadeBy is null ? null : new AccountId(Guid.Parse(MadeBy)), EndsAt.ToInstant(),
                Person is null ? null : new PersonId(Guid.Parse(Person)));
        }
    }
}

/// <summary>Somebody else was faster: the account that was made for the link is not to be.</summary>
internal sealed class InvitationTakenException() : Exception("The invitation was taken meanwhile");

internal static class InvitationRace
{
    /// <summary>The outcome, or that the invitation is gone when it was taken meanwhile.</summary>
    public static async Task<AcceptOutcome> OrGone(this ValueTask<AcceptOutcome> accepting)
    {
        try
        {
            return await accepting;
        }
        catch (InvitationTakenException)
        {
            return new AcceptOutcome.Gone();
        }
    }
}

using CommunityGrains.Access.Accounts;
using CommunityGrains.Domain.Access;
using CommunityGrains.EventLog;
using Dapper;

namespace CommunityGrains.Access.Specs.Accounts;

/// <summary>Who is erased leaves an account behind that nothing tells of.</summary>
public abstract class ForgettingAnAccount(Kept kept) : AccountWorld(kept)
{
    private static readonly string[] Tables =
    [
        "account", "session", "recovery_code", "invitation", "access_token", "external_subject", "throttle",
        "security_event", "work",
    ];

    [Fact]
    public async Task Nothing_is_left_of_login_password_factor_sessions_tokens_and_invitations()
    {
        var (account, session) = await GivenAFullAccount();
        var before = await Everything();
        (await Forgetting.ForgetAsync(Region, account.Person, Cancel)).ShouldBe([account.Id]);

        var after = await Everything();
        after.Where(row => !row.StartsWith("account|", Ordinal)).ShouldBeEmpty();
        var row = after.Single(one => one.StartsWith("account|", Ordinal)
            && one.Contains(account.Id.ToString(), Ordinal));
        foreach (var secret in SecretsOf(before, account)) row.ShouldNotContain(secret);
        var state = await Grains.StateAsync(new StreamId(Region, "account", account.Id.Value), Cancel);
        state.State.ShouldBeOfType<Account.Closed>();
        (await Book.FindAsync(account.Id, Cancel)).ShouldBeNull();
        (await Book.FindByLoginAsync(Login, Cancel)).ShouldBeNull();
        (await Sessions.FindAsync(session, Cancel)).ShouldBeNull();
        (await SignIn()).ShouldBe(new SignInOutcome.Refused());
    }

    [Fact]
    public async Task Asked_again_nothing_changes()
    {
        var (account, _) = await GivenAFullAccount();
        await Forgetting.ForgetAsync(Region, account.Person, Cancel);
        var after = await Everything();
        (await Forgetting.ForgetAsync(Region, account.Person, Cancel)).ShouldBeEmpty();
        (await Everything()).ShouldBe(after);
    }

    [Fact]
    public async Task An_account_with_a_role_in_another_region_stays_until_he_is_erased_there()
    {
        var (account, session) = await GivenAFullAccount();
        await GivenARole(account.Id, "RU-KIR");
        (await Forgetting.ForgetAsync(Region, account.Person, Cancel)).ShouldBeEmpty();
        (await Sessions.FindAsync(session, Cancel)).ShouldNotBeNull();
        // Where he was never known, the same id is somebody else.
        (await Forgetting.ForgetAsync("RU-TA", account.Person, Cancel)).ShouldBeEmpty();
        await GivenNoRole(account.Id, Region);
        (await Forgetting.ForgetAsync("RU-KIR", account.Person, Cancel)).ShouldBe([account.Id]);
    }

    [Fact]
    public async Task Others_keep_what_is_theirs()
    {
        var (account, _) = await GivenAFullAccount();
        await GivenAnAccount("boris@example.org");
        var session = await GivenASession("boris@example.org");
        await Forgetting.ForgetAsync(Region, account.Person, Cancel);
        (await Sessions.FindAsync(session, Cancel)).ShouldNotBeNull();
        (await SignIn("boris@example.org")).ShouldBeOfType<SignInOutcome.Begun>();
    }

    private static StringComparison Ordinal => StringComparison.Ordinal;

    private async Task<(AccountRecord Account, string Session)> GivenAFullAccount()
    {
        var head = await GivenAnAdministrator();
        var account = await GivenAnAccount();
        await GivenARole(account.Id, Region);
        var session = await GivenASession();
        await SignIn(password: "не тот пароль совсем");
        await Tokens.MakeAsync(account.Id, "Отчёт Анны", null, [], true, 30, Cancel);
        var secret = (await Factor.PrepareAsync(account.Id, Cancel))!;
        await Factor.TurnOnAsync(
            account.Id, Totp.CodeAt(secret, Totp.StepAt(Clock.GetUtcNow())), Cancel);
        await Invitations.MakeAsync(
            head.Id, Region, Role.Manager, new Scope.Region(), Login, null, Cancel);
        // What others do is not his.
        await Database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(
            """
            delete from security_event where account = @head;
            delete from throttle where subject like 'address:%';
            insert into work (id, region, account, kind, state, place, program, task_sealed, made_at,
              changed_at, files_end_at, ends_at)
            values ('1', 'RU-BA', @his, 'import', 'done', '', '', 'list-of-anna.csv', 0, 0, 0, 0)
            """,
            new { head = head.Id.ToString(), his = account.Id.ToString() }, transaction), Cancel);
        return (account, session);
    }

    // Every row of his as text, whatever its columns are.
    private async Task<IReadOnlyList<string>> Everything()
    {
        var rows = new List<string>();
        foreach (var table in Tables)
        {
            var found = await Database.ReadAsync(
                connection => connection.QueryAsync($"select * from {table}"), Cancel);
            rows.AddRange(found.Cast<IDictionary<string, object?>>().Select(row =>
                $"{table}|{string.Join('|', row.Values)}"));
        }

        return [.. rows.Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> SecretsOf(IEnumerable<string> before, AccountRecord account)
    {
        var row = before.Single(one => one.StartsWith($"account|{account.Id}|", Ordinal)).Split('|');
        // All but the name of the table, the ids and the times.
        return row.Skip(3).Where(value => value.Length > 20);
    }
}

public sealed class ForgettingAnAccountInAFile() : ForgettingAnAccount(Kept.InAFile);

public sealed class ForgettingAnAccountOnAServer() : ForgettingAnAccount(Kept.OnAServer);

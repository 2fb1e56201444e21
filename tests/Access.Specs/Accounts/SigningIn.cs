using CommunityGrains.Access.Accounts;
using Dapper;

namespace CommunityGrains.Access.Specs.Accounts;

public abstract class SigningIn(Kept kept) : AccountWorld(kept)
{
    [Fact]
    public async Task Whoever_knows_the_password_is_signed_in()
    {
        var account = await GivenAnAccount();
        var secret = await GivenASession();
        var session = (await Sessions.FindAsync(secret, Cancel)).ShouldNotBeNull();
        session.Account.ShouldBe(account.Id);
        session.Person.ShouldBe(account.Person);
        session.Means.ShouldBe(SessionMeans.Password);
    }

    [Theory]
    [InlineData("  ANNA@Example.ORG ", Password, true)]
    [InlineData(Login, "Синий трактор едет", false)]
    [InlineData(Login, "", false)]
    [InlineData("boris@example.org", Password, false)]
    [InlineData("", Password, false)]
    [InlineData("not an address", Password, false)]
    public async Task Nobody_else_is_and_nobody_is_told_why(string login, string password, bool signedIn)
    {
        await GivenAnAccount();
        var outcome = await SignIn(login, password);
        if (signedIn) outcome.ShouldBeOfType<SignInOutcome.Begun>();
        else outcome.ShouldBe(new SignInOutcome.Refused());
    }

    [Fact]
    public async Task A_password_is_the_same_however_a_keyboard_composes_its_letters()
    {
        const string Hedgehog = "ёжик у\u0301мный и смешной";
        await GivenAnAccount(password: Hedgehog.Normalize(System.Text.NormalizationForm.FormD));
        (await SignIn(password: Hedgehog.Normalize(System.Text.NormalizationForm.FormC)))
            .ShouldBeOfType<SignInOutcome.Begun>();
    }

    [Fact]
    public async Task A_closed_account_is_answered_like_one_that_never_was()
    {
        var account = await GivenAnAccount();
        var secret = await GivenASession();
        await Book.CloseAsync(account.Id, Cancel);
        (await SignIn()).ShouldBe(new SignInOutcome.Refused());
        (await Sessions.FindAsync(secret, Cancel)).ShouldBeNull();
    }

    [Theory]
    [InlineData(Login)]
    [InlineData("boris@example.org")]
    public async Task Known_and_unknown_users_wait_alike_after_five_wrong_passwords(string login)
    {
        await GivenAnAccount();
        for (var attempt = 0; attempt < 5; attempt++)
            (await SignIn(login, "не тот пароль")).ShouldBe(new SignInOutcome.Refused());
        (await SignIn(login, "не тот пароль"))
            .ShouldBe(new SignInOutcome.Wait(TimeSpan.FromSeconds(2)));
        Clock.Move(TimeSpan.FromSeconds(2));
        (await SignIn(login, "не тот пароль")).ShouldBe(new SignInOutcome.Refused());
        (await SignIn(login, "не тот пароль"))
            .ShouldBe(new SignInOutcome.Wait(TimeSpan.FromSeconds(4)));
    }

    [Fact]
    public async Task Who_must_wait_must_wait_with_the_right_password_too()
    {
        await GivenAnAccount();
        for (var attempt = 0; attempt < 5; attempt++) await SignIn(password: "не тот пароль");
        (await SignIn()).ShouldBeOfType<SignInOutcome.Wait>();
        Clock.Move(TimeSpan.FromSeconds(2));
        (await SignIn()).ShouldBeOfType<SignInOutcome.Begun>();
        // The owner has shown himself: he begins anew.
        for (var attempt = 0; attempt < 5; attempt++)
            (await SignIn(password: "не тот пароль")).ShouldBeOfType<SignInOutcome.Refused>();
    }

    [Fact]
    public async Task Many_guesses_at_once_do_not_slip_by()
    {
        await GivenAnAccount();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40)
            .Select(number => SignIn(password: $"не тот пароль {number}")));
        outcomes.Count(outcome => outcome is SignInOutcome.Refused).ShouldBe(5);
    }

    [Fact]
    public async Task Who_tries_many_accounts_from_one_address_waits_and_others_do_not()
    {
        await GivenAnAccount();
        for (var number = 0; number < 30; number++)
            (await SignIn($"user{number}@example.org", "не тот пароль"))
                .ShouldBeOfType<SignInOutcome.Refused>();
        (await SignIn("user30@example.org", "не тот пароль")).ShouldBeOfType<SignInOutcome.Wait>();
        (await SignIn(visit: new Visit("198.51.100.9", ""))).ShouldBeOfType<SignInOutcome.Begun>();
    }

    [Fact]
    public async Task The_longest_wait_is_a_quarter_of_an_hour_and_a_quiet_day_forgets()
    {
        ThrottleRule.Account.DelayAfter(4).ShouldBe(TimeSpan.Zero);
        ThrottleRule.Account.DelayAfter(5).ShouldBe(TimeSpan.FromSeconds(2));
        ThrottleRule.Account.DelayAfter(1_000_000).ShouldBe(TimeSpan.FromMinutes(15));
        await GivenAnAccount();
        for (var attempt = 0; attempt < 20; attempt++)
        {
            await SignIn(password: "не тот пароль");
            Clock.Move(TimeSpan.FromMinutes(16));
        }

        await SignIn(password: "не тот пароль");
        (await SignIn()).ShouldBe(new SignInOutcome.Wait(TimeSpan.FromMinutes(15)));
        Clock.Move(TimeSpan.FromHours(25));
        for (var attempt = 0; attempt < 5; attempt++)
            (await SignIn(password: "не тот пароль")).ShouldBeOfType<SignInOutcome.Refused>();
    }

    [Fact]
    public async Task Two_of_one_office_at_the_same_moment_do_not_wait_for_each_other()
    {
        (string, ThrottleRule)[] office = [("address:office", ThrottleRule.Address)];
        (await Throttle.TryAsync(office, Cancel)).ShouldBeNull();
        // The other looked at the clock first and came to the counter second.
        Clock.Move(TimeSpan.FromMilliseconds(-3));
        (await Throttle.TryAsync(office, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Counters_are_never_more_than_there_is_room_for()
    {
        var small = new Throttle(Database, Clock, rowsMax: 50);
        for (var number = 0; number < 600; number++)
        {
            Clock.Move(TimeSpan.FromMilliseconds(1));
            await small.TryAsync([($"subject {number}", ThrottleRule.Account)], Cancel);
        }

        var rows = await Database.ReadAsync(connection =>
            connection.ExecuteScalarAsync<long>("select count(*) from throttle"), Cancel);
        rows.ShouldBeLessThanOrEqualTo(50 + 256);
    }

    [Fact]
    public async Task Neither_login_nor_password_nor_session_is_kept_in_clear()
    {
        await GivenAnAccount();
        var secret = await GivenASession();
        var texts = new List<string>();
        foreach (var table in (string[])["account", "session", "throttle"])
        {
            var rows = await Database.ReadAsync(connection =>
                connection.QueryAsync($"select * from {table}"), Cancel);
            texts.AddRange(rows.Cast<IDictionary<string, object?>>()
                .SelectMany(row => row.Values).Select(value => $"{value}"));
        }

        texts.ShouldNotBeEmpty();
        foreach (var datum in (string[])["anna", "example.org", Password, secret, Visit.Address])
            texts.ShouldNotContain(value => value.Contains(datum, StringComparison.OrdinalIgnoreCase), datum);
    }
}

public sealed class SigningInInAFile() : SigningIn(Kept.InAFile);

public sealed class SigningInOnAServer() : SigningIn(Kept.OnAServer);

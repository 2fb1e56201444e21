using CommunityGrains.Access.Accounts;

namespace CommunityGrains.Access.Specs.Accounts;

public abstract class KeepingASession(Kept kept) : AccountWorld(kept)
{
    [Fact]
    public async Task It_ends_when_its_owner_signs_out()
    {
        await GivenAnAccount();
        var (here, there) = (await GivenASession(), await GivenASession());
        await Sessions.EndAsync(here, Cancel);
        (await Sessions.FindAsync(here, Cancel)).ShouldBeNull();
        (await Sessions.FindAsync(there, Cancel)).ShouldNotBeNull();
    }

    [Fact]
    public async Task It_ends_after_twelve_hours_without_use()
    {
        await GivenAnAccount();
        var secret = await GivenASession();
        Clock.Move(TimeSpan.FromHours(11.9));
        (await Sessions.FindAsync(secret, Cancel)).ShouldNotBeNull();
        Clock.Move(TimeSpan.FromHours(11.9));
        (await Sessions.FindAsync(secret, Cancel)).ShouldNotBeNull();
        Clock.Move(TimeSpan.FromHours(12.1));
        (await Sessions.FindAsync(secret, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task It_ends_after_seven_days_however_much_it_is_used()
    {
        await GivenAnAccount();
        var secret = await GivenASession();
        for (var hour = 0; hour < 7 * 24 - 6; hour += 6)
        {
            Clock.Move(TimeSpan.FromHours(6));
            (await Sessions.FindAsync(secret, Cancel)).ShouldNotBeNull($"after {hour + 6} hours");
        }

        Clock.Move(TimeSpan.FromHours(6));
        (await Sessions.FindAsync(secret, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Every_one_ends_when_the_password_changes()
    {
        var account = await GivenAnAccount();
        var (here, there) = (await GivenASession(), await GivenASession());
        (await Book.ChangePasswordAsync(account.Id, Password, "зелёный трактор стоит", Cancel))
            .ShouldBeOfType<PasswordOutcome.Set>();
        (await Sessions.FindAsync(here, Cancel)).ShouldBeNull();
        (await Sessions.FindAsync(there, Cancel)).ShouldBeNull();
        (await SignIn()).ShouldBeOfType<SignInOutcome.Refused>();
        (await SignIn(password: "зелёный трактор стоит")).ShouldBeOfType<SignInOutcome.Begun>();
    }

    [Fact]
    public async Task Every_one_ends_when_the_roles_change()
    {
        var account = await GivenAnAccount();
        var secret = await GivenASession();
        await Book.EndSessionsAsync(account.Id, Cancel);
        (await Sessions.FindAsync(secret, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Its_owner_sees_them_all_and_ends_the_others()
    {
        await GivenAnAccount();
        await GivenAnAccount("boris@example.org");
        var others = await GivenASession("boris@example.org");
        await GivenASession();
        Clock.Move(TimeSpan.FromMinutes(1));
        var here = (await Sessions.FindAsync(await GivenASession(), Cancel)).ShouldNotBeNull();
        (await Sessions.ListAsync(here.Account, Cancel)).Select(session => session.Hash)
            .First().ShouldBe(here.Hash);
        await Sessions.EndOthersAsync(here, Cancel);
        (await Sessions.ListAsync(here.Account, Cancel)).Select(session => session.Hash)
            .ShouldBe([here.Hash]);
        (await Sessions.FindAsync(others, Cancel)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("' or 1=1 --")]
    public async Task What_is_no_secret_of_ours_is_no_session(string secret) =>
        (await Sessions.FindAsync(secret, Cancel)).ShouldBeNull();

    [Theory]
    [InlineData("не тот пароль", "зелёный трактор стоит", typeof(PasswordOutcome.Wrong))]
    [InlineData(Password, "коротко", typeof(PasswordOutcome.Objected))]
    [InlineData(Password, "anna@example.org", typeof(PasswordOutcome.Objected))]
    public async Task A_password_changes_only_for_a_fit_one_by_who_knows_it(
        string present, string next, Type outcome)
    {
        var account = await GivenAnAccount();
        var secret = await GivenASession();
        (await Book.ChangePasswordAsync(account.Id, present, next, Cancel)).ShouldBeOfType(outcome);
        (await Sessions.FindAsync(secret, Cancel)).ShouldNotBeNull();
        (await SignIn()).ShouldBeOfType<SignInOutcome.Begun>();
    }
}

public sealed class KeepingASessionInAFile() : KeepingASession(Kept.InAFile);

public sealed class KeepingASessionOnAServer() : KeepingASession(Kept.OnAServer);

using CommunityGrains.Access.Accounts;
using CommunityGrains.Domain;

namespace CommunityGrains.Access.Specs.Accounts;

public abstract class TheSecondFactor(Kept kept) : AccountWorld(kept)
{
    private string secret = "";
    private IReadOnlyList<string> codes = [];

    [Fact]
    public async Task With_it_a_password_alone_opens_nothing()
    {
        await GivenAFactor();
        var begun = (await SignIn()).ShouldBeOfType<SignInOutcome.Begun>();
        begun.Session.Means.ShouldBe(SessionMeans.FactorDue);
        var session = (await Sessions.FindAsync(begun.Session.Secret, Cancel)).ShouldNotBeNull();
        session.Means.ShouldBe(SessionMeans.FactorDue);
        (await Sessions.ListAsync(session.Account, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_code_completes_it_with_a_new_secret()
    {
        await GivenAFactor();
        var first = await GivenASession();
        var begun = (await Continue(first, Code())).ShouldBeOfType<SignInOutcome.Begun>();
        begun.Session.Means.ShouldBe(SessionMeans.PasswordAndFactor);
        begun.Session.Secret.ShouldNotBe(first);
        (await Sessions.FindAsync(first, Cancel)).ShouldBeNull();
        (await Sessions.FindAsync(begun.Session.Secret, Cancel))!.Means
            .ShouldBe(SessionMeans.PasswordAndFactor);
    }

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task A_clock_may_be_one_step_ahead_or_behind(int steps, bool fits)
    {
        await GivenAFactor();
        var outcome = await Continue(await GivenASession(), Code(steps));
        if (fits) outcome.ShouldBeOfType<SignInOutcome.Begun>();
        else outcome.ShouldBe(new SignInOutcome.Refused());
    }

    [Fact]
    public async Task A_code_is_taken_once_even_by_two_at_once()
    {
        await GivenAFactor();
        var (one, another) = (await GivenASession(), await GivenASession());
        var outcomes = await Task.WhenAll(Continue(one, Code()), Continue(another, Code()));
        outcomes.Count(outcome => outcome is SignInOutcome.Begun).ShouldBe(1);
        // Nor is an older one, once a newer was used.
        (await Continue(await GivenASession(), Code(-1))).ShouldBeOfType<SignInOutcome.Refused>();
    }

    [Fact]
    public async Task Codes_are_not_guessed_by_trying()
    {
        await GivenAFactor();
        var begun = await GivenASession();
        for (var attempt = 0; attempt < 5; attempt++)
            (await Continue(begun, "000000")).ShouldBeOfType<SignInOutcome.Refused>();
        (await Continue(begun, Code())).ShouldBeOfType<SignInOutcome.Wait>();
        // Beginning again with the password wins no tries.
        (await Continue(await GivenASession(), Code())).ShouldBeOfType<SignInOutcome.Wait>();
    }

    [Fact]
    public async Task It_must_come_within_ten_minutes()
    {
        await GivenAFactor();
        var begun = await GivenASession();
        Clock.Move(TimeSpan.FromMinutes(10));
        (await Continue(begun, Code())).ShouldBeNull();
    }

    [Fact]
    public async Task Ten_codes_on_paper_open_once_each()
    {
        var account = await GivenAFactor();
        codes.Distinct().Count().ShouldBe(10);
        (await Continue(await GivenASession(), codes[3].ToUpperInvariant().Replace('-', ' ')))
            .ShouldBeOfType<SignInOutcome.Begun>();
        (await Continue(await GivenASession(), codes[3])).ShouldBeOfType<SignInOutcome.Refused>();
        (await Continue(await GivenASession(), codes[4])).ShouldBeOfType<SignInOutcome.Begun>();
        (await Factor.RecoveryCodesLeftAsync(account, Cancel)).ShouldBe(8);
    }

    [Fact]
    public async Task It_is_turned_on_only_by_who_has_the_secret_in_his_application()
    {
        var account = await GivenAnAccount();
        (await Factor.TurnOnAsync(account.Id, "123456", Cancel)).ShouldBeNull();
        var prepared = (await Factor.PrepareAsync(account.Id, Cancel)).ShouldNotBeNull();
        (await Factor.TurnOnAsync(account.Id, Totp.CodeAt(prepared, 1), Cancel)).ShouldBeNull();
        (await SignIn()).ShouldBeOfType<SignInOutcome.Begun>().Session.Means.ShouldBe(SessionMeans.Password);
    }

    [Fact]
    public async Task While_it_is_on_nobody_puts_another_secret_in_its_place()
    {
        var account = await GivenAFactor();
        (await Factor.PrepareAsync(account, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Turned_off_it_asks_for_nothing_and_its_codes_are_gone()
    {
        var account = await GivenAFactor();
        await Factor.TurnOffAsync(account, Cancel);
        (await SignIn()).ShouldBeOfType<SignInOutcome.Begun>().Session.Means.ShouldBe(SessionMeans.Password);
        (await Factor.UseAsync(account, codes[0], Visit, Cancel)).ShouldBeFalse();
    }

    // The published examples of RFC 6238, appendix B, cut to six digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        Totp.CodeAt(
            "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds)))
            .ShouldBe(code);

    private async Task<AccountId> GivenAFactor()
    {
        var account = await GivenAnAccount();
        secret = (await Factor.PrepareAsync(account.Id, Cancel)).ShouldNotBeNull();
        codes = (await Factor.TurnOnAsync(account.Id, Code(), Cancel)).ShouldNotBeNull();
        Clock.Move(TimeSpan.FromMinutes(2));
        return account.Id;
    }

    private string Code(int steps = 0) => Totp.CodeAt(secret, Totp.StepAt(Clock.GetUtcNow()) + steps);

    private Task<SignInOutcome?> Continue(string session, string code) =>
        SignIns.ContinueAsync(session, code, Visit, Cancel);
}

public sealed class TheSecondFactorInAFile() : TheSecondFactor(Kept.InAFile);

public sealed class TheSecondFactorOnAServer() : TheSecondFactor(Kept.OnAServer);

using CommunityGrains.Domain;

namespace CommunityGrains.Access.Accounts;

/// <summary>What came of trying to sign in.</summary>
public abstract record SignInOutcome
{
    /// <summary>A session has begun; perhaps one that still waits for the second factor.</summary>
    public sealed record Begun(AccountId Account, NewSession Session) : SignInOutcome;

    /// <summary>It does not fit: no such account, another password, a closed account, a wrong or used code.
    /// Nobody is told which.</summary>
    public sealed record Refused : SignInOutcome;

    /// <summary>Too many tries: again after this long.</summary>
    public sealed record Wait(TimeSpan For) : SignInOutcome;

    private SignInOutcome() { }
}

/// <summary>Who signs in from where. <c>Address</c>: the network address, of which only a keyed hash is kept.
/// <c>About</c>: the kind of browser.</summary>
public sealed record Visit(string Address, string About);

/// <summary>
/// Signing in. Known and unknown users get the same answers after the same work: the tries of both are
/// counted, a password is compared for both, and both failures write the same rows.
/// </summary>
public sealed class SignIns(
    AccountBook book, Sessions sessions, SecondFactor factor, Passwords passwords, Throttle throttle,
    ISecretBox box, SecurityJournal journal)
{
    /// <summary>The first step: address and password.</summary>
    public async Task<SignInOutcome> BeginAsync(
        string login, string password, Visit visit, CancellationToken cancel)
    {
        var name = LoginName.Of(login) ?? "";
        var bySubject = (Subject: $"login:{box.Mark(Purpose.LoginMark, name)}", ThrottleRule.Account);
        var byAddress = (Subject: AddressSubject(visit), ThrottleRule.Address);
        var wait = await throttle.TryAsync([bySubject, byAddress], cancel);
        var account = name.Length == 0 ? null : await book.ByLoginAsync(name, cancel);
        if (wait is { } delay)
        {
            journal.Tell(SecurityEvent.TryThrottled, account?.Account, visit);
            return new SignInOutcome.Wait(delay);
        }

        var match = await passwords.CompareAsync(account?.PasswordHash, password, cancel);
        if (match == PasswordMatch.Busy)
        {
            await throttle.ForgiveAsync([bySubject.Subject, byAddress.Subject], cancel);
            return new SignInOutcome.Wait(AccountBook.BusyWait);
        }

        if (account is null || account.IsClosed || match == PasswordMatch.No)
        {
            await journal.NoteAsync(
                account is null ? SecurityEvent.LoginUnknown : SecurityEvent.PasswordRefused,
                account?.Account, visit);
            return new SignInOutcome.Refused();
        }

        await throttle.ForgiveAsync([byAddress.Subject], cancel);
        await throttle.ClearAsync(bySubject.Subject, cancel);
        if (match == PasswordMatch.YesButHashAgain
            && await passwords.HashAsync(password, cancel) is { } hash)
            await book.SetHashAsync(account.Account, hash, account.Stamp, cancel);
        var means = account.FactorSealed is null ? SessionMeans.Password : SessionMeans.FactorDue;
        var begun = await sessions.BeginAsync(account.Account, means, visit.About, null, cancel);
        // With a second factor it is the factor that signs in.
        if (means == SessionMeans.Password)
            await journal.NoteAsync(SecurityEvent.SignedIn, account.Account, visit);
        return new SignInOutcome.Begun(account.Account, begun);
    }

    /// <summary>The second step: a code. Null when there is no sign-in under way that it belongs to: it has
    /// taken too long.</summary>
    public async Task<SignInOutcome?> ContinueAsync(
        string? secret, string code, Visit visit, CancellationToken cancel)
    {
        if (await sessions.FindAsync(secret, cancel) is not { Means: SessionMeans.FactorDue } begun)
            return null;
        var subject = $"factor:{begun.Account}";
        if (await throttle.TryAsync(
            [(subject, ThrottleRule.Account), (AddressSubject(visit), ThrottleRule.Address)], cancel)
            is { } wait)
        {
            journal.Tell(SecurityEvent.TryThrottled, begun.Account, visit);
            return new SignInOutcome.Wait(wait);
        }

        if (!await factor.UseAsync(begun.Account, code, visit, cancel)) return new SignInOutcome.Refused();
        await throttle.ForgiveAsync([AddressSubject(visit)], cancel);
        await throttle.ClearAsync(subject, cancel);
        var passed = await sessions.BeginAsync(
            begun.Account, SessionMeans.PasswordAndFactor, visit.About, begun.Hash, cancel);
        await journal.NoteAsync(SecurityEvent.SignedIn, begun.Account, visit);
        return new SignInOutcome.Begun(begun.Account, passed);
    }

    /// <summary>Signs in who has just shown himself in another way: by accepting an invitation, or by
    /// changing his password.</summary>
    public Task<NewSession> BeginAsync(
        AccountId account, SessionMeans means, Visit visit, CancellationToken cancel) =>
        sessions.BeginAsync(account, means, visit.About, null, cancel);

    private string AddressSubject(Visit visit) =>
        $"address:{box.Mark(Purpose.AddressMark, visit.Address)}";
}

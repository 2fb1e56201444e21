using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using Dapper;
using Microsoft.Extensions.Logging;

namespace CommunityGrains.Access.Specs.Accounts;

/// <summary>What concerns security is in the program's journal, in the counter and, as far as it is his
/// own, before the account's owner; never with a login, an address or a secret.</summary>
public abstract class WhatIsOnRecord(Kept kept) : AccountWorld(kept)
{
    private const string Wrong = "не тот пароль совсем";

    [Fact]
    public async Task Good_and_bad_sign_ins_by_the_account_and_unknown_addresses_as_such()
    {
        var account = await GivenAnAccount();
        await SignIn();
        await SignIn(password: Wrong);
        await SignIn("boris@example.org", Wrong);
        Said(SecurityEvent.SignedIn, LogLevel.Information).ShouldContain($"account={account.Id}");
        Said(SecurityEvent.PasswordRefused, LogLevel.Warning).ShouldContain($"account={account.Id}");
        Said(SecurityEvent.LoginUnknown, LogLevel.Warning).ShouldContain("account=-");
    }

    [Fact]
    public async Task Tries_that_are_made_to_wait()
    {
        var account = await GivenAnAccount();
        for (var attempt = 0; attempt < 6; attempt++) await SignIn(password: Wrong);
        Said(SecurityEvent.TryThrottled, LogLevel.Warning).ShouldContain($"account={account.Id}");
        for (var attempt = 0; attempt < 6; attempt++) await SignIn("boris@example.org", Wrong);
        Lines.All.Count(line => line.Id.Id == (int)SecurityEvent.TryThrottled).ShouldBe(2);
    }

    [Fact]
    public async Task What_is_done_with_the_second_factor()
    {
        var account = (await GivenAnAccount()).Id;
        var secret = (await Factor.PrepareAsync(account, Cancel))!;
        var codes = await Factor.TurnOnAsync(account, CodeOf(secret), Cancel);
        Clock.Move(TimeSpan.FromMinutes(2));
        await SignIns.ContinueAsync(await GivenASession(), "000000", Visit, Cancel);
        await SignIns.ContinueAsync(await GivenASession(), CodeOf(secret), Visit, Cancel);
        await SignIns.ContinueAsync(await GivenASession(), codes![0], Visit, Cancel);
        await Factor.TurnOffAsync(account, Cancel);
        foreach (var what in (SecurityEvent[])[SecurityEvent.FactorTurnedOn, SecurityEvent.FactorRefused,
            SecurityEvent.FactorPassed, SecurityEvent.RecoveryCodeUsed, SecurityEvent.FactorTurnedOff])
            Said(what).ShouldContain($"account={account}");
        Lines.All.Count(line => line.Id.Id == (int)SecurityEvent.SignedIn)
            .ShouldBe(2, "the password alone is no sign-in yet");
    }

    [Fact]
    public async Task What_somebody_does_with_his_account()
    {
        var head = await GivenAnAdministrator();
        var account = await GivenAnAccount();
        var session = await GivenASession();
        await Book.ChangePasswordAsync(account.Id, Wrong, "сто двадцать ложек", Cancel);
        await Book.ChangePasswordAsync(account.Id, Password, "сто двадцать ложек", Cancel);
        await Sessions.EndAsync(session, Cancel);
        await Book.EndSessionsAsync(account.Id, Cancel);
        await Tokens.MakeAsync(account.Id, "для примера", null, [], true, 30, Cancel);
        var token = (await Tokens.ListAsync(account.Id, Cancel)).Single().Id;
        await Tokens.RevokeAsync(account.Id, token, Cancel);
        var link = await Invitations.MakeAsync(
            head.Id, Region, Role.Manager, new Scope.Region(), Login, null, Cancel);
        var invitation = (await Invitations.FindAsync(link, Cancel))!.Id;
        await Invitations.AcceptAsync(link, account.Id, Cancel);
        await Invitations.AcceptAsync(link, account.Id, Cancel);
        await Book.CloseAsync(account.Id, Cancel);
        foreach (var what in (SecurityEvent[])[SecurityEvent.PresentPasswordRefused,
            SecurityEvent.PasswordChanged, SecurityEvent.SessionEnded, SecurityEvent.SessionsEnded,
            SecurityEvent.TokenMade, SecurityEvent.TokenRevoked, SecurityEvent.InvitationAccepted,
            SecurityEvent.AccountClosed])
            Said(what).ShouldContain($"account={account.Id}");
        Said(SecurityEvent.TokenRevoked).ShouldContain($"subject={token}");
        Said(SecurityEvent.InvitationMade).ShouldContain($"account={head.Id} subject={invitation}");
        Said(SecurityEvent.InvitationGone, LogLevel.Warning).ShouldContain("account=-");
    }

    [Fact]
    public async Task Its_kinds_are_counted()
    {
        using var counted = new Counted(Journal);
        await GivenAnAccount();
        for (var attempt = 0; attempt < 3; attempt++) await SignIn(password: Wrong);
        Journal.Count(SecurityEvent.RequestsLimited);
        counted.ByKind["account-made"].ShouldBe(1);
        counted.ByKind["password-refused"].ShouldBe(3);
        counted.ByKind["requests-limited"].ShouldBe(1);
        Lines.All.ShouldNotContain(line => line.Id.Id == (int)SecurityEvent.RequestsLimited);
    }

    [Fact]
    public async Task Nothing_in_it_tells_who_somebody_is_or_where()
    {
        await GivenAnAccount();
        await SignIn(password: Wrong);
        await SignIn("boris@example.org", Wrong);
        await SignIn();
        foreach (var datum in (string[])["anna", "boris", "example.org", Password, Wrong, Visit.Address])
            Lines.All.ShouldNotContain(line => line.Text.Contains(datum, StringComparison.Ordinal), datum);
        // The same client is seen to come again, and another is another.
        await SignIn(password: Wrong, visit: Visit with { Address = "203.0.113.8" });
        Lines.All.Select(line => line.Text.Split("client=")[1]).Where(client => client != "-").Distinct()
            .Count().ShouldBe(2);
    }

    [Fact]
    public async Task Its_owner_reads_the_latest_first()
    {
        var account = await GivenAnAccount();
        Clock.Move(TimeSpan.FromMinutes(1));
        await SignIn(password: Wrong, visit: Visit with { About = "Chrome, Windows" });
        Clock.Move(TimeSpan.FromMinutes(1));
        await SignIn();
        (await Journal.LastAsync(account.Id, 10, Cancel)).ShouldBe(
        [
            new SecurityNote(SecurityEvent.SignedIn, "Firefox", Ago(0)),
            new SecurityNote(SecurityEvent.PasswordRefused, "Chrome, Windows", Ago(1)),
            new SecurityNote(SecurityEvent.AccountMade, "", Ago(2)),
        ]);
    }

    [Fact]
    public async Task Who_tries_without_end_neither_fills_the_database_nor_pushes_the_owners_own_out()
    {
        var account = await GivenAnAccount();
        await SignIn();
        for (var attempt = 0; attempt < SecurityJournal.KeptPerAccount + 10; attempt++)
        {
            Clock.Move(TimeSpan.FromHours(1));
            var visit = Visit with { Address = $"203.0.113.{attempt}" };
            await SignIn(password: Wrong, visit: visit);
            await SignIn("boris@example.org", Wrong, visit);
        }

        (await RowsAsync("account = @id", account.Id)).ShouldBe(SecurityJournal.KeptPerAccount + 2);
        (await RowsAsync("account <> @id", account.Id)).ShouldBe(SecurityJournal.KeptPerAccount);
        (await Journal.LastAsync(account.Id, 100, Cancel))
            .ShouldContain(one => one.What == SecurityEvent.SignedIn);
    }

    private DateTimeOffset Ago(int minutes) => Clock.GetUtcNow() - TimeSpan.FromMinutes(minutes);

    private Task<long> RowsAsync(string where, AccountId account) => Database.ReadAsync(
        connection => connection.ExecuteScalarAsync<long>(
            $"select count(*) from security_event where {where}", new { id = account.ToString() }),
        Cancel).AsTask();

    private string Said(SecurityEvent what, LogLevel? level = null)
    {
        var line = Lines.All.First(one => one.Id.Id == (int)what);
        line.Id.Name.ShouldBe(what.ToString());
        if (level is { } expected) line.Level.ShouldBe(expected);
        return line.Text;
    }

    private string CodeOf(string secret) => Totp.CodeAt(secret, Totp.StepAt(Clock.GetUtcNow()));

    /// <summary>What the counter of one program has counted.</summary>
    private sealed class Counted : IDisposable
    {
        private readonly MeterListener listener = new();

        public Counted(SecurityJournal journal)
        {
            listener.InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Name == SecurityJournal.CounterName && instrument.Meter.Scope == journal)
                    listening.EnableMeasurementEvents(instrument);
            };
            listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
                ByKind.AddOrUpdate((string)tags[0].Value!, value, (_, known) => known + value));
            listener.Start();
        }

        public ConcurrentDictionary<string, long> ByKind { get; } = new(StringComparer.Ordinal);

        public void Dispose() => listener.Dispose();
    }
}

public sealed class WhatIsOnRecordInAFile() : WhatIsOnRecord(Kept.InAFile);

public sealed class WhatIsOnRecordOnAServer() : WhatIsOnRecord(Kept.OnAServer);

using System.Security.Cryptography;
using CommunityGrains.Domain;
using Dapper;

namespace CommunityGrains.Access.Accounts;

/// <summary>
/// The second factor of an account: codes of an application, and ten codes on paper for the day when the
/// telephone is lost. A code is taken once: its step, or its row, is used up by the statement that checks it.
/// </summary>
public sealed class SecondFactor(
    AccessDatabase database, ISecretBox box, SecurityJournal journal, TimeProvider clock)
{
    public const int RecoveryCodes = 10;

    // Without letters and digits that are read for one another; 16 of them are 80 bits.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int RecoveryLetters = 16;

    /// <summary>Makes a secret that waits for its first code; null when the factor is on already.</summary>
    public async Task<string?> PrepareAsync(AccountId account, CancellationToken cancel)
    {
        var secret = Totp.MakeSecret();
        var prepared = await database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(
            "update account set factor_waiting = @waiting where id = @id and factor_sealed is null",
            new { id = account.ToString(), waiting = box.Seal(Purpose.Factor(account), secret) },
            transaction), cancel);
        return prepared == 1 ? secret : null;
    }

    /// <summary>The secret that waits for its first code; null when there is none.</summary>
    public async Task<string?> WaitingAsync(AccountId account, CancellationToken cancel) =>
        await ColumnAsync("factor_waiting", account, cancel) is { } waiting
            ? box.Open(Purpose.Factor(account), waiting)
            : null;

    /// <summary>Turns the factor on when the code shows that the application has the secret. The recovery
    /// codes, to be shown once; null when it is not the code.</summary>
    public async Task<IReadOnlyList<string>?> TurnOnAsync(
        AccountId account, string code, CancellationToken cancel)
    {
        if (await WaitingAsync(account, cancel) is not { } secret) return null;
        if (Totp.StepOf(secret, Tidy(code), clock.GetUtcNow(), usedStep: 0) is not { } step) return null;
        var codes = Enumerable.Range(0, RecoveryCodes).Select(_ => MakeRecoveryCode()).ToList();
        var turnedOn = await database.WriteAsync<IReadOnlyList<string>?>(async transaction =>
        {
            var turned = await transaction.Connection!.ExecuteAsync("""
                update account set factor_sealed = factor_waiting, factor_waiting = null, factor_step = @step
                where id = @id and factor_sealed is null and factor_waiting is not null
                """, new { id = account.ToString(), step }, transaction);
            if (turned == 0) return null;
            await transaction.Connection!.ExecuteAsync(
                "delete from recovery_code where account = @id", new { id = account.ToString() },
                transaction);
            await transaction.Connection!.ExecuteAsync(
                "insert into recovery_code (account, hash) values (@id, @hash)",
                codes.Select(one => new { id = account.ToString(), hash = HashOf(account, one) }),
                transaction);
            return codes;
        }, cancel);
        if (turnedOn is not null) await journal.NoteAsync(SecurityEvent.FactorTurnedOn, account);
        return turnedOn;
    }

    /// <summary>Turns it off. Asking for the password first is the caller's.</summary>
    public async Task TurnOffAsync(AccountId account, CancellationToken cancel)
    {
        await database.WriteAsync<int>(async transaction =>
        {
            await transaction.Connection!.ExecuteAsync(
                "delete from recovery_code where account = @id", new { id = account.ToString() },
                transaction);
            return await transaction.Connection!.ExecuteAsync("""
                update account set factor_sealed = null, factor_waiting = null, factor_step = 0
                where id = @id
                """, new { id = account.ToString() }, transaction);
        }, cancel);
        await journal.NoteAsync(SecurityEvent.FactorTurnedOff, account);
    }

    /// <summary>How many recovery codes are left.</summary>
    public async Task<int> RecoveryCodesLeftAsync(AccountId account, CancellationToken cancel) =>
        (int)await database.ReadAsync(connection => connection.ExecuteScalarAsync<long>(
            "select count(*) from recovery_code where account = @id", new { id = account.ToString() }),
            cancel);

    /// <summary>Uses up a code of the application, or one from paper; false when it is neither, or was used
    /// before.</summary>
    public async Task<bool> UseAsync(AccountId account, string code, Visit visit, CancellationToken cancel)
    {
        var said = Tidy(code);
        var isRecovery = said.Length == RecoveryLetters;
        var used = isRecovery
            ? await UseRecoveryAsync(account, said, cancel)
            : await UseCodeAsync(account, said, cancel);
        await journal.NoteAsync(
            !used ? SecurityEvent.FactorRefused
            : isRecovery ? SecurityEvent.RecoveryCodeUsed
            : SecurityEvent.FactorPassed, account, visit);
        return used;
    }

    private async Task<bool> UseCodeAsync(AccountId account, string said, CancellationToken cancel)
    {
        if (await ColumnAsync("factor_sealed", account, cancel) is not { } sealedSecret) return false;
        var secret = box.Open(Purpose.Factor(account), sealedSecret);
        if (Totp.StepOf(secret, said, clock.GetUtcNow(), usedStep: 0) is not { } step) return false;
        return await database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(
            "update account set factor_step = @step where id = @id and factor_step < @step",
            new { id = account.ToString(), step }, transaction), cancel) == 1;
    }

    private async Task<bool> UseRecoveryAsync(AccountId account, string code, CancellationToken cancel) =>
        await database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(
            "delete from recovery_code where account = @id and hash = @hash",
            new { id = account.ToString(), hash = HashOf(account, code) }, transaction), cancel) == 1;

    private async Task<string?> ColumnAsync(string column, AccountId account, CancellationToken cancel) =>
        await database.ReadAsync(connection => connection.ExecuteScalarAsync<string?>(
            $"select {column} from account where id = @id", new { id = account.ToString() }), cancel);

    private string HashOf(AccountId account, string code) =>
        box.Mark(Purpose.RecoveryMark, $"{account}:{Tidy(code)}");

    // In groups of four, as it is printed.
    private static string MakeRecoveryCode() => string.Join('-', Enumerable.Range(0, RecoveryLetters / 4)
        .Select(_ => new string(RandomNumberGenerator.GetItems<char>(Alphabet, 4))));

    // As people type: with spaces, dashes and capitals.
    private static string Tidy(string code) =>
        new([.. code.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant).Take(40)]);
}

using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CommunityGrains.Access.Accounts;

/// <summary>What came of comparing a password.</summary>
public enum PasswordMatch
{
    No,
    Yes,

    /// <summary>It matches, and was hashed with less work than is usual now.</summary>
    YesButHashAgain,

    /// <summary>Too many are being compared at this moment.</summary>
    Busy,
}

/// <summary>
/// Hashes passwords with ASP.NET Core Identity's hasher (PBKDF2, HMAC-SHA512, a salt for each). A hash is
/// work on purpose, so that only a few are made at once: whoever sends many waits, and the registry goes on.
/// </summary>
public sealed class Passwords : IDisposable
{
    /// <summary>What OWASP asks for PBKDF2 with HMAC-SHA512, rounded up.</summary>
    public const int IterationsUsual = 220_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly PasswordHasher<object> hasher;
    private readonly SemaphoreSlim places = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly string dummy;

    public Passwords(int iterations = IterationsUsual)
    {
        hasher = new PasswordHasher<object>(
            Options.Create(new PasswordHasherOptions { IterationCount = iterations }));
        dummy = hasher.HashPassword(this, RandomSecret.Make());
    }

    /// <summary>The hash of a password that the policy has let through; null when too many are being hashed
    /// at this moment.</summary>
    public async Task<string?> HashAsync(string password, CancellationToken cancel)
    {
        if (!await places.WaitAsync(Patience, cancel)) return null;
        try
        {
            return await Task.Run(
                () => hasher.HashPassword(this, PasswordPolicy.Normalize(password)), CancellationToken.None);
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>Compares. Without a hash, because there is no such account, one is compared all the same that
    /// nothing matches: the work, and so the time, tells nothing.</summary>
    public async Task<PasswordMatch> CompareAsync(string? hash, string password, CancellationToken cancel)
    {
        if (password.Length > PasswordPolicy.LengthMax) password = "";
        if (!await places.WaitAsync(Patience, cancel)) return PasswordMatch.Busy;
        try
        {
            var result = await Task.Run(
                () => hasher.VerifyHashedPassword(
                    this, hash ?? dummy, PasswordPolicy.Normalize(password)),
                CancellationToken.None);
            return (hash, result) switch
            {
                (null, _) or (_, PasswordVerificationResult.Failed) => PasswordMatch.No,
                (_, PasswordVerificationResult.SuccessRehashNeeded) => PasswordMatch.YesButHashAgain,
                _ => PasswordMatch.Yes,
            };
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose() => places.Dispose();
}

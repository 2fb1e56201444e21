using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CommunityGrains.Access.Accounts;

/// <summary>Secrets that the program makes itself: cookies, links, tokens. They are 256 random bits, so that
/// a plain hash keeps them: there is nothing to guess.</summary>
public static class RandomSecret
{
    private const int SecretBytes = 32;

    // Whoever sends more is not asking with a secret of ours, and is not worth a hash.
    private const int LengthMax = 100;

    /// <summary>A new secret of letters, digits, "-" and "_".</summary>
    public static string Make(string prefix = "") =>
        prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>What is kept of a secret: SHA-256 in hexadecimal.</summary>
    public static string HashOf(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Whether a text that came in may be a secret of ours at all.</summary>
    public static bool IsPlausible(string? text, string prefix = "") =>
        text is { Length: > 0 and <= LengthMax } && text.StartsWith(prefix, StringComparison.Ordinal)
            && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
}

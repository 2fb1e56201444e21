using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CommunityGrains.Access.Accounts;

/// <summary>Codes that change every thirty seconds, as authenticator applications make them (RFC 6238, six
/// digits, HMAC-SHA-1).</summary>
public static class Totp
{
    public const int Digits = 6;

    private const int SecretBytes = 20;
    private const int StepSeconds = 30;
    private const int Window = 1;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A new secret in Base32, as it is typed into an application: 32 letters and digits.</summary>
    public static string MakeSecret() => ToBase32(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>Which step of thirty seconds an instant lies in, since 1970.</summary>
    public static long StepAt(DateTimeOffset instant) => instant.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The code of a step.</summary>
    public static string CodeAt(string secret, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        // SHA-1 is what applications know (RFC 6238); HMAC does not rest on what is broken in it.
#pragma warning disable CA5350
        HMACSHA1.HashData(FromBase32(secret), counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash[(hash[^1] & 0x0F)..]) & 0x7FFF_FFFF;
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    /// <summary>The step whose code this is, around now and after <paramref name="usedStep"/>; null when it
    /// is none of them. All are compared, so that the time tells nothing.</summary>
    public static long? StepOf(string secret, string code, DateTimeOffset now, long usedStep)
    {
        long? found = null;
        var given = Encoding.ASCII.GetBytes(code);
        for (var step = StepAt(now) - Window; step <= StepAt(now) + Window; step++)
        {
            var right = CryptographicOperations.FixedTimeEquals(
                Encoding.ASCII.GetBytes(CodeAt(secret, step)), given);
            if (right && step > usedStep) found ??= step;
        }

        return found;
    }

    /// <summary>The address that applications read from a picture. It shows the account's login.</summary>
    public static string AddressOf(string secret, string login, string issuer) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(login)}?secret={secret}"
        + $"&issuer={Uri.EscapeDataString(issuer)}&algorithm=SHA1&digits={Digits}&period={StepSeconds}";

    private static string ToBase32(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        var (buffer, bits) = (0, 0);
        foreach (var one in bytes)
        {
            buffer = (buffer << 8) | one;
            for (bits += 8; bits >= 5; bits -= 5) text.Append(Alphabet[(buffer >> (bits - 5)) & 31]);
            buffer &= (1 << bits) - 1;
        }

        return text.ToString();
    }

    private static byte[] FromBase32(string text)
    {
        var bytes = new List<byte>();
        var (buffer, bits) = (0, 0);
        foreach (var letter in text)
        {
            buffer = (buffer << 5) | Alphabet.IndexOf(letter, StringComparison.Ordinal);
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            bytes.Add((byte)(buffer >> bits));
            buffer &= (1 << bits) - 1;
        }

        return [.. bytes];
    }
}

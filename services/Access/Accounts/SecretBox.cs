using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CommunityGrains.Access.Accounts;

/// <summary>
/// Keeps small secrets so that the database alone does not tell them. <c>purpose</c> names what a secret is
/// and whose; sealed for one purpose it does not open for another, so that no row can be put in another's
/// place.
/// </summary>
public interface ISecretBox
{
    /// <summary>The secret as text that only this box opens; different every time.</summary>
    string Seal(string purpose, string secret);

    /// <summary>What was sealed.</summary>
    /// <exception cref="CryptographicException">It was sealed with another key or for another purpose, or is
    /// damaged.</exception>
    string Open(string purpose, string sealedText);

    /// <summary>A keyed hash, in hexadecimal: the same text gives the same, and nobody without the key can
    /// try texts.</summary>
    string Mark(string purpose, string text);
}

/// <summary>AES-256-GCM and HMAC-SHA256 with keys derived from one key per deployment.</summary>
public sealed class SecretBox : ISecretBox
{
    private const int KeyBytes = 32;
    private const byte Version = 1;

    private static readonly int NonceBytes = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagBytes = AesGcm.TagByteSizes.MaxSize;

    private readonly byte[] sealing;
    private readonly byte[] marking;

    /// <param name="key">256 random bits.</param>
    public SecretBox(ReadOnlySpan<byte> key)
    {
        if (key.Length != KeyBytes) throw new ArgumentException("256 bits are needed", nameof(key));
        sealing = Derive(key, "accounts/seal");
        marking = Derive(key, "accounts/mark");
    }

    public string Seal(string purpose, string secret)
    {
        var clear = Encoding.UTF8.GetBytes(secret);
        var box = new byte[1 + NonceBytes + clear.Length + TagBytes];
        box[0] = Version;
        var nonce = box.AsSpan(1, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(sealing, TagBytes);
        cipher.Encrypt(
            nonce, clear, box.AsSpan(1 + NonceBytes, clear.Length), box.AsSpan(^TagBytes..),
            Encoding.UTF8.GetBytes(purpose));
        CryptographicOperations.ZeroMemory(clear);
        return Base64Url.EncodeToString(box);
    }

    public string Open(string purpose, string sealedText)
    {
        var box = Decode(sealedText);
        var clear = new byte[box.Length - 1 - NonceBytes - TagBytes];
        using var cipher = new AesGcm(sealing, TagBytes);
        cipher.Decrypt(
            box.AsSpan(1, NonceBytes), box.AsSpan(1 + NonceBytes, clear.Length), box.AsSpan(^TagBytes..),
            clear, Encoding.UTF8.GetBytes(purpose));
        return Encoding.UTF8.GetString(clear);
    }

    public string Mark(string purpose, string text) => Convert.ToHexStringLower(
        HMACSHA256.HashData(marking, Encoding.UTF8.GetBytes($"{purpose}\0{text}")));

    private static byte[] Decode(string sealedText)
    {
        try
        {
            var box = Base64Url.DecodeFromChars(sealedText);
            return box.Length > NonceBytes + TagBytes && box[0] == Version
                ? box
                : throw new CryptographicException("What was sealed is damaged");
        }
        catch (FormatException error)
        {
            throw new CryptographicException("What was sealed is damaged", error);
        }
    }

    private static byte[] Derive(ReadOnlySpan<byte> key, string purpose)
    {
        var derived = new byte[KeyBytes];
        HKDF.DeriveKey(
            HashAlgorithmName.SHA256, key, derived, salt: default,
            Encoding.UTF8.GetBytes("communitygrains/" + purpose));
        return derived;
    }
}

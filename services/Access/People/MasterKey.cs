using System.Security.Cryptography;
using System.Text;

namespace CommunityGrains.Access.People;

/// <summary>The key that wraps all others. It never leaves this object, and is forgotten with it.</summary>
public sealed class MasterKey : IDisposable
{
    /// <summary>In bytes.</summary>
    public const int Length = 32;

    private const int NonceLength = 12;
    private const int TagLength = 16;

    private static readonly byte[] CheckPurpose = "communitygrains/master-key/check/1"u8.ToArray();

    private readonly byte[] key;

    /// <param name="key"><see cref="Length"/> bytes, copied.</param>
    public MasterKey(ReadOnlySpan<byte> key) => this.key = key.Length == Length
        ? key.ToArray()
        : throw new ArgumentException($"a master key has {Length} bytes", nameof(key));

    /// <summary>A new one, from the system's random numbers.</summary>
    public static MasterKey Create()
    {
        var bytes = RandomNumberGenerator.GetBytes(Length);
        try
        {
            return new MasterKey(bytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>What tells this key from another one and says nothing else of it.</summary>
    public string CheckValue() => Convert.ToBase64String(HMACSHA256.HashData(key, CheckPurpose));

    /// <summary>The key's text, as its file holds it.</summary>
    public string Export() => Convert.ToBase64String(key);

    /// <summary>Encrypts another key for one purpose ("person/RU-BA/…"); only that purpose unwraps
    /// it.</summary>
    public string Wrap(ReadOnlySpan<byte> secret, string purpose)
    {
        var wrapped = new byte[NonceLength + secret.Length + TagLength];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, NonceLength));
        using var cipher = new AesGcm(key, TagLength);
        cipher.Encrypt(
            wrapped.AsSpan(0, NonceLength), secret, wrapped.AsSpan(NonceLength, secret.Length),
            wrapped.AsSpan(NonceLength + secret.Length), Encoding.UTF8.GetBytes(purpose));
        return Convert.ToBase64String(wrapped);
    }

    /// <exception cref="CryptographicException">Wrapped by another key or for another purpose, or
    /// changed.</exception>
    public byte[] Unwrap(string wrapped, string purpose)
    {
        var bytes = Convert.FromBase64String(wrapped);
        if (bytes.Length < NonceLength + TagLength) throw new CryptographicException("a wrapped key is cut");
        var secret = new byte[bytes.Length - NonceLength - TagLength];
        using var cipher = new AesGcm(key, TagLength);
        cipher.Decrypt(
            bytes.AsSpan(0, NonceLength), bytes.AsSpan(NonceLength, secret.Length),
            bytes.AsSpan(NonceLength + secret.Length), secret, Encoding.UTF8.GetBytes(purpose));
        return secret;
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(key);
}

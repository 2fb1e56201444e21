using System.Security.Cryptography;

namespace CommunityGrains.Access.People;

/// <summary>
/// HMAC-SHA256 with one key for many short texts, the same as <see cref="HMACSHA256"/> gives. That one sets
/// up a context for each text, which takes most of its time; here the key is made ready once, and a text
/// costs two plain hashes in a context that its thread keeps.
/// </summary>
internal sealed class KeyedHash
{
    private const int Block = 64;
    private const int OnStackMax = 512;
    private const byte Inner = 0x36, Outer = 0x5c;

    // It knows no key: what a hash leaves in it is wiped by the next one.
    [ThreadStatic]
    private static IncrementalHash? plain;

    private readonly byte[] inner = new byte[Block], outer = new byte[Block];

    /// <param name="key">At most a block of 64 bytes, as all keys here.</param>
    public KeyedHash(ReadOnlySpan<byte> key)
    {
        if (key.Length > Block) throw new ArgumentException("a key has 64 bytes at most", nameof(key));
        key.CopyTo(inner);
        key.CopyTo(outer);
        for (var i = 0; i < Block; i++)
        {
            inner[i] ^= Inner;
            outer[i] ^= Outer;
        }
    }

    /// <summary>Writes the hash, which has 32 bytes.</summary>
    public void Of(ReadOnlySpan<byte> text, Span<byte> hash)
    {
        var length = Block + text.Length;
        Span<byte> first = length <= OnStackMax ? stackalloc byte[length] : new byte[length];
        Span<byte> second = stackalloc byte[Block + SHA256.HashSizeInBytes];
        inner.CopyTo(first);
        text.CopyTo(first[Block..]);
        outer.CopyTo(second);
        plain ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        plain.AppendData(first);
        plain.GetHashAndReset(second[Block..]);
        plain.AppendData(second);
        plain.GetHashAndReset(hash);
        CryptographicOperations.ZeroMemory(first);
        CryptographicOperations.ZeroMemory(second);
    }

    /// <summary>Forgets the key.</summary>
    public void Forget()
    {
        CryptographicOperations.ZeroMemory(inner);
        CryptographicOperations.ZeroMemory(outer);
    }
}

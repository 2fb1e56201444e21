using System.Security.Cryptography;
using CommunityGrains.Domain;

namespace CommunityGrains.Access.People;

/// <summary>One person's key, unwrapped. Two keys follow from it: one that encrypts, one that the nonces come
/// from.</summary>
public sealed class PersonKey
{
    /// <summary>In bytes.</summary>
    public const int Length = 32;

    private static readonly byte[] CipherPurpose = "communitygrains/person/cipher/1"u8.ToArray();
    private static readonly byte[] NoncePurpose = "communitygrains/person/nonce/1"u8.ToArray();

    private readonly byte[] cipher;
    private readonly KeyedHash nonce;

    /// <param name="secret"><see cref="Length"/> random bytes.</param>
    public PersonKey(PersonId person, ReadOnlySpan<byte> secret)
    {
        if (secret.Length != Length) throw new ArgumentException($"a key has {Length} bytes", nameof(secret));
        Person = person;
        var hash = new KeyedHash(secret);
        cipher = new byte[Length];
        hash.Of(CipherPurpose, cipher);
        Span<byte> nonceKey = stackalloc byte[Length];
        hash.Of(NoncePurpose, nonceKey);
        nonce = new KeyedHash(nonceKey);
        CryptographicOperations.ZeroMemory(nonceKey);
        hash.Forget();
    }

    public PersonId Person { get; }

    internal ReadOnlySpan<byte> Cipher => cipher;

    internal KeyedHash Nonce => nonce;
}

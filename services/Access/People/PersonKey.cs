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
    private readonly byte[] nonce;

    /// <param name="secret"><see cref="Length"/> random bytes.</param>
    public PersonKey(PersonId person, ReadOnlySpan<byte> secret)
    {
        if (secret.Length != Length) throw new ArgumentException($"a key has {Length} bytes", nameof(secret));
        Person = person;
        cipher = HMACSHA256.HashData(secret, CipherPurpose);
        nonce = HMACSHA256.HashData(secret, NoncePurpose);
    }

    public PersonId Person { get; }

    internal ReadOnlySpan<byte> Cipher => cipher;

    internal ReadOnlySpan<byte> Nonce => nonce;
}

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

    /// <summary>Data of one person that are said again and again: a name, an e-mail, two phones.</summary>
    private const int SealedMax = 4;

    private readonly byte[] cipher;
    private readonly KeyedHash nonce;
    private readonly SealedDatum?[] done = new SealedDatum?[SealedMax];
    private int next;
    private AesGcm? ready;

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

    /// <summary>A cipher with this key, for one at a time: setting one up takes longer than its work.
    /// <see cref="GiveBack"/> it.</summary>
    internal AesGcm Take() => Interlocked.Exchange(ref ready, null) ?? new AesGcm(cipher, Seal.TagLength);

    internal void GiveBack(AesGcm used)
    {
        if (Interlocked.CompareExchange(ref ready, used, null) is not null) used.Dispose();
    }

    /// <summary>What a datum became when it was sealed lately.</summary>
    internal SealedDatum? Find(UInt128 mark)
    {
        foreach (ref var place in done.AsSpan())
            if (Volatile.Read(ref place) is { } datum && datum.Mark == mark) return datum;
        return null;
    }

    internal void Keep(SealedDatum datum) =>
        Volatile.Write(ref done[(uint)Interlocked.Increment(ref next) % SealedMax], datum);
}

/// <summary>A datum that was sealed: nothing of it in clear.</summary>
/// <param name="Mark">The beginning of the keyed hash of its kind and text, which its nonce begins as
/// well.</param>
/// <param name="Text">The sealed text.</param>
/// <param name="Tokens">What its person is found by in the blind index of the key's region.</param>
internal sealed record SealedDatum(UInt128 Mark, string Text, IReadOnlyList<long> Tokens);

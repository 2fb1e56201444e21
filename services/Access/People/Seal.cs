using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using CommunityGrains.Domain;

namespace CommunityGrains.Access.People;

/// <summary>
/// How a personal datum becomes a text that nobody can read without the person's key:
/// <c>~</c> and, in base64url, a version byte, the person's id (16 bytes), a nonce (12), the ciphertext, a
/// tag (16). AES-256-GCM over the text in UTF-8, padded to blocks of 32 bytes so that its length says little;
/// bound to the person and to the kind of datum. The nonce follows from kind and text, so that the same datum
/// of the same person seals the same (retries and "already so" are recognised) and no nonce serves two texts.
/// </summary>
public static class Seal
{
    private const byte Version = 1;
    private const int PersonAt = 1;
    private const int NonceAt = PersonAt + 16;
    private const int NonceLength = 12;
    private const int TextAt = NonceAt + NonceLength;
    internal const int TagLength = 16;
    private const int BoundLength = 18;
    private const int Block = 32;
    private const int OnStackMax = 512;

    // Ends the text within its padding; everything after it is zero.
    private const byte End = 0x80;

    /// <summary>Seals a text.</summary>
    /// <param name="text">Without halves of surrogate pairs, which would not come back.</param>
    public static string Close(PersonKey key, DatumKind kind, string text) =>
        Close(key, kind, text, mayFind: false, out _, out _);

    /// <summary>The same with what the person is found by. What this key has sealed lately is not sealed once
    /// more: the same datum comes out the same.</summary>
    internal static SealedDatum Close(
        PersonKey key, IPersonalDatum datum, Func<IReadOnlyList<long>> tokens)
    {
        var text = Close(
            key, DatumKinds.Of(datum), datum.Value, mayFind: true, out var mark, out var found);
        if (found is not null) return found;
        var done = new SealedDatum(mark, text, tokens());
        key.Keep(done);
        return done;
    }

    private static string Close(
        PersonKey key, DatumKind kind, string text, bool mayFind, out UInt128 mark, out SealedDatum? found)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        var size = 1 + (((length / Block) + 1) * Block);
        // The kind and the padded text: what the nonce follows from.
        Span<byte> said = size <= OnStackMax ? stackalloc byte[size] : new byte[size];
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        said.Clear();
        said[0] = (byte)kind;
        Encoding.UTF8.GetBytes(text, said[1..]);
        said[1 + length] = End;
        key.Nonce.Of(said, hash);
        mark = BinaryPrimitives.ReadUInt128BigEndian(hash);
        found = mayFind ? key.Find(mark) : null;
        var done = found?.Text ?? Encrypt(key, kind, said[1..], hash[..NonceLength]);
        CryptographicOperations.ZeroMemory(said);
        return done;
    }

    private static string Encrypt(
        PersonKey key, DatumKind kind, ReadOnlySpan<byte> clear, ReadOnlySpan<byte> nonce)
    {
        var whole = TextAt + clear.Length + TagLength;
        Span<byte> bytes = whole <= OnStackMax ? stackalloc byte[whole] : new byte[whole];
        Span<byte> bound = stackalloc byte[BoundLength];
        Bind(kind, key.Person, bound);
        bytes[0] = Version;
        key.Person.Value.TryWriteBytes(bytes[PersonAt..], bigEndian: true, out _);
        nonce.CopyTo(bytes[NonceAt..]);
        var cipher = key.Take();
        cipher.Encrypt(
            nonce, clear, bytes.Slice(TextAt, clear.Length), bytes[(TextAt + clear.Length)..], bound);
        key.GiveBack(cipher);
        return string.Create(
            1 + Base64Url.GetEncodedLength(whole), (ReadOnlySpan<byte>)bytes, static (text, bytes) =>
            {
                text[0] = SealedText.Mark;
                Base64Url.EncodeToChars(bytes, text[1..]);
            });
    }

    /// <summary>Reveals a sealed text; false when it is none, or of another person or kind, or was changed.
    /// </summary>
    public static bool TryOpen(
        PersonKey key, DatumKind kind, string text, [NotNullWhen(true)] out string? opened)
    {
        opened = null;
        if (Read(text) is not { } bytes || PersonOf(bytes) != key.Person) return false;
        var clear = new byte[bytes.Length - TextAt - TagLength];
        try
        {
            Span<byte> bound = stackalloc byte[BoundLength];
            Bind(kind, key.Person, bound);
            using var cipher = new AesGcm(key.Cipher, TagLength);
            cipher.Decrypt(
                bytes.AsSpan(NonceAt, NonceLength), bytes.AsSpan(TextAt, clear.Length),
                bytes.AsSpan(TextAt + clear.Length), clear, bound);
            var end = clear.AsSpan().LastIndexOfAnyExcept((byte)0);
            if (end < 0 || clear[end] != End) return false;
            opened = Encoding.UTF8.GetString(clear, 0, end);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(clear);
        }
    }

    /// <summary>Whose datum a sealed text is; null when the text is not sealed.</summary>
    public static PersonId? PersonOf(string text) => Read(text) is { } bytes ? PersonOf(bytes) : null;

    private static PersonId PersonOf(byte[] bytes) =>
        new(new Guid(bytes.AsSpan(PersonAt, 16), bigEndian: true));

    // Only the one spelling that sealing gives: a text that could be written in two ways would not compare.
    private static byte[]? Read(string text)
    {
        if (text.Length < 2 || text[0] != SealedText.Mark) return null;
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length - 1)];
        if (Base64Url.DecodeFromChars(text.AsSpan(1), bytes, out _, out var length) != OperationStatus.Done)
            return null;
        var whole = length - TextAt - TagLength;
        if (whole < Block || whole % Block != 0 || bytes[0] != Version) return null;
        Array.Resize(ref bytes, length);
        return Base64Url.EncodeToString(bytes).AsSpan().SequenceEqual(text.AsSpan(1)) ? bytes : null;
    }

    private static void Bind(DatumKind kind, PersonId person, Span<byte> bound)
    {
        bound[0] = Version;
        bound[1] = (byte)kind;
        person.Value.TryWriteBytes(bound[2..], bigEndian: true, out _);
    }
}

/// <summary>The kinds of personal data. The numbers are part of the storage format.</summary>
public enum DatumKind
{
    Name = 1,
    Email = 2,
    Phone = 3,
    BirthDate = 4,
    Address = 5,
    Document = 6,

    /// <summary>What somebody without an account wrote.</summary>
    Told = 7,
}

/// <summary>Kinds and their types.</summary>
public static class DatumKinds
{
    public static readonly IReadOnlyList<DatumKind> All = Enum.GetValues<DatumKind>();

    /// <exception cref="ArgumentException">A type of personal data that nobody has given a kind.</exception>
    public static DatumKind Of(IPersonalDatum datum) => datum switch
    {
        PersonName => DatumKind.Name,
        EmailAddress => DatumKind.Email,
        PhoneNumber => DatumKind.Phone,
        BirthDate => DatumKind.BirthDate,
        HomeAddress => DatumKind.Address,
        IdentityDocument => DatumKind.Document,
        ToldText => DatumKind.Told,
        _ => throw new ArgumentException($"{datum.GetType().Name} has no kind", nameof(datum)),
    };
}

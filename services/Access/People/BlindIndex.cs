using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CommunityGrains.Domain;
using Dapper;

namespace CommunityGrains.Access.People;

/// <summary>
/// Finds people by name, phone and e-mail without keeping any of them: what is kept are keyed hashes, per
/// region, of the words of names and their beginnings of three letters and more, of phones and e-mails.
/// Somebody is found also by what he was called before, until he is erased.
/// </summary>
public sealed class BlindIndex(AccessDatabase database, KeyRing ring)
{
    private const int BeginningMin = 3;

    /// <summary>Words that are longer are told apart by their beginnings alone.</summary>
    private const int BeginningMax = 12;

    /// <summary>Numbers within a country: its code is written in two ways.</summary>
    private const int PhoneDigits = 10;

    /// <summary>Whoever looks for more has to say more.</summary>
    private const int FoundMax = 5_000;

    private const int OnStackMax = 512;

    /// <summary>Who has this word in his name, at the beginning of a word, or this phone or e-mail.</summary>
    public async ValueTask<IReadOnlyCollection<PersonId>> FindAsync(
        string region, string word, CancellationToken cancel = default)
    {
        if (Asked(region, word) is not { } token) return [];
        var found = await database.ReadAsync(connection => connection.QueryAsync<string>(
            "select person from person_index where region = @region and token = @token limit @FoundMax",
            new { region, token, FoundMax }), cancel);
        return [.. found.Select(person => new PersonId(Guid.ParseExact(person, "N")))];
    }

    /// <summary>An id for somebody who is not on record and of whom nothing is kept: a member who confirms
    /// something of his community. It follows from his name, however its words are ordered, so that nobody is
    /// two; the name does not follow from it. Null when the text is not at least a name and a
    /// surname.</summary>
    public Guid? MemberOf(string region, CommunityId community, string name)
    {
        var words = Words(name);
        if (words.Length < 2) return null;
        Array.Sort(words, StringComparer.Ordinal);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        ring.Index.Of(
            Encoding.UTF8.GetBytes($"{region}\nmember\n{community}\n{string.Join(' ', words)}"), hash);
        // A UUID of version 8 (RFC 9562): made by a rule of our own.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>What a person with these data is found by.</summary>
    internal IReadOnlyList<long> Of(string region, IEnumerable<IPersonalDatum> data) =>
        [.. data.SelectMany(datum => Of(region, datum)).Distinct()];

    /// <summary>What a person with this datum is found by; some may come twice.</summary>
    internal IReadOnlyList<long> Of(string region, IPersonalDatum datum) => datum switch
    {
        PersonName name => [.. Words(name.Value).SelectMany(word => OfWord(region, word))],
        EmailAddress email => [Token(region, "email", email.Value.Trim().ToLowerInvariant())],
        PhoneNumber phone => PhoneOf(phone.Value) is { } digits ? [Token(region, "phone", digits)] : [],
        _ => [],
    };

    private long? Asked(string region, string text)
    {
        var tidy = text.Trim();
        if (tidy.Contains('@', StringComparison.Ordinal))
            return Token(region, "email", tidy.ToLowerInvariant());
        if (PhoneOf(tidy) is { } digits) return Token(region, "phone", digits);
        if (Words(tidy) is not [var word]) return null;
        return word.Length < BeginningMin
            ? Token(region, "word", word)
            : Token(region, "begin", word.Length <= BeginningMax ? word : word[..BeginningMax]);
    }

    private IEnumerable<long> OfWord(string region, string word) => word.Length < BeginningMin
        ? [Token(region, "word", word)]
        : Enumerable.Range(BeginningMin, Math.Min(word.Length, BeginningMax) - BeginningMin + 1)
            .Select(length => Token(region, "begin", word[..length]));

    // The keyed hash of "region\nkind\ntext".
    private long Token(string region, string kind, string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(region.Length + kind.Length + text.Length + 2);
        Span<byte> said = most <= OnStackMax ? stackalloc byte[most] : new byte[most];
        var length = Encoding.UTF8.GetBytes(region, said);
        said[length++] = (byte)'\n';
        length += Encoding.UTF8.GetBytes(kind, said[length..]);
        said[length++] = (byte)'\n';
        length += Encoding.UTF8.GetBytes(text, said[length..]);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        ring.Index.Of(said[..length], hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }

    private static string? PhoneOf(string text)
    {
        if (text.Any(letter => !char.IsAsciiDigit(letter) && letter is not (' ' or '+' or '-' or '(' or ')')))
            return null;
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        return digits.Length >= PhoneDigits ? digits[^PhoneDigits..] : null;
    }

    private static string[] Words(string text)
    {
        var letters = text.Normalize(NormalizationForm.FormKC).ToLower(CultureInfo.InvariantCulture)
            .Replace('ё', 'е').Select(letter => char.IsLetterOrDigit(letter) ? letter : ' ');
        return string.Concat(letters).Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}

using System.Globalization;
using System.Text;

namespace CommunityGrains.Registry.Views;

/// <summary>How texts are made comparable: for finding and for sorting. What one side stores and the other
/// asks for goes through the same functions.</summary>
public static class SearchText
{
    private const int WordsMax = 8;
    private const int WordLengthMax = 40;
    private const int StemLengthMin = 4;
    private const int NumberWidth = 12;
    private const int OnStackMax = 512;
    private const char Combining = '\0';

    private static readonly char[] Common =
        [.. Enumerable.Range(0, 0x500).Select(code => Folded((char)code))];

    // Endings of nouns and adjectives, longest first; what remains must still be a word's worth of letters.
    private static readonly string[] Endings =
    [
        "иями", "ями", "ами", "его", "ого", "ему", "ому", "ими", "ыми", "иях", "ией",
        "ев", "ов", "ах", "ях", "ам", "ям", "ом", "ем", "ой", "ей", "ий", "ый", "ая", "яя", "ое", "ее", "ые",
        "ие", "ую", "юю", "ых", "их", "ия", "ии", "ию", "ью",
        "а", "я", "о", "е", "ы", "и", "у", "ю", "ь", "й",
    ];

    /// <summary>Lower case, ё as е, everything that is no letter or digit as one space, with a space before
    /// and after: " тос старый город ". Empty texts give a single space.</summary>
    public static string Normalize(params ReadOnlySpan<string?> parts)
    {
        var lengthMax = 1;
        foreach (var part in parts) lengthMax += part is null ? 0 : Composed(part).Length + 1;
        var text = lengthMax <= OnStackMax ? stackalloc char[lengthMax] : new char[lengthMax];
        text[0] = ' ';
        var length = 1;
        foreach (var part in parts)
        {
            if (part is null) continue;
            foreach (var letter in Composed(part))
            {
                var folded = FoldedOf(letter);
                if (folded is not (' ' or Combining)) text[length++] = folded;
                else if (text[length - 1] != ' ') text[length++] = ' ';
            }

            if (text[length - 1] != ' ') text[length++] = ' ';
        }

        return text[..length].ToString();
    }

    /// <summary>
    /// What to look for in normalized text, one pattern for each word of a question. A word of three letters
    /// or more is looked for anywhere, as the stem that its forms share: советы → "совет". A shorter one
    /// stands at the beginning of a word: "ст" → " ст"; a digit alone is a number of its own: "2" → " 2 ".
    /// </summary>
    public static IReadOnlyList<string> Patterns(string? query) => query is null
        ? []
        : [.. Normalize(query).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Take(WordsMax)
            .Select(word => Pattern(word.Length > WordLengthMax ? word[..WordLengthMax] : word))
            .Distinct()];

    /// <summary>The words of a question, each of which has a pattern of its own.</summary>
    public static IReadOnlyList<string> Words(string? query) => query is null
        ? []
        : [.. Normalize(query).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Take(WordsMax).DistinctBy(word => Patterns(word)[0])];

    /// <summary>A key that sorts, byte by byte, as Russian readers expect: case does not matter, ё stands
    /// beside е, 2 comes before 10.</summary>
    public static string SortKey(string name) => SortKeyOf(Normalize(name));

    /// <summary>The same for a name that is normalized already.</summary>
    internal static string SortKeyOf(string normalizedName)
    {
        var normal = normalizedName.AsSpan().Trim();
        if (!normal.ContainsAnyInRange('0', '9')) return normal.ToString();
        var key = new StringBuilder(normal.Length + (2 * NumberWidth));
        while (!normal.IsEmpty)
        {
            var words = normal.IndexOfAnyInRange('0', '9');
            if (words != 0)
            {
                words = words < 0 ? normal.Length : words;
                key.Append(normal[..words]);
                normal = normal[words..];
                continue;
            }

            var end = normal.IndexOfAnyExceptInRange('0', '9');
            var number = normal[..(end < 0 ? normal.Length : end)];
            normal = normal[number.Length..];
            number = number.TrimStart('0');
            key.Append('0', Math.Max(0, NumberWidth - number.Length)).Append(number);
        }

        return key.ToString();
    }

    private static string Pattern(string word) => word.Length switch
    {
        1 when char.IsDigit(word[0]) => $" {word} ",
        1 or 2 => $" {word}",
        _ => Stem(word),
    };

    private static string Stem(string word)
    {
        if (!word.All(letter => letter is >= 'а' and <= 'я')) return word;
        foreach (var ending in Endings)
        {
            if (word.Length - ending.Length >= StemLengthMin
                && word.EndsWith(ending, StringComparison.Ordinal))
                return word[..^ending.Length];
        }

        return word;
    }

    /// <summary>What a letter becomes: a space when it is none, <see cref="Combining"/> when it changes the
    /// one before it.</summary>
    private static char Folded(char letter)
    {
        if (!char.IsLetterOrDigit(letter) && !char.IsSurrogate(letter))
        {
            return CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark
                ? Combining
                : ' ';
        }

        var lower = char.ToLowerInvariant(letter);
        return lower == 'ё' ? 'е' : lower;
    }

    // Texts of the register are Latin and Cyrillic letters: one look into a table says all of them.
    private static char FoldedOf(char letter) => letter < Common.Length ? Common[letter] : Folded(letter);

    // й typed as и with a breve is the same letter.
    private static string Composed(string text)
    {
        foreach (var letter in text)
            if (FoldedOf(letter) == Combining) return text.Normalize(NormalizationForm.FormKC);
        return text;
    }
}

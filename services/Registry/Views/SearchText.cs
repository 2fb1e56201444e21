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
        var text = new StringBuilder(" ");
        foreach (var part in parts)
        {
            if (part is null) continue;
            foreach (var letter in Composed(part)) Append(text, letter);
            if (text[^1] != ' ') text.Append(' ');
        }

        return text.ToString();
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

    /// <summary>A key that sorts, byte by byte, as Russian readers expect: case does not matter, ё stands
    /// beside е, 2 comes before 10.</summary>
    public static string SortKey(string name)
    {
        var normal = Normalize(name).Trim();
        if (!normal.Any(char.IsDigit)) return normal;
        var key = new StringBuilder();
        for (var i = 0; i < normal.Length;)
        {
            var end = i;
            while (end < normal.Length && char.IsDigit(normal[end])) end++;
            if (end == i)
            {
                key.Append(normal[i++]);
                continue;
            }

            key.Append(normal[i..end].TrimStart('0').PadLeft(NumberWidth, '0'));
            i = end;
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

    private static void Append(StringBuilder text, char letter)
    {
        if (!char.IsLetterOrDigit(letter) && !char.IsSurrogate(letter))
        {
            if (text[^1] != ' ') text.Append(' ');
            return;
        }

        var lower = char.ToLowerInvariant(letter);
        text.Append(lower == 'ё' ? 'е' : lower);
    }

    // й typed as и with a breve is the same letter.
    private static string Composed(string text)
    {
        foreach (var letter in text)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark)
                return text.Normalize(NormalizationForm.FormKC);
        }

        return text;
    }
}

using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace CommunityGrains.Domain.Communities;

/// <summary>Text as words that can be compared: lower case, ё as е, Latin letters that only look Cyrillic as
/// Cyrillic, punctuation and quotes gone, common abbreviations in one spelling, a house's letter joined to
/// its number.</summary>
internal static class NameWords
{
    // The sign above й where it is written as two.
    private const char Breve = '\u0306';

    private static readonly SearchValues<char> AsciiLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private const string LatinLookAlikes = "aekmhopctyxb";
    private const string CyrillicLookAlikes = "аекмнорстухв";

    // One spelling for words that are as often shortened as not.
    private static readonly FrozenDictionary<string, string> Spellings = new Dictionary<string, string>
    {
        ["улица"] = "ул", ["улицы"] = "ул", ["дом"] = "д", ["дома"] = "д", ["микрорайон"] = "мкр",
        ["микрорайона"] = "мкр", ["мкрн"] = "мкр", ["проспект"] = "пр", ["просп"] = "пр",
        ["переулок"] = "пер", ["бульвар"] = "бул", ["имени"] = "им", ["корпус"] = "к", ["корп"] = "к",
        ["поселок"] = "п", ["пос"] = "п", ["село"] = "с", ["деревня"] = "дер",
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> OrdinalEndings =
        new[] { "й", "я", "е", "го", "ый", "ая", "ое", "ого", "ой" }.ToFrozenSet();

    // Shortened forms that are often typed on a Latin keyboard as a whole, so that no Cyrillic letter betrays
    // them.
    private static readonly FrozenSet<string> ShortForms =
        new[] { "тос", "мкд", "тсж", "тсн", "нко", "ано" }.ToFrozenSet();

    public static List<string> Of(string text)
    {
        var words = new List<string>(8);
        var word = new StringBuilder(16);
        foreach (var letter in text)
        {
            if (!char.IsLetterOrDigit(letter))
            {
                if (letter == Breve && word.Length > 0 && word[^1] == 'и') word[^1] = 'й';
                else if (!IsInsideWord(letter)) Finish(words, word);
                continue;
            }

            if (word.Length > 0 && char.IsDigit(letter) != char.IsDigit(word[^1])) Finish(words, word);
            word.Append(char.ToLowerInvariant(letter) is var low and not 'ё' ? low : 'е');
        }

        Finish(words, word);
        JoinNumbers(words);
        return words;
    }

    public static bool IsNumber(string word) => char.IsDigit(word[0]);

    // Soft hyphens, zero-width signs and accents; dropping the dots of a ё in two signs leaves the е that ё
    // becomes.
    private static bool IsInsideWord(char letter) => char.GetUnicodeCategory(letter)
        is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark;

    private static void Finish(List<string> words, StringBuilder word)
    {
        if (word.Length == 0) return;
        var text = Cyrillic(word.ToString());
        words.Add(Spellings.GetValueOrDefault(text, text));
        word.Clear();
    }

    private static string Cyrillic(string word)
    {
        if (!word.AsSpan().ContainsAny(AsciiLetters)) return word;
        var folded = string.Create(word.Length, word, static (to, from) =>
        {
            for (var i = 0; i < to.Length; i++)
            {
                var at = LatinLookAlikes.IndexOf(from[i]);
                to[i] = at < 0 ? from[i] : CyrillicLookAlikes[at];
            }
        });
        return word.Any(IsCyrillic) || ShortForms.Contains(folded) ? folded : word;
    }

    private static bool IsCyrillic(char letter) => letter is >= 'Ѐ' and <= 'ӿ';

    // "76 а" and "76а" are one number, "1-й" is 1.
    private static void JoinNumbers(List<string> words)
    {
        for (var i = words.Count - 1; i > 0; i--)
        {
            if (!char.IsDigit(words[i - 1][^1]) || char.IsDigit(words[i][0])) continue;
            if (OrdinalEndings.Contains(words[i])) words.RemoveAt(i);
            else if (words[i].Length == 1 && words[i] is not ("д" or "к" or "с" or "п"))
            {
                words[i - 1] += words[i];
                words.RemoveAt(i);
            }
        }
    }
}

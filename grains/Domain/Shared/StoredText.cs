using System.Text;

namespace CommunityGrains.Domain;

/// <summary>What holds for every text that is kept: how long it may be, and of what it may consist.</summary>
public static class StoredText
{
    /// <summary>Names and titles, in UTF-16 units.</summary>
    public const int NameLengthMax = 500;

    /// <summary>Every other text, in UTF-16 units.</summary>
    public const int LengthMax = 4000;

    /// <summary>Without the spaces around it; null when nothing is left.</summary>
    public static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>True when the text comes back from any log as it went in: no control characters but line ends
    /// and tabs, no half of a surrogate pair.</summary>
    public static bool IsClean(string text)
    {
        foreach (var letter in text.EnumerateRunes())
        {
            if (letter == Rune.ReplacementChar) return false;
            if (Rune.IsControl(letter) && letter.Value is not ('\n' or '\r' or '\t')) return false;
        }

        return true;
    }
}

using System.Buffers;
namespace CommunityGrains.Registry.Imports.Cells;

/// <summary>What a cell says, as canonical text (see <c>RegisterFields</c>); null when it is empty. With an
/// <c>Error</c> (a code) it says nothing; with a <c>Warning</c> it does, but somebody should look.</summary>
public readonly record struct Cell(string? Text, string? Error = null, string? Warning = null)
{
    public static readonly Cell Empty;

    public static Cell Wrong(string code) => new(null, code);

    /// <summary>Trimmed, inner white space (also non-breaking) collapsed to single spaces.</summary>
    public static string Tidy(string text)
    {
        if (IsTidy(text)) return text;
        var words = text.Replace("\u00ad", "", StringComparison.Ordinal)
            .Replace("\u200b", "", StringComparison.Ordinal)
            .Replace("\ufeff", "", StringComparison.Ordinal)
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words);
    }

    /// <summary>A dash or "нет данных" stands for nothing in offices' files.</summary>
    public static bool SaysNothing(string text) => text.Length == 0
        || !text.AsSpan().ContainsAnyExcept(Dashes)
        || Nothing.Contains(text);

    private static readonly SearchValues<char> Dashes = SearchValues.Create("-–—_. ");

    private static readonly HashSet<string> Nothing = new(
        ["нет данных", "н/д", "отсутствует", "не указано", "не указан", "n/a", "none", "null"],
        StringComparer.OrdinalIgnoreCase);

    // Most cells are tidy as they come, and every cell of a file is asked.
    private static bool IsTidy(string text)
    {
        var before = ' ';
        foreach (var letter in text)
        {
            if (letter is '\u00ad' or '\u200b' or '\ufeff'
                || (char.IsWhiteSpace(letter) && (letter != ' ' || before == ' ')))
                return false;
            before = letter;
        }

        return text.Length == 0 || before != ' ';
    }
}

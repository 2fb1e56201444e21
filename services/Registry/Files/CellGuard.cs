namespace CommunityGrains.Registry.Files;

/// <summary>
/// A spreadsheet takes a cell that begins with = + - @ for a formula and would run it on an office's
/// computer. Such a cell is written with an apostrophe before it, which spreadsheets show as text, and read
/// without it. A cell that has apostrophes before such a sign already gets one more, so that reading gives
/// back exactly what was written.
/// </summary>
public static class CellGuard
{
    private const string Signs = "=+-@\t\r\n";

    /// <summary>The text as it is safe to open.</summary>
    public static string Guard(string text) => IsGuarded(text, apostrophesMin: 0) ? "'" + text : text;

    /// <summary>The text as it was before <see cref="Guard"/>.</summary>
    public static string Unguard(string text) => IsGuarded(text, apostrophesMin: 1) ? text[1..] : text;

    private static bool IsGuarded(string text, int apostrophesMin)
    {
        var at = 0;
        while (at < text.Length && text[at] == '\'') at++;
        return at >= apostrophesMin && at < text.Length && Signs.Contains(text[at], StringComparison.Ordinal);
    }
}

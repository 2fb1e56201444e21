namespace CommunityGrains.Registry.Imports.Cells;

/// <summary>ИНН, КПП, ОГРН and ОКТМО: digits of a known number. A spreadsheet that took a code for a number
/// has lost the zero before it, which is put back. A wrong check digit is a warning: the code may be the
/// office's mistake, and refusing the row would lose the community.</summary>
public static class CodeCell
{
    public static Cell ReadInn(string text)
    {
        var cell = Read(text, "cell.not-an-inn", 10, 12);
        return cell.Text is { } inn && !IsInn(inn) ? cell with { Warning = "cell.inn-check-digit" } : cell;
    }

    public static Cell ReadOgrn(string text)
    {
        var cell = Read(text, "cell.not-an-ogrn", 13, 15);
        return cell.Text is { } ogrn && !IsOgrn(ogrn) ? cell with { Warning = "cell.ogrn-check-digit" }
            : cell;
    }

    /// <summary>Four digits, two digits or letters, three digits.</summary>
    public static Cell ReadKpp(string text)
    {
        text = Compact(text).ToUpperInvariant();
        if (Cell.SaysNothing(text)) return Cell.Empty;
        if (text.Length == 8 && text.All(char.IsAsciiDigit))
            return new Cell("0" + text, Warning: "cell.zero-restored");
        return text.Length == 9 && text[..4].All(char.IsAsciiDigit) && text[6..].All(char.IsAsciiDigit)
            && text[4..6].All(char.IsAsciiLetterOrDigit)
                ? new Cell(text)
                : Cell.Wrong("cell.not-a-kpp");
    }

    public static Cell ReadOktmo(string text) => Read(text, "cell.not-an-oktmo", 8, 11);

    private static Cell Read(string text, string error, int shorter, int longer)
    {
        text = Compact(text);
        if (Cell.SaysNothing(text)) return Cell.Empty;
        if (!text.All(char.IsAsciiDigit)) return Cell.Wrong(error);
        if (text.Length == shorter || text.Length == longer) return new Cell(text);
        return text.Length == shorter - 1 || text.Length == longer - 1
            ? new Cell("0" + text, Warning: "cell.zero-restored")
            : Cell.Wrong(error);
    }

    private static string Compact(string text) =>
        string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

    private static bool IsInn(string inn) => inn.Length == 10
        ? Check(inn, 9, [2, 4, 10, 3, 5, 9, 4, 6, 8])
        : Check(inn, 10, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8])
            && Check(inn, 11, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]);

    private static bool Check(string code, int at, ReadOnlySpan<int> weights)
    {
        var sum = 0;
        for (var i = 0; i < weights.Length; i++) sum += weights[i] * (code[i] - '0');
        return sum % 11 % 10 == code[at] - '0';
    }

    private static bool IsOgrn(string ogrn) =>
        long.Parse(ogrn[..^1],
            System.Globalization.CultureInfo.InvariantCulture) % (ogrn.Length - 2) % 10 == ogrn[^1] - '0';
}

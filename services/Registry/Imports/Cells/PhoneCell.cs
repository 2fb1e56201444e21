using System.Text;
using System.Text.RegularExpressions;

namespace CommunityGrains.Registry.Imports.Cells;

/// <summary>
/// Phones in any spelling to E.164: 8-945-353-35-15, +7 (919) 730-30-11, 89578495118, 9457303011. Eleven
/// digits that begin with 8 or 7, or ten, are Russian; with a plus any country's number of 8 to 15 digits is
/// taken. Of several phones in a cell the first counts, with a warning; an extension is left out, with a
/// warning.
/// </summary>
public static partial class PhoneCell
{
    public static Cell Read(string text)
    {
        if (Cell.SaysNothing(Cell.Tidy(text))) return Cell.Empty;
        var warning = (string?)null;
        var parts = new List<string>();
        foreach (var line in text.Split(['\n', '\r', '\u2028'], StringSplitOptions.RemoveEmptyEntries))
        {
            var phones = Cell.Tidy(line);
            var extension = Extension().Match(phones);
            if (extension.Success)
            {
                phones = phones[..extension.Index];
                warning = "cell.phone-extension-left-out";
            }

            // A label may stand in a line of its own.
            parts.AddRange(phones.Split([',', ';', '/']).Select(part => Label().Replace(part.Trim(), ""))
                .Where(part => part.Length > 0));
        }

        if (parts.Count == 0) return Cell.Wrong("cell.not-a-phone");
        if (parts.Count > 1) warning = "cell.several-phones";
        return Number(parts[0]) is { } number ? new Cell(number, Warning: warning)
            : Cell.Wrong("cell.not-a-phone");
    }

    private static string? Number(string text)
    {
        var digits = new StringBuilder();
        foreach (var letter in text)
        {
            if (char.IsAsciiDigit(letter)) digits.Append(letter);
            else if (!" ()-+.–—‑".Contains(letter, StringComparison.Ordinal)) return null;
        }

        var number = digits.ToString();
        return number switch
        {
            { Length: 11 } when number[0] is '8' && !text.StartsWith("+8", StringComparison.Ordinal) =>
                "+7" + number[1..],
            { Length: 11 } when number[0] is '7' => "+" + number,
            { Length: 10 } when number[0] is not ('0' or '1') && !text.StartsWith('+') => "+7" + number,
            { Length: >= 8 and <= 15 } when text.StartsWith('+') && number[0] is not ('0' or '7') =>
                "+" + number,
            _ => null,
        };
    }

    [GeneratedRegex(@"[\s,(]*(?:доб|вн|ext|#)\.? *\d{1,6}\)?$", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Extension();

    [GeneratedRegex(@"^(?:тел|моб|сот|раб|phone|tel)[а-яa-z]*\.?:? *", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Label();
}

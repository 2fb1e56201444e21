using System.Globalization;
using System.Text.RegularExpressions;

namespace CommunityGrains.Registry.Imports.Cells;

/// <summary>The short recognisers: text, yes or no, numbers, coordinates, e-mail.</summary>
public static partial class SimpleCells
{
    private static readonly HashSet<string> Yes =
        ["да", "yes", "y", "true", "1", "+", "имеется", "есть", "является", "д", "v", "✓", "истина"];

    private static readonly HashSet<string> No =
        ["нет", "no", "n", "false", "0", "-", "–", "—", "не имеется", "не является", "н", "отсутствует",
            "ложь"];

    /// <summary>Text as it stands, tidied; a dash alone is nothing.</summary>
    public static Cell ReadText(string text)
    {
        text = Cell.Tidy(text);
        return Cell.SaysNothing(text) ? Cell.Empty : new Cell(text);
    }

    /// <summary>Text of several lines: the lines stay, each tidied.</summary>
    public static Cell ReadLines(string text)
    {
        if (!text.Contains('\n', StringComparison.Ordinal)) return ReadText(text);
        var lines = text.Split('\n').Select(Cell.Tidy).Where(line => line.Length > 0).ToList();
        return lines.Count == 0 ? Cell.Empty : new Cell(string.Join('\n', lines));
    }

    public static Cell ReadYesNo(string text)
    {
        text = Cell.Tidy(text).ToLowerInvariant().TrimEnd('.');
        return text.Length == 0 ? Cell.Empty
            : Yes.Contains(text) ? new Cell("true")
            : No.Contains(text) ? new Cell("false")
            : Cell.Wrong("cell.not-yes-or-no");
    }

    /// <summary>A whole number, not negative: "1 973", "1973,0", "54 чел.". Three digits after a comma or
    /// point may be thousands as well as a fraction, and are refused.</summary>
    public static Cell ReadCount(string text)
    {
        text = Cell.Tidy(text);
        if (Cell.SaysNothing(text)) return Cell.Empty;
        text = text.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
        if (Ambiguous().IsMatch(text)) return Cell.Wrong("cell.number-ambiguous");
        var match = Count().Match(text);
        return match.Success
            && int.TryParse(match.Groups["count"].Value, NumberStyles.None, CultureInfo.InvariantCulture,
                out var count)
            ? new Cell(count.ToString(CultureInfo.InvariantCulture))
            : Cell.Wrong("cell.not-a-whole-number");
    }

    /// <summary>A decimal with point or comma, spaces between thousands, and a sign of currency after
    /// it. Two digits of a fraction at most; three are refused as <see cref="ReadCount"/> does.</summary>
    public static Cell ReadDecimal(string text)
    {
        text = Cell.Tidy(text);
        if (Cell.SaysNothing(text)) return Cell.Empty;
        text = text.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
        if (Ambiguous().IsMatch(text)) return Cell.Wrong("cell.number-ambiguous");
        var match = Decimal().Match(text);
        return match.Success && decimal.TryParse(
            match.Groups["number"].Value.Replace(',', '.'), NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture, out var number)
                ? new Cell(number.ToString(CultureInfo.InvariantCulture))
                : Cell.Wrong("cell.not-a-number");
    }

    /// <summary>Two cells, latitude and longitude in degrees, to "lat,lon"; both or neither.</summary>
    public static Cell ReadPoint(string latitude, string longitude)
    {
        latitude = Cell.Tidy(latitude);
        longitude = Cell.Tidy(longitude);
        if (Cell.SaysNothing(latitude) && Cell.SaysNothing(longitude)) return Cell.Empty;
        if (Degrees(latitude, 90) is not { } north || Degrees(longitude, 180) is not { } east)
            return Cell.Wrong("cell.not-a-point");
        return new Cell(string.Create(CultureInfo.InvariantCulture, $"{north},{east}"),
            Warning: north == 0 && east == 0 ? "cell.point-at-zero" : null);
    }

    /// <summary>One cell with both: "54.67977, 56.00782" or "54,67977; 56,00782".</summary>
    public static Cell ReadPoint(string text)
    {
        text = Cell.Tidy(text);
        if (Cell.SaysNothing(text)) return Cell.Empty;
        var parts = text.Contains(';', StringComparison.Ordinal) ? text.Split(';')
            : text.Contains('.', StringComparison.Ordinal) ? text.Split(',', ' ') : text.Split(' ');
        parts = [.. parts.Select(part => part.Trim()).Where(part => part.Length > 0)];
        return parts is [var latitude, var longitude] ? ReadPoint(latitude, longitude)
            : Cell.Wrong("cell.not-a-point");
    }

    public static Cell ReadEmail(string text)
    {
        text = Cell.Tidy(text).Trim(';', ',', '.', '<', '>');
        if (Cell.SaysNothing(text)) return Cell.Empty;
        var parts = text.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries);
        return Email().IsMatch(parts[0])
            ? new Cell(parts[0], Warning: parts.Length > 1 ? "cell.several-emails" : null)
            : Cell.Wrong("cell.not-an-email");
    }

    /// <summary>An address of a site or group as the office spells it.</summary>
    public static Cell ReadAddressOfSite(string text)
    {
        text = Cell.Tidy(text);
        return Cell.SaysNothing(text) || text.Equals("нет", StringComparison.OrdinalIgnoreCase)
            ? Cell.Empty
            : new Cell(text);
    }

    private static double? Degrees(string text, double max) =>
        double.TryParse(text.Replace(',', '.').TrimEnd('°'), NumberStyles.Float, CultureInfo.InvariantCulture,
            out var degrees)
        && Math.Abs(degrees) <= max ? degrees : null;

    [GeneratedRegex(@"^(?<count>\d{1,10})(?:[.,]0{1,2})?(?:чел|человек|шт)?\.?$", RegexOptions.None, 1000)]
    private static partial Regex Count();

    [GeneratedRegex(
        @"^(?<number>\d{1,15}(?:[.,]\d{1,2})?)(?:руб|рублей|р|₽|rub)?\.?$", RegexOptions.None, 1000)]
    private static partial Regex Decimal();

    [GeneratedRegex(
        @"^\d{1,15}[.,]\d{3}(?:чел|человек|шт|руб|рублей|р|₽|rub)?\.?$", RegexOptions.None, 1000)]
    private static partial Regex Ambiguous();

    [GeneratedRegex(@"^[^@\s,;<>]{1,64}@[^@\s,;<>]+\.[^@\s.,;<>]{2,}$", RegexOptions.None, 1000)]
    private static partial Regex Email();
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace CommunityGrains.Registry.Imports.Cells;

/// <summary>Dates as offices write them: 12.12.2010, 1.2.10, 2010-12-12, 12/12/2010, "12 декабря 2010 г.",
/// with or without a time of day. Day before month, always. Two digits of a year: up to 30 are 20xx, above
/// are 19xx.</summary>
public static partial class DateCell
{
    private const int CenturyTurn = 30;

    private static readonly string[] Months =
        ["янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"];

    public static Cell Read(string text)
    {
        text = Cell.Tidy(text);
        if (Cell.SaysNothing(text)) return Cell.Empty;
        return Parse(text) is { } date
            ? new Cell(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            : Cell.Wrong("cell.not-a-date");
    }

    /// <summary>The date, or null when the text is none.</summary>
    public static DateOnly? Parse(string text)
    {
        text = Cell.Tidy(text).ToLowerInvariant();
        if (Iso().Match(text) is { Success: true } iso) return Date(iso);
        if (Numbers().Match(text) is { Success: true } numbers) return Date(numbers);
        if (InWords().Match(text) is { Success: true } words)
        {
            var word = words.Groups["month"].Value;
            var month = Array.FindIndex(Months, name => word.StartsWith(name, StringComparison.Ordinal)) + 1;
            return month == 0 ? null
                : Date(words.Groups["year"].Value, $"{month}", words.Groups["day"].Value);
        }

        return null;
    }

    private static DateOnly? Date(Match match) =>
        Date(match.Groups["year"].Value, match.Groups["month"].Value, match.Groups["day"].Value);

    private static DateOnly? Date(string yearText, string monthText, string dayText)
    {
        var year = int.Parse(yearText, CultureInfo.InvariantCulture);
        if (yearText.Length == 2) year += year <= CenturyTurn ? 2000 : 1900;
        var month = int.Parse(monthText, CultureInfo.InvariantCulture);
        var day = int.Parse(dayText, CultureInfo.InvariantCulture);
        return year is >= 1900 and <= 2100 && month is >= 1 and <= 12 && day >= 1
            && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;
    }

    private const string Time = @"(?:[ t]\d{1,2}:\d{2}(?::\d{2})?\S*)?";

    [GeneratedRegex(
        @"^(?<year>\d{4})[-./](?<month>\d{1,2})[-./](?<day>\d{1,2})" + Time + "$", RegexOptions.None, 1000)]
    private static partial Regex Iso();

    [GeneratedRegex(
        @"^(?<day>\d{1,2})[-./,](?<month>\d{1,2})[-./,](?<year>\d{4}|\d{2})" + Time + @" ?(?:г\.?|года)?$",
        RegexOptions.None, 1000)]
    private static partial Regex Numbers();

    [GeneratedRegex(
        @"^[«""]?(?<day>\d{1,2})[»""]? (?<month>[а-я]+)\.? (?<year>\d{4}) ?(?:г\.?|года)?$",
        RegexOptions.None, 1000)]
    private static partial Regex InWords();
}

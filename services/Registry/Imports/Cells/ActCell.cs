using System.Globalization;
using System.Text.RegularExpressions;

namespace CommunityGrains.Registry.Imports.Cells;

/// <summary>A municipal act in one cell: "Решение Совета от 12.12.2010 № 105". What cannot be taken apart is
/// kept whole as the kind, with a warning, so that nothing the office wrote is lost.</summary>
public static partial class ActCell
{
    /// <summary>Kind, date (canonical) and number; null where the text does not say.</summary>
    public static (string? Kind, string? Date, string? Number, string? Warning) Read(string text)
    {
        text = Cell.Tidy(text);
        if (Cell.SaysNothing(text)) return default;
        var match = ActNumberFirst().Match(text);
        if (!match.Success) match = Act().Match(text);
        if (!match.Success || DateCell.Parse(match.Groups["date"].Value) is not { } date)
            return (text, null, null, "cell.act-kept-whole");
        var number = match.Groups["number"].Value.Trim(' ', ',', '.');
        return (match.Groups["kind"].Value.Trim(' ', ','),
            date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            number.Length == 0 ? null : number, null);
    }

    /// <summary>The act in one cell again; "" when there is none.</summary>
    public static string Write(string? kind, DateOnly? date, string? number) => string.Join(' ', new[]
    {
        kind,
        date is { } day ? $"от {day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture)}" : null,
        number is null ? null : $"№ {number}",
    }.Where(part => part is not null));

    private const string AnyDate =
        @"(?<date>\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}|[«""]?\d{1,2}[»""]? [а-яА-Я]+ \d{4})";

    [GeneratedRegex(@"^(?<kind>\D.*?),? (?:от|dated|of) " + AnyDate
        + @" ?(?:г\.?|года)?,? ?(?:(?:№|N|No\.?|номер) ?(?<number>.+))?$",
        RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Act();

    [GeneratedRegex(@"^(?<kind>\D.*?),? (?:№|N|No\.?|номер) ?(?<number>\S+?),? (?:от|dated|of) " + AnyDate
        + @" ?(?:г\.?|года)?$",
        RegexOptions.IgnoreCase, 1000)]
    private static partial Regex ActNumberFirst();
}

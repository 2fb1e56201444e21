using CommunityGrains.Registry.Imports;
using CommunityGrains.Registry.Texts;

namespace CommunityGrains.Host.CommandLine;

/// <summary>The end of an import: the sums, then what somebody should look at. Plain text that a script can
/// read.</summary>
internal static class ImportReportView
{
    private const int RowsShownMax = 50;

    public static async Task WriteAsync(ImportReport report, TextWriter output, Language language)
    {
        var say = (string russian, string english) => language == Language.English ? english : russian;
        if (report.DryRun) await output.WriteLineAsync(
            say("Пробный прогон: ничего не записано", "Dry run: nothing was recorded"));
        (string Name, int Count)[] sums =
        [
            (say("новых", "new"), report.New),
            (say("изменено", "changed"), report.Changed),
            (say("без изменений", "unchanged"), report.Unchanged),
            (say("возможных двойников", "possible duplicates"), report.PossibleDuplicates),
            (say("отказано", "refused"), report.Refused),
            (say("всего строк", "rows in all"), report.Total),
        ];
        foreach (var (name, count) in sums) await output.WriteLineAsync($"{name,-24}{count,8}");
        foreach (var column in report.Unrecognised)
        {
            var alike = column.Resembles is null ? ""
                : say($"; похож на «{column.Resembles}»", $"; resembles \"{column.Resembles}\"");
            await output.WriteLineAsync(
                say($"Столбец «{column.Header}» не прочитан",
                    $"The column \"{column.Header}\" was not read") + alike);
        }

        var words = report.Rows.SelectMany(row => WordsOf(row, language)).ToList();
        foreach (var word in words.Take(RowsShownMax)) await output.WriteLineAsync(word);
        if (words.Count > RowsShownMax)
        {
            await output.WriteLineAsync(
                say($"… и ещё {words.Count - RowsShownMax}", $"… and {words.Count - RowsShownMax} more"));
        }
    }

    private static IEnumerable<string> WordsOf(RowReport row, Language language)
    {
        var english = language == Language.English;
        var place = english ? $"Row {row.Row}" : $"Строка {row.Row}";
        foreach (var reason in row.Reasons)
            yield return $"{place}: {(english ? "refused" : "отказ")}: {reason.In(language)}";
        foreach (var warning in row.Warnings) yield return $"{place}: {warning.In(language)}";
        foreach (var other in row.Duplicates)
        {
            yield return english
                ? $"{place}: may be the same as {other.OtherName} ({other.Percent}%)"
                : $"{place}: возможно, то же, что {other.OtherName} ({other.Percent} %)";
        }
    }
}

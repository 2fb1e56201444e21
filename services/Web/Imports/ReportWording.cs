using CommunityGrains.Registry.Imports;
using CommunityGrains.Web.Wording;

namespace CommunityGrains.Web.Imports;

/// <summary>A row of a report in words: the same on the page and in the file.</summary>
internal static class ReportWording
{
    public static string OutcomeOf(ImportPageTexts.ReportWords say, RowReport row) => row.Outcome switch
    {
        RowOutcome.Refused => say.OutcomeRefused,
        RowOutcome.New => say.OutcomeNew,
        RowOutcome.Changed => say.OutcomeChanged,
        _ => say.OutcomeUnchanged,
    };

    public static IEnumerable<string> SentencesOf(
        ImportPageTexts.ReportWords say, RowReport row, Registry.Texts.Language language)
    {
        foreach (var reason in row.Reasons.Concat(row.Warnings)) yield return reason.In(language);
        foreach (var other in row.Duplicates)
        {
            yield return other.OtherRow is { } at
                ? say.MayBeSameRow(other.OtherName, at, $"{other.Percent}")
                : say.MayBeSame(other.OtherName, $"{other.Percent}");
        }
    }
}

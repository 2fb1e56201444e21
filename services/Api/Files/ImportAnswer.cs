using CommunityGrains.Registry.Imports;
using CommunityGrains.Registry.Texts;

namespace CommunityGrains.Api.Files;

/// <summary>What came of a file. <c>Position</c>: pass it as <c>after</c> to see what was imported; 0 when
/// nothing was recorded. <c>Rows</c>: all but those that are unchanged and gave no cause for a
/// word.</summary>
public sealed record ImportAnswer(
    ImportKind Kind, string Source, bool DryRun, int Total, int New, int Changed, int Unchanged, int Refused,
    int PossibleDuplicates, int Warnings, long Position, IReadOnlyList<ImportColumn> UnrecognisedColumns,
    IReadOnlyList<ImportRow> Rows)
{
    public static ImportAnswer Of(ImportReport report, Language language) => new(
        report.Kind, report.Source, report.DryRun, report.Total, report.New, report.Changed, report.Unchanged,
        report.Refused, report.PossibleDuplicates, report.Warnings, report.Position,
        [.. report.Unrecognised.Select(column => new ImportColumn(column.Header, column.Resembles))],
        [.. report.Rows.Select(row => ImportRow.Of(row, language))]);
}

/// <summary>A column that nobody reads, and the one it resembles.</summary>
public sealed record ImportColumn(string Header, string? Resembles);

/// <summary>What came of one row, numbered as the spreadsheet does.</summary>
public sealed record ImportRow(
    int Row, RowOutcome Outcome, Guid? Record, IReadOnlyList<ImportWord> Reasons,
    IReadOnlyList<ImportWord> Warnings,
    IReadOnlyList<ImportDuplicate> Duplicates)
{
    public static ImportRow Of(RowReport row, Language language) => new(
        row.Row, row.Outcome, row.Record, [.. row.Reasons.Select(word => ImportWord.Of(word, language))],
        [.. row.Warnings.Select(word => ImportWord.Of(word, language))],
        [.. row.Duplicates.Select(
            one => new ImportDuplicate(one.Other.Value, one.OtherName, one.OtherRow, one.Percent))]);
}

/// <summary>A reason or a warning; <c>Text</c> is in the language asked for.</summary>
public sealed record ImportWord(string Code, string? Column, string Text)
{
    public static ImportWord Of(ImportMessage message, Language language) =>
        new(message.Code, message.Column, message.In(language));
}

public sealed record ImportDuplicate(Guid Other, string Name, int? Row, int Percent);

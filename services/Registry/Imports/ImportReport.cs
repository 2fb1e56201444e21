using CommunityGrains.Domain;
using CommunityGrains.Registry.Exports;
using CommunityGrains.Registry.Imports.Columns;
using CommunityGrains.Registry.Texts;

namespace CommunityGrains.Registry.Imports;

/// <summary>What became of a row.</summary>
public enum RowOutcome
{
    New,
    Changed,
    Unchanged,
    Refused,
}

/// <summary>Why a row was refused, or what somebody should look at: a code with a text in both languages.
/// <c>Column</c> as the file calls it. <c>Details</c> never hold personal data.</summary>
public sealed record ImportMessage(string Code, string? Column = null, params string[] Details)
{
    public string In(Language language) => ImportTexts.Sentence(Code, Column, Details, language);
}

/// <summary>Another record that may be the same community. <c>OtherRow</c>: when it stands in the same
/// file.</summary>
public sealed record PossibleDuplicate(CommunityId Other, string OtherName, int? OtherRow, int Percent);

/// <summary>One row of the file. <c>Record</c>: the id of what it is about, where that is known.</summary>
public sealed record RowReport(
    int Row, RowOutcome Outcome, Guid? Record, IReadOnlyList<ImportMessage> Reasons,
    IReadOnlyList<ImportMessage> Warnings, IReadOnlyList<PossibleDuplicate> Duplicates)
{
    /// <summary>The row's cells as they were in the file; kept for refused rows only.</summary>
    public IReadOnlyList<string>? Cells { get; init; }
}

/// <summary>
/// The end of every run. <c>Rows</c>: by row number, all but those that are unchanged and gave no cause for
/// a word. <c>Position</c>: wait for a view to reach it to see what was imported; 0 when nothing was written.
/// </summary>
public sealed record ImportReport(
    ImportKind Kind, string Source, bool DryRun, IReadOnlyList<string> Header,
    IReadOnlyList<UnrecognisedColumn> Unrecognised, IReadOnlyList<RowReport> Rows, int Total, long Position)
{
    public int New => Count(RowOutcome.New);

    public int Changed => Count(RowOutcome.Changed);

    public int Refused => Count(RowOutcome.Refused);

    public int Unchanged => Total - New - Changed - Refused;

    /// <summary>Pairs of records, not rows.</summary>
    public int PossibleDuplicates => Rows.Sum(row => row.Duplicates.Count);

    public int Warnings => Rows.Sum(row => row.Warnings.Count) + Unrecognised.Count;

    /// <summary>
    /// The refused rows with their reasons, as CSV to mend and send again: the columns of the file and two
    /// more that imports do not read.
    /// </summary>
    public async Task WriteRefusedAsync(Stream stream, Language language, CancellationToken cancel = default)
    {
        var keep = Enumerable.Range(0, Header.Count)
            .Where(at => !ColumnMatcher.IsOfReport(Header[at])).ToList();
        TableColumn[] columns =
        [
            .. keep.Select(at => new TableColumn(Header[at])),
            new(ColumnSet.RowInFile.Header.In(language)), new(ColumnSet.RefusedBecause.Header.In(language)),
        ];
        await using var table = await CsvTableWriter.CreateAsync(stream, columns, cancel);
        foreach (var row in Rows.Where(row => row.Outcome == RowOutcome.Refused))
        {
            var cells = row.Cells ?? [];
            await table.WriteRowAsync(
            [
                .. keep.Select(at => at < cells.Count ? cells[at] : null), $"{row.Row}",
                string.Join("; ", row.Reasons.Select(reason => reason.In(language))),
            ], cancel);
        }
    }

    private int Count(RowOutcome outcome) => Rows.Count(row => row.Outcome == outcome);
}

using CommunityGrains.Domain;
using CommunityGrains.Registry.Files;
using CommunityGrains.Registry.Imports.Columns;

namespace CommunityGrains.Registry.Imports;

/// <summary>Gathers what is to be said of one row while it is read and imported.</summary>
internal sealed class RowResult(TableRow row, ColumnMap columns)
{
    private readonly List<ImportMessage> reasons = [];
    private readonly List<ImportMessage> warnings = [];
    private readonly List<PossibleDuplicate> duplicates = [];

    public TableRow Row => row;

    public RowOutcome Outcome { get; set; } = RowOutcome.Unchanged;

    public Guid? Record { get; set; }

    public bool IsRefused => reasons.Count > 0;

    public bool IsWorthAWord => Outcome != RowOutcome.Unchanged || warnings.Count > 0 || duplicates.Count > 0;

    public void Refuse(string code, string? key = null, params string[] details)
    {
        Outcome = RowOutcome.Refused;
        reasons.Add(new ImportMessage(code, key is null ? null : columns.HeaderOf(key), details));
    }

    public void Refuse(Refusal refusal) => Refuse(refusal.Code, null, [.. refusal.Details]);

    public void Refuse(TableProblem problem)
    {
        Outcome = RowOutcome.Refused;
        reasons.Add(new ImportMessage(problem.Code, problem.Column, problem.Details));
    }

    public void Warn(string code, string? key = null, params string[] details) =>
        warnings.Add(new ImportMessage(code, key is null ? null : columns.HeaderOf(key), details));

    public void Resembles(PossibleDuplicate duplicate) => duplicates.Add(duplicate);

    public RowReport Report() => new(row.Number, Outcome, Record, reasons, warnings, duplicates)
    {
        Cells = Outcome == RowOutcome.Refused ? row.Cells : null,
    };

    /// <summary>A cell through its recogniser; null when it is empty or wrong, which is then noted.</summary>
    public string? Read(string key, Func<string, Cells.Cell> read)
    {
        var cell = read(columns.Cell(row, key));
        if (cell.Error is not null) Refuse(cell.Error, key);
        if (cell.Warning is not null) Warn(cell.Warning, key);
        return cell.Text;
    }

    /// <summary>As <see cref="Read"/>, and refused when it is empty.</summary>
    public string? Require(string key, Func<string, Cells.Cell> read)
    {
        var known = reasons.Count;
        var text = Read(key, read);
        if (text is null && reasons.Count == known) Refuse("cell.required", key);
        return text;
    }

    /// <summary>The municipality that the cell names; null when none is, which is then noted.</summary>
    public MunicipalityId? Municipality(string key, Places.MunicipalityDirectory directory)
    {
        var text = Require(key, Cells.SimpleCells.ReadText);
        switch (text is null ? null : directory.Find(text))
        {
            case Places.PlaceMatch.Found found:
                return found.Id;
            case Places.PlaceMatch.Unknown { Candidates: [] }:
                Refuse("municipality.unknown-name", key);
                return null;
            case Places.PlaceMatch.Unknown unknown:
                Refuse("municipality.misspelt-name", key, string.Join(", ", unknown.Candidates));
                return null;
            case Places.PlaceMatch.Ambiguous ambiguous:
                Refuse("municipality.ambiguous", key, string.Join(", ", ambiguous.Candidates));
                return null;
            default:
                return null;
        }
    }

    /// <summary>The record's own id, as an export wrote it.</summary>
    public Guid? Id(string key)
    {
        var text = columns.Cell(row, key);
        if (text.Length == 0) return null;
        if (Guid.TryParse(text, out var id) && id != Guid.Empty) return id;
        Refuse("cell.not-an-id", key);
        return null;
    }
}

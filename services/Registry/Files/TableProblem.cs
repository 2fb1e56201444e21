namespace CommunityGrains.Registry.Files;

/// <summary>Why a file or a row of it cannot be read: a code with a text in both languages, where it is, and
/// what helps to find it. <c>Row</c> as the spreadsheet numbers it, <c>Column</c> as the header calls
/// it.</summary>
public sealed record TableProblem(string Code, int? Row = null, string? Column = null,
    params string[] Details)
{
    public bool Equals(TableProblem? other) => other is not null && Code == other.Code && Row == other.Row
        && Column == other.Column && Details.SequenceEqual(other.Details);

    public override int GetHashCode() => HashCode.Combine(Code, Row, Column, Details.Length);
}

/// <summary>A file that cannot be read as a table at all. Nothing of it was used.</summary>
public sealed class TableException(TableProblem problem, Exception? inner = null)
    : Exception($"{problem.Code} row={problem.Row} column={problem.Column} "
        + string.Join(", ", problem.Details), inner)
{
    public TableException(string code, params string[] details)
        : this(new TableProblem(code, Details: details)) { }

    public TableProblem Problem { get; } = problem;
}

namespace CommunityGrains.Registry.Exports;

/// <summary>How a column's values stand in a spreadsheet. In other formats all of them are text.</summary>
public enum CellKind
{
    /// <summary>Names, codes, phones: never taken for a number, so no leading zero or plus is lost.</summary>
    Text,
    Number,

    /// <summary>Canonical dates (yyyy-MM-dd).</summary>
    Date,
}

/// <summary>A column of a table to write. <c>Width</c>: in letters, for formats that know of
/// widths.</summary>
public sealed record TableColumn(string Header, CellKind Kind = CellKind.Text, int Width = 20);

/// <summary>Writes a table row by row. Memory does not grow with the table. Disposing finishes the file and
/// leaves the stream open.</summary>
public interface ITableWriter : IAsyncDisposable
{
    /// <param name="cells">Canonical text of as many cells as there are columns; null for an empty
    /// one.</param>
    ValueTask WriteRowAsync(IReadOnlyList<string?> cells, CancellationToken cancel = default);
}

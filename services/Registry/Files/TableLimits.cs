namespace CommunityGrains.Registry.Files;

/// <summary>What a table may be at most. A file beyond a limit is refused whole, before anything is done with
/// it: a limit that is met by accident says that the wrong file was chosen, and by intent, that it is an
/// attack.</summary>
public sealed record TableLimits
{
    public static readonly TableLimits Default = new();

    public long FileBytesMax { get; init; } = 256L << 20;

    /// <summary>All parts of a workbook together, unpacked, in bytes.</summary>
    public long UnpackedBytesMax { get; init; } = 1L << 30;

    /// <summary>One part of a workbook that is no sheet, unpacked, in bytes. Sheets are read row by row;
    /// shared texts and styles are held whole in memory, and take several times their size there.</summary>
    public long SharedPartBytesMax { get; init; } = 64L << 20;

    /// <summary>Cells of a sheet whose formula failed: each is remembered while the sheet is read.</summary>
    public int FailedCellCountMax { get; init; } = 10_000;

    /// <summary>Parts of a workbook's package.</summary>
    public int PartCountMax { get; init; } = 10_000;

    public int RowCountMax { get; init; } = 500_000;

    public int ColumnCountMax { get; init; } = 256;

    /// <summary>Letters of one cell; what a spreadsheet itself can hold.</summary>
    public int CellLengthMax { get; init; } = 32_767;
}

/// <summary>How a table is to be read. <c>Sheet</c>: a workbook's sheet by name; the first one when null.
/// <c>Encoding</c>, <c>Delimiter</c>: of a text file; found from its bytes when null.</summary>
public sealed record TableOptions(
    TableLimits? Limits = null, string? Sheet = null, System.Text.Encoding? Encoding = null,
    char? Delimiter = null);

/// <summary>How a table was read, whether it was said or found. <c>Encoding</c>, <c>Delimiter</c>: of a text
/// file. <c>Sheets</c>: of a workbook, all of them; <c>Sheet</c> is the one that is read.</summary>
public sealed record TableReading(
    System.Text.Encoding? Encoding, char? Delimiter, IReadOnlyList<string> Sheets, string? Sheet);

/// <summary>What kind of file a table was read from.</summary>
public enum TableFormat
{
    Csv,
    Xlsx,
    Xls,
}

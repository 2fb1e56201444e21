namespace CommunityGrains.Registry.Files;

/// <summary>
/// A table as an office sends it: CSV or workbook. The content decides what it is, not the name; but a file
/// that calls itself a workbook and is none is refused, since that is how broken downloads look. Rows are
/// read one by one; memory does not grow with the file. May be enumerated more than once.
/// </summary>
public sealed class TableFile : IDisposable
{
    private readonly Stream file;
    private readonly bool owned;
    private readonly Func<IEnumerable<TableRow>> read;

    private TableFile(
        Stream file, bool owned, TableFormat format,
        (TableReading Reading, Func<IEnumerable<TableRow>> Rows) opened, TableLimits limits)
    {
        this.file = file;
        this.owned = owned;
        (Reading, read) = opened;
        Format = format;
        var first = read().FirstOrDefault(row => !IsBlank(row)) ?? throw new TableException("table.empty");
        HeaderRow = first.Number;
        Header = CheckHeader(first, limits);
        Limits = limits;
    }

    public TableFormat Format { get; }

    /// <summary>How it is read.</summary>
    public TableReading Reading { get; }

    /// <summary>The row in which the header stands: the first that is not blank.</summary>
    public int HeaderRow { get; }

    /// <summary>The names of the columns as the file spells them, trimmed. A column without a name is called
    /// by its letters in brackets: "[D]".</summary>
    public IReadOnlyList<string> Header { get; }

    private TableLimits Limits { get; }

    /// <param name="source">Closed by whoever opened it; one that cannot seek is copied to a temporary
    /// file.</param>
    /// <param name="fileName">For its extension only.</param>
    /// <exception cref="TableException">The file is no table, or exceeds a limit.</exception>
    public static TableFile Open(Stream source, string fileName, TableOptions? options = null)
    {
        options ??= new TableOptions();
        var limits = options.Limits ?? TableLimits.Default;
        var spooled = SpooledFile.Open(source, limits.FileBytesMax);
        var isOurs = !ReferenceEquals(spooled, source);
        try
        {
            var format = FindFormat(spooled, fileName);
            var opened = format == TableFormat.Csv
                ? CsvTable.Open(spooled, options, limits)
                : WorkbookTable.Open(spooled, format, options.Sheet, limits);
            return new TableFile(spooled, isOurs, format, opened, limits);
        }
        catch
        {
            if (isOurs) spooled.Dispose();
            throw;
        }
    }

    /// <summary>The rows below the header, blank ones left out but counted.</summary>
    /// <exception cref="TableException">The file breaks off or exceeds a limit further down.</exception>
    public IEnumerable<TableRow> Rows()
    {
        var count = 0;
        foreach (var row in read())
        {
            if (row.Number <= HeaderRow || IsBlank(row)) continue;
            if (++count > Limits.RowCountMax)
                throw new TableException(
                    new TableProblem("table.too-many-rows", row.Number, null, $"{Limits.RowCountMax}"));
            yield return Fit(row);
        }
    }

    public void Dispose()
    {
        if (owned) file.Dispose();
    }

    private static TableFormat FindFormat(Stream file, string fileName)
    {
        var start = new byte[8];
        file.Position = 0;
        var length = file.ReadAtLeast(start, 8, throwOnEndOfStream: false);
        if (length == 0) throw new TableException("table.empty");
        if (start is [(byte)'P', (byte)'K', 3, 4, ..]) return TableFormat.Xlsx;
        if (start is [0xD0, 0xCF, 0x11, 0xE0, ..]) return TableFormat.Xls;
        var extension = Path.GetExtension(fileName).ToLowerInvariant();
        return extension is ".xlsx" or ".xls" or ".xlsm"
            ? throw new TableException("table.not-a-workbook", extension)
            : TableFormat.Csv;
    }

    private static List<string> CheckHeader(TableRow row, TableLimits limits)
    {
        if (row.Problem is { } problem) throw new TableException(problem);
        var names = row.Cells.Select(cell => cell.Trim()).ToList();
        while (names.Count > 0 && names[^1].Length == 0) names.RemoveAt(names.Count - 1);
        if (names.Count > limits.ColumnCountMax)
            throw new TableException(
                new TableProblem("table.too-many-columns", row.Number, null, $"{limits.ColumnCountMax}"));
        if (names.All(name => name.All(letter => char.IsDigit(letter) || char.IsPunctuation(letter))))
            throw new TableException(new TableProblem("table.no-header", row.Number));
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var at = 0; at < names.Count; at++)
        {
            if (names[at].Length == 0) names[at] = $"[{Letters(at)}]";
            if (!seen.Add(names[at]))
                throw new TableException(new TableProblem("table.duplicate-header", row.Number, names[at]));
        }

        return names;
    }

    // A row has as many cells as the header; what stands beyond it would be lost, so the row is refused.
    private TableRow Fit(TableRow row)
    {
        var cells = row.Cells;
        if (cells.Count == Header.Count) return row;
        for (var at = Header.Count; at < cells.Count; at++)
        {
            if (string.IsNullOrWhiteSpace(cells[at])) continue;
            return new TableRow(row.Number, cells,
                new TableProblem("table.too-many-cells", row.Number, $"[{Letters(at)}]", $"{Header.Count}"));
        }

        var fitted = new string[Header.Count];
        for (var at = 0; at < fitted.Length; at++) fitted[at] = at < cells.Count ? cells[at] : "";
        return row with { Cells = fitted };
    }

    private static bool IsBlank(TableRow row) => row.Problem is null
        && row.Cells.All(string.IsNullOrWhiteSpace);

    /// <summary>A column as spreadsheets call it: 0 is A, 25 is Z, 26 is AA.</summary>
    internal static string Letters(int column) => column < 26
        ? ((char)('A' + column)).ToString()
        : Letters((column / 26) - 1) + (char)('A' + (column % 26));
}

using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace CommunityGrains.Registry.Files;

/// <summary>Reads one sheet of a workbook. Cells become the text that an office would write: dates as
/// dd.MM.yyyy, whole numbers without a fraction, codes with the zeros before them that their format
/// shows.</summary>
internal static class WorkbookTable
{
    // Beyond this a double holds no exact whole number any more.
    private const double WholeMax = 9_007_199_254_740_992;

    private static readonly Dictionary<(int Row, int Column), string> NoErrors = [];

    private static readonly ExcelReaderConfiguration Configuration = Configure();

    public static (TableReading Reading, Func<IEnumerable<TableRow>> Rows) Open(
        Stream file, TableFormat format, string? sheet, TableLimits limits)
    {
        if (format == TableFormat.Xlsx) CheckPackage(file, limits);
        using var reader = OpenReader(file);
        var names = new List<string>();
        do names.Add(reader.Name);
        while (reader.NextResult());
        var index = sheet is null ? 0
            : names.FindIndex(name => name.Equals(sheet.Trim(), StringComparison.OrdinalIgnoreCase));
        return index >= 0
            ? (new TableReading(null, null, names, names[index]), () => Read(file, format, index, limits))
            : throw new TableException(new TableProblem("table.no-such-sheet", null, sheet, [.. names]));
    }

    private static ExcelReaderConfiguration Configure()
    {
        // The library asks the runtime for code pages by number as soon as it is configured.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return new() { FallbackEncoding = Encoding.GetEncoding(1251), LeaveOpen = true };
    }

    // Unpacks everything once, into nothing: what the package says of its own sizes may be a lie.
    private static void CheckPackage(Stream file, TableLimits limits)
    {
        file.Position = 0;
        try
        {
            using var package = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            if (package.Entries.Count > limits.PartCountMax) throw new TableException(
                "table.unpacks-too-large");
            if (package.GetEntry("[Content_Types].xml") is null
                || !package.Entries.Any(entry =>
                    entry.FullName.StartsWith("xl/", StringComparison.OrdinalIgnoreCase)))
                throw new TableException("table.not-a-workbook", ".xlsx");
            var left = limits.UnpackedBytesMax;
            var buffer = new byte[1 << 16];
            // Small parts first: which of the others are sheets is read from one of them.
            var sheets = new Lazy<HashSet<string>>(() => WorkbookErrors.Sheets(package));
            foreach (var entry in package.Entries.OrderBy(entry => IsRelations(entry) ? 0 : 1))
            {
                var partLeft = !IsRelations(entry) && sheets.Value.Contains(entry.FullName)
                    ? long.MaxValue
                    : limits.SharedPartBytesMax;
                using var part = entry.Open();
                for (var read = part.Read(buffer); read > 0; read = part.Read(buffer))
                {
                    if ((left -= read) < 0 || (partLeft -= read) < 0)
                        throw new TableException("table.unpacks-too-large");
                }
            }
        }
        catch (Exception exception) when (IsBroken(exception))
        {
            throw new TableException(new TableProblem("table.broken-workbook"), exception);
        }
    }

    private static bool IsRelations(ZipArchiveEntry entry) =>
        entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase);

    private static IExcelDataReader OpenReader(Stream file)
    {
        file.Position = 0;
        try
        {
            return ExcelReaderFactory.CreateReader(file, Configuration);
        }
        catch (InvalidPasswordException exception)
        {
            throw new TableException(new TableProblem("table.encrypted"), exception);
        }
        catch (Exception exception) when (IsBroken(exception))
        {
            throw new TableException(new TableProblem("table.broken-workbook"), exception);
        }
    }

    private static bool IsBroken(Exception exception) =>
        exception is ExcelReaderException or XmlException or InvalidDataException;

    private static IEnumerable<TableRow> Read(Stream file, TableFormat format, int sheet, TableLimits limits)
    {
        var errors = format == TableFormat.Xlsx ? Errors(file, sheet, limits) : NoErrors;
        using var reader = OpenReader(file);
        for (var skipped = 0; skipped < sheet; skipped++) reader.NextResult();
        var number = 0;
        while (MoveNext(reader, number + 1)) yield return ReadRow(reader, ++number, errors, limits);
    }

    private static IReadOnlyDictionary<(int Row, int Column), string> Errors(
        Stream file, int sheet, TableLimits limits)
    {
        try
        {
            return WorkbookErrors.Find(file, sheet, limits.FailedCellCountMax);
        }
        catch (Exception exception) when (IsBroken(exception))
        {
            throw new TableException(new TableProblem("table.broken-workbook"), exception);
        }
    }

    private static bool MoveNext(IExcelDataReader reader, int number)
    {
        try
        {
            return reader.Read();
        }
        catch (Exception exception) when (IsBroken(exception))
        {
            throw new TableException(new TableProblem("table.broken-workbook", number), exception);
        }
    }

    private static TableRow ReadRow(
        IExcelDataReader reader, int number, IReadOnlyDictionary<(int Row, int Column), string> errors,
            TableLimits limits)
    {
        var count = reader.FieldCount;
        while (count > 0 && reader.GetValue(count - 1) is null or ""
            && !errors.ContainsKey((number, count - 1))) count--;
        var cells = new string[count];
        TableProblem? problem = null;
        for (var at = 0; at < count; at++)
        {
            cells[at] = Text(reader.GetValue(at), reader.GetNumberFormatString(at));
            if (errors.TryGetValue((number, at), out var error))
                problem ??= new TableProblem("table.cell-is-error", number, $"[{TableFile.Letters(at)}]",
                    error);
            if (cells[at].Length > limits.CellLengthMax)
                throw new TableException(
                    new TableProblem("table.cell-too-long", number, $"[{TableFile.Letters(at)}]"));
        }

        return new TableRow(number, cells, problem);
    }

    private static string Text(object? value, string? format) => value switch
    {
        null => "",
        string text => CellGuard.Unguard(text),
        bool yes => yes ? "да" : "нет",
        DateTime { TimeOfDay.Ticks: 0 } date => date.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("dd.MM.yyyy HH:mm", CultureInfo.InvariantCulture),
        TimeSpan time => time.ToString(@"hh\:mm", CultureInfo.InvariantCulture),
        double number when Math.Abs(number) < WholeMax && Math.Floor(number) == number =>
            Whole(number, format),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    // A format of zeros only ("0000000000") is how offices keep the zero at the beginning of a code.
    private static string Whole(double number, string? format)
    {
        var text = number.ToString("0", CultureInfo.InvariantCulture);
        return format is { Length: > 1 } && number >= 0 && format.All(letter => letter == '0')
            ? text.PadLeft(format.Length, '0')
            : text;
    }
}

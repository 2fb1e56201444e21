using System.Globalization;
using CommunityGrains.Registry.Files;
using CsvHelper;

namespace CommunityGrains.Registry.Exports;

/// <summary>CSV as Russian offices' spreadsheets open it with a double click: UTF-8 with a byte order mark,
/// <c>;</c>, CRLF, dates as dd.MM.yyyy, and no cell that would run as a formula
/// (<see cref="CellGuard"/>).</summary>
public sealed class CsvTableWriter : ITableWriter
{
    private readonly CsvWriter writer;
    private readonly IReadOnlyList<TableColumn> columns;

    private CsvTableWriter(Stream stream, IReadOnlyList<TableColumn> columns)
    {
        this.columns = columns;
        writer = CsvWriter.Create(stream, new CsvWriterOptions
        {
            Separator = ';',
            NewLine = "\r\n",
            WriteByteOrderMark = true,
        }, leaveOpen: true);
    }

    public static async ValueTask<CsvTableWriter> CreateAsync(
        Stream stream, IReadOnlyList<TableColumn> columns, CancellationToken cancel = default)
    {
        var table = new CsvTableWriter(stream, columns);
        foreach (var column in columns) table.writer.WriteField(CellGuard.Guard(column.Header));
        await table.writer.EndRecordAsync(cancel);
        return table;
    }

    public ValueTask WriteRowAsync(IReadOnlyList<string?> cells, CancellationToken cancel = default)
    {
        for (var at = 0; at < columns.Count; at++)
        {
            var text = cells[at] ?? "";
            writer.WriteField(columns[at].Kind == CellKind.Date ? OfficeDate(text) : CellGuard.Guard(text));
        }

        return new ValueTask(writer.EndRecordAsync(cancel).AsTask());
    }

    public async ValueTask DisposeAsync()
    {
        await writer.FlushAsync();
        await writer.DisposeAsync();
    }

    private static string OfficeDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var date)
            ? date.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture)
            : CellGuard.Guard(text);
}

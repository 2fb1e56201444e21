using System.Globalization;
using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CommunityGrains.Registry.Exports;

/// <summary>
/// A workbook of one sheet: header row frozen and bold, filter, widths; codes and phones as text cells, dates
/// and numbers as themselves. It grows in a temporary file and is copied out at the end, since a package is
/// written synchronously and a network is not; memory holds one row.
/// </summary>
public sealed class WorkbookWriter : ITableWriter
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const int CellLengthMax = 32_767;
    private const int RowCountMax = 1_048_576;

    private static readonly DateOnly Epoch = new(1899, 12, 30);

    private readonly Stream destination;
    private readonly IReadOnlyList<TableColumn> columns;
    private readonly string sheetName;
    private readonly FileStream file;
    private readonly ZipArchive package;
    private readonly XmlWriter sheet;
    private int rowCount;

    private WorkbookWriter(Stream destination, string sheetName, IReadOnlyList<TableColumn> columns)
    {
        this.destination = destination;
        this.columns = columns;
        this.sheetName = sheetName;
        file = Files.TemporaryFile.Create();
        package = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        sheet = XmlWriter.Create(
            package.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open(),
            new XmlWriterSettings { CloseOutput = true });
        StartSheet();
    }

    /// <summary>Begins the workbook in <paramref name="destination"/>, which gets it when the writer is
    /// disposed.</summary>
    public static WorkbookWriter Create(Stream destination, string sheetName,
        IReadOnlyList<TableColumn> columns) =>
        new(destination, sheetName, columns);

    /// <exception cref="InvalidOperationException">More rows than a sheet can hold.</exception>
    public ValueTask WriteRowAsync(IReadOnlyList<string?> cells, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        if (rowCount == RowCountMax) throw new InvalidOperationException($"A sheet holds {RowCountMax} rows");
        StartRow();
        for (var at = 0; at < columns.Count; at++)
            if (cells[at] is { Length: > 0 } text) WriteCell(at, text, columns[at].Kind);
        sheet.WriteEndElement();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            EndSheet();
            WriteOtherParts();
            await package.DisposeAsync();
            file.Position = 0;
            await file.CopyToAsync(destination);
        }
        finally
        {
            await file.DisposeAsync();
        }
    }

    private void StartSheet()
    {
        sheet.WriteStartDocument(standalone: true);
        sheet.WriteStartElement("worksheet", Main);
        sheet.WriteRaw("<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" "
            + "activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>");
        for (var at = 1; at <= columns.Count; at++)
            sheet.WriteRaw(
                $"<col min=\"{at}\" max=\"{at}\" width=\"{columns[at - 1].Width}\" customWidth=\"1\"/>");
        sheet.WriteRaw("</cols>");
        sheet.WriteStartElement("sheetData", Main);
        StartRow();
        for (var at = 0; at < columns.Count; at++) WriteText(at, columns[at].Header, Style.Header);
        sheet.WriteEndElement();
    }

    private void EndSheet()
    {
        sheet.WriteEndElement();
        if (columns.Count > 0)
            sheet.WriteRaw(
                $"<autoFilter ref=\"A1:{Files.TableFile.Letters(columns.Count - 1)}{rowCount}\"/>");
        sheet.WriteEndElement();
        sheet.Dispose();
    }

    private void StartRow()
    {
        sheet.WriteStartElement("row", Main);
        sheet.WriteAttributeString("r", (++rowCount).ToString(CultureInfo.InvariantCulture));
    }

    private void WriteCell(int column, string text, CellKind kind)
    {
        if (kind == CellKind.Date && DateOnly.TryParseExact(
            text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                && date > Epoch)
            WriteNumber(column, (date.DayNumber - Epoch.DayNumber).ToString(CultureInfo.InvariantCulture),
                Style.Date);
        else if (kind == CellKind.Number
            && decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number))
            WriteNumber(column, number.ToString(CultureInfo.InvariantCulture), Style.Plain);
        else
            WriteText(column, text, Style.Plain);
    }

    private void WriteNumber(int column, string number, Style style)
    {
        StartCell(column, style);
        sheet.WriteElementString("v", Main, number);
        sheet.WriteEndElement();
    }

    private void WriteText(int column, string text, Style style)
    {
        StartCell(column, style);
        sheet.WriteAttributeString("t", "inlineStr");
        sheet.WriteStartElement("is", Main);
        sheet.WriteStartElement("t", Main);
        sheet.WriteAttributeString("xml", "space", null, "preserve");
        sheet.WriteString(Clean(text));
        sheet.WriteEndElement();
        sheet.WriteEndElement();
        sheet.WriteEndElement();
    }

    private void StartCell(int column, Style style)
    {
        sheet.WriteStartElement("c", Main);
        sheet.WriteAttributeString("r", Files.TableFile.Letters(column)
            + rowCount.ToString(CultureInfo.InvariantCulture));
        if (style != Style.Plain) sheet.WriteAttributeString("s", ((int)style)
            .ToString(CultureInfo.InvariantCulture));
    }

    // XML cannot hold control characters, nor a sheet longer texts.
    private static string Clean(string text)
    {
        if (text.Length > CellLengthMax) text = text[..CellLengthMax];
        return text.All(XmlConvert.IsXmlChar) ? text : string.Concat(text.Where(XmlConvert.IsXmlChar));
    }

    private void WriteOtherParts()
    {
        WritePart("[Content_Types].xml", """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
            <Default Extension="xml" ContentType="application/xml"/>
            <Override PartName="/xl/workbook.xml"
              ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
            <Override PartName="/xl/worksheets/sheet1.xml"
              ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
            <Override PartName="/xl/styles.xml"
              ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>
            </Types>
            """);
        WritePart("_rels/.rels", $"""
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/>
            </Relationships>
            """);
        WritePart("xl/_rels/workbook.xml.rels", $"""
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="rId1" Type="{Relations}/worksheet" Target="worksheets/sheet1.xml"/>
            <Relationship Id="rId2" Type="{Relations}/styles" Target="styles.xml"/>
            </Relationships>
            """);
        WritePart("xl/workbook.xml",
            new Workbook(new Sheets(new Sheet { Name = sheetName, SheetId = 1, Id = "rId1" })).OuterXml);
        WritePart("xl/styles.xml", Styles().OuterXml);
    }

    private void WritePart(string name, string content)
    {
        using var part = new StreamWriter(package.CreateEntry(name).Open());
        part.Write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>");
        part.Write(content);
    }

    // The places of the styles in CellFormats below.
    private enum Style
    {
        Plain,
        Header,
        Date,
    }

    private static Stylesheet Styles() => new(
        new NumberingFormats(
            new NumberingFormat { NumberFormatId = 164, FormatCode = "dd.mm.yyyy" }) { Count = 1 },
        new Fonts(new Font(), new Font(new Bold())) { Count = 2 },
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 })) { Count = 2 },
        new Borders(new Border()) { Count = 1 },
        new CellStyleFormats(new CellFormat()) { Count = 1 },
        new CellFormats(
            new CellFormat(),
            new CellFormat { FontId = 1, ApplyFont = true },
            new CellFormat { NumberFormatId = 164, ApplyNumberFormat = true }) { Count = 3 });
}

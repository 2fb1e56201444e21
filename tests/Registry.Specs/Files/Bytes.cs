using System.IO.Compression;
using System.Text;
using CommunityGrains.Registry.Exports;
using CommunityGrains.Registry.Files;

namespace CommunityGrains.Registry.Specs.Files;

/// <summary>Files made in memory.</summary>
internal static class Bytes
{
    public static readonly Encoding Windows1251 = CodePagesEncodingProvider.Instance.GetEncoding(1251)!;

    public static MemoryStream Of(string text, Encoding? encoding = null, bool mark = false)
    {
        encoding ??= new UTF8Encoding(mark);
        return new MemoryStream([.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)]);
    }

    public static async Task<MemoryStream> Workbook(IReadOnlyList<TableColumn> columns,
        params string?[][] rows)
    {
        var stream = new MemoryStream();
        await using (var writer = WorkbookWriter.Create(stream, "Лист1", columns))
            foreach (var row in rows) await writer.WriteRowAsync(row);
        stream.Position = 0;
        return stream;
    }

    public static MemoryStream Zip(params (string Name, string Content)[] parts)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(content);
            }
        }

        stream.Position = 0;
        return stream;
    }

    /// <summary>A workbook whose one sheet has these rows, as another program would write them.</summary>
    public static MemoryStream ForeignWorkbook(string sheetData, string numberFormats = "",
        string cellFormats = "<xf/>") => Zip(
        ("[Content_Types].xml", """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
            <Default Extension="xml" ContentType="application/xml"/>
            <Override PartName="/xl/workbook.xml"
              ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
            </Types>
            """),
        ("_rels/.rels", """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="rId1"
              Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
                Target="xl/workbook.xml"/>
            </Relationships>
            """),
        ("xl/_rels/workbook.xml.rels", """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="rId1"
              Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
                Target="worksheets/sheet1.xml"/>
            <Relationship Id="rId2"
              Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"
                Target="styles.xml"/>
            </Relationships>
            """),
        ("xl/workbook.xml", """
            <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
              xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
            <sheets>
            <sheet name="Реестр" sheetId="1" r:id="rId1"/>
            </sheets>
            </workbook>
            """),
        ("xl/styles.xml", $"""
            <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
            <numFmts count="2">
            {numberFormats}
            </numFmts>
            <cellStyleXfs count="1">
            <xf/>
            </cellStyleXfs>
            <cellXfs>
            {cellFormats}
            </cellXfs>
            </styleSheet>
            """),
        ("xl/worksheets/sheet1.xml", $"""
            <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
            <sheetData>
            {sheetData}
            </sheetData>
            </worksheet>
            """));

    public static string Path(string name) => System.IO.Path.Combine(Root(), "tests", "Data", name);

    public static List<TableRow> Rows(Stream stream, string name = "register.csv",
        TableOptions? options = null)
    {
        using var table = TableFile.Open(stream, name, options);
        return [.. table.Rows()];
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder, "CommunityGrains.sln"))) folder =
            System.IO.Path.GetDirectoryName(folder)!;
        return folder;
    }
}

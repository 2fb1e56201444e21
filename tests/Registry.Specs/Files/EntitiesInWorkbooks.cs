using System.IO.Compression;
using CommunityGrains.Registry.Files;

namespace CommunityGrains.Registry.Specs.Files;

/// <summary>XML that would make its reader open files of this machine, or grow without end.</summary>
public sealed class EntitiesInWorkbooks
{
    private const string Rows = """
        <row r="1"><c r="A1" t="inlineStr"><is><t>Имя</t></is></c></row>
        <row r="2"><c r="A2" t="inlineStr"><is><t>&what;</t></is></c></row>
        """;

    private const string Growing = """
        <!DOCTYPE x [<!ENTITY a "1234567890"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">
        <!ENTITY what "&b;&b;&b;">]>
        """;

    private const string Reaching = """<!DOCTYPE x [<!ENTITY what SYSTEM "file:///etc/hostname">]>""";

    [Theory]
    [InlineData("xl/worksheets/sheet1.xml", Growing)]
    [InlineData("xl/worksheets/sheet1.xml", Reaching)]
    [InlineData("xl/workbook.xml", Growing)]
    [InlineData("xl/workbook.xml", Reaching)]
    [InlineData("xl/styles.xml", Reaching)]
    [InlineData("xl/_rels/workbook.xml.rels", Reaching)]
    public void A_workbook_that_declares_entities_is_refused(string part, string declared)
    {
        var sheet = part == "xl/worksheets/sheet1.xml"
            ? Rows
            : Rows.Replace("&what;", "ТОС", StringComparison.Ordinal);
        var file = With(Bytes.ForeignWorkbook(sheet), part, declared);
        Should.Throw<TableException>(() => Bytes.Rows(file, "r.xlsx"))
            .Problem.Code.ShouldBe("table.broken-workbook");
    }

    [Fact]
    public void Without_them_it_is_read() => Bytes.Rows(
        Bytes.ForeignWorkbook(Rows.Replace("&what;", "ТОС", StringComparison.Ordinal)), "r.xlsx")
        .Single().Cells[0].ShouldBe("ТОС");

    // The same package with something before the root of one part.
    private static MemoryStream With(MemoryStream workbook, string part, string declared)
    {
        using var package = new ZipArchive(workbook, ZipArchiveMode.Read);
        return Bytes.Zip([.. package.Entries.Select(entry =>
        {
            using var reader = new StreamReader(entry.Open());
            var content = reader.ReadToEnd();
            return (entry.FullName, entry.FullName == part ? declared + content : content);
        })]);
    }
}

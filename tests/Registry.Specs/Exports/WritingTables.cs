using System.Text;
using System.Text.Json;
using CommunityGrains.Domain;
using CommunityGrains.Registry.Exports;
using CommunityGrains.Registry.Files;
using CommunityGrains.Registry.Specs.Files;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using FsCheck;
using FsCheck.Fluent;

namespace CommunityGrains.Registry.Specs.Exports;

public sealed class WritingTables
{
    private static readonly TableColumn[] Columns =
        [new("Имя"), new("Телефон"), new("Дата", CellKind.Date), new("Членов", CellKind.Number)];

    private static readonly string?[] Row = ["ТОС; «Дом» \"1\"", "+79453533515", "2010-12-12", "54"];

    [Fact]
    public async Task Csv_opens_in_an_offices_spreadsheet_as_it_is()
    {
        var bytes = await Csv(Columns, Row, [null, null, null, null]);
        bytes[..3].ShouldBe(Encoding.UTF8.GetPreamble());
        Encoding.UTF8.GetString(bytes[3..]).ShouldBe(
            "Имя;Телефон;Дата;Членов\r\n\"ТОС; «Дом» \"\"1\"\"\";'+79453533515;12.12.2010;54\r\n;;;\r\n");
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+7", "'+7")]
    [InlineData("-5", "'-5")]
    [InlineData("@here", "'@here")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "'\rx")]
    [InlineData("'=x", "''=x")]
    [InlineData("'quoted'", "'quoted'")]
    [InlineData("a=b", "a=b")]
    public void A_cell_that_would_run_as_a_formula_is_made_harmless(string text, string written)
    {
        CellGuard.Guard(text).ShouldBe(written);
        CellGuard.Unguard(written).ShouldBe(text);
    }

    [Fact]
    public void Whatever_is_written_as_csv_is_read_back_the_same()
    {
        var letters =
            Gen.Elements('a', 'Ё', '=', '+', '-', '@', '\t', '\r', '\n', '\'', '"', ';', ',', ' ', '1');
        var cell = Gen.Select(Gen.ListOf(letters), list => string.Concat(list));
        var rows = Gen.Select(cell.Two(), pair => (string?[])["x" + pair.Item1, pair.Item2]);
        Prop.ForAll(Arb.From(Gen.NonEmptyListOf(rows)), written =>
        {
            var file = Csv([new("Имя"), new("Прочее")], [.. written]).GetAwaiter().GetResult();
            return Bytes.Rows(new MemoryStream(file)).Select(row => row.Cells.ToArray())
                .SequenceEqual(written.Select(row => row.Select(c => c!).ToArray()), new ByItems());
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task A_workbook_is_valid_and_reads_back()
    {
        var file =
            await Bytes.Workbook(Columns, Row, ["=SUM(A1)", null, null, "7.5"],
                [" да\u0001 ", "0012", "не дата", "много"]);
        using (var document = SpreadsheetDocument.Open(file, isEditable: false))
            new OpenXmlValidator()
                .Validate(document, TestContext.Current.CancellationToken)
                .Select(error => error.Description).ShouldBeEmpty();
        Bytes.Rows(file, "r.xlsx").Select(row => string.Join('|', row.Cells)).ShouldBe(
        [
            "ТОС; «Дом» \"1\"|+79453533515|12.12.2010|54",
            "=SUM(A1)|||7.5",
            " да |0012|не дата|много",
        ]);
    }

    [Fact]
    public async Task GeoJson_has_longitude_first_and_leaves_out_what_is_not_known()
    {
        var stream = new MemoryStream();
        var cancel = TestContext.Current.CancellationToken;
        var id = Guid.Parse("00000000-0000-0000-0000-000000000001");
        await using (var writer = new GeoJsonWriter(stream))
        {
            await writer.WriteAsync(id, new GeoPoint(54.5, 56), null,
                [new("name", new("ТОС")), new("members", new("54", CellKind.Number)),
                    new("site", new(null))], cancel);
            await writer.WriteAsync(id, null, null, [], cancel);
            await writer.WriteAsync(id, new GeoPoint(1, 2),
                new GeoArea([[[new(0, 0), new(0, 1), new(1, 1), new(0, 0)]]]), [], cancel);
        }

        var features = JsonDocument.Parse(stream.ToArray()).RootElement.GetProperty("features");
        features.EnumerateArray().Select(feature => feature.GetProperty("geometry").GetRawText()).ShouldBe(
        [
            """{"type":"Point","coordinates":[56,54.5]}""",
            "null",
            """{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}""",
        ]);
        features[0].GetProperty("id").GetGuid().ShouldBe(id);
        features[0].GetProperty("properties").GetRawText().ShouldBe("""{"name":"ТОС","members":54}""");
    }

    [Fact]
    public async Task Json_lines_are_one_object_each()
    {
        var stream = new MemoryStream();
        var cancel = TestContext.Current.CancellationToken;
        await using (var writer = new JsonLinesWriter(stream))
        {
            await writer.WriteAsync(
                [new("name", new("ТОС «А»\n<b>")), new("legalEntity", new("true", IsYesNo: true))],
                cancel: cancel);
            await writer.WriteAsync([new("name", new("Б"))], cancel: cancel);
        }

        var lines = Encoding.UTF8.GetString(stream.ToArray()).Split('\n');
        lines.Length.ShouldBe(3);
        lines[2].ShouldBeEmpty();
        JsonDocument.Parse(lines[0]).RootElement.GetProperty("name").GetString().ShouldBe("ТОС «А»\n<b>");
        lines[0].ShouldContain("ТОС");
        lines[1].ShouldBe("""{"name":"Б"}""");
    }

    private static async Task<byte[]> Csv(IReadOnlyList<TableColumn> columns, params string?[][] rows)
    {
        var stream = new MemoryStream();
        await using (var writer = await CsvTableWriter.CreateAsync(stream, columns))
            foreach (var row in rows) await writer.WriteRowAsync(row);
        return stream.ToArray();
    }

    private sealed class ByItems : IEqualityComparer<string[]>
    {
        public bool Equals(string[]? x, string[]? y) => x!.SequenceEqual(y!);

        public int GetHashCode(string[] obj) => 0;
    }
}

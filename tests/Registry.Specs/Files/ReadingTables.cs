using System.Text;
using CommunityGrains.Registry.Files;

namespace CommunityGrains.Registry.Specs.Files;

public sealed class ReadingTables
{
    private const string Sample = "Наименование;Адрес\r\nТОС «Ёлка»;ул. Ленина, 1\r\n";

    public static TheoryData<string, Encoding, bool> Encodings => new()
    {
        { "UTF-8 without mark", new UTF8Encoding(false), false },
        { "UTF-8 with mark", new UTF8Encoding(true), true },
        { "UTF-16 little-endian", Encoding.Unicode, true },
        { "UTF-16 big-endian", Encoding.BigEndianUnicode, true },
        { "Windows-1251", Bytes.Windows1251, false },
    };

    [Theory, MemberData(nameof(Encodings))]
    public void An_office_need_not_say_how_its_file_is_encoded(string name, Encoding encoding, bool mark)
    {
        using var table = TableFile.Open(Bytes.Of(Sample, encoding, mark), "r.csv");
        table.Header.ShouldBe(["Наименование", "Адрес"], name);
        table.Rows().Single().Cells.ShouldBe(["ТОС «Ёлка»", "ул. Ленина, 1"], name);
    }

    [Theory]
    [InlineData("a;b,c\n1,5;2\n", "1,5|2")]
    [InlineData("a,b\n1;5,2\n", "1;5|2")]
    [InlineData("a\tb\n1,5\t2\n", "1,5|2")]
    [InlineData("\"a,b,c,d\";e\n1;2\n", "1|2")]
    [InlineData("sep=,\na,b\n1,2\n", "1|2")]
    [InlineData("\n\na;b\n1;2\n", "1|2")]
    public void The_separator_is_what_the_header_has_most_of_outside_quotes(string text, string cells) =>
        string.Join('|', Bytes.Rows(Bytes.Of(text)).Single().Cells).ShouldBe(cells);

    [Fact]
    public void Rows_are_numbered_as_the_spreadsheet_shows_them()
    {
        var rows = Bytes.Rows(Bytes.Of("a;b\r\n1;\"two\r\nlines\"\r\n;\r\n\r\n3;4\r\n"));
        rows.Select(row => row.Number)
            .ShouldBe([2, 5], "a cell of two lines is one row; blank rows count but are no rows");
        rows[0].Cells[1].ShouldBe("two\r\nlines");
    }

    [Theory]
    [InlineData("a;b\n\"ТОС \"\"Дом\"\"\";2\n", "ТОС \"Дом\"")]
    [InlineData("a;b\nТОС \"Дом\";2\n", "ТОС \"Дом\"")]
    [InlineData("a;b\n'+7 919 730-30-11;2\n", "+7 919 730-30-11")]
    [InlineData("a;b\n'кавычка;2\n", "'кавычка")]
    public void A_cell_is_read_as_it_was_meant(string text, string cell) =>
        Bytes.Rows(Bytes.Of(text)).Single().Cells[0].ShouldBe(cell);

    [Fact]
    public void A_short_row_is_filled_up_and_a_long_one_refused_by_row_and_column()
    {
        var rows = Bytes.Rows(Bytes.Of("a;b;;\n1\n1;2;;\n1;2;3\n"));
        rows[0].Cells.ShouldBe(["1", ""]);
        rows[1].Problem.ShouldBeNull();
        rows[2].Problem.ShouldBe(new TableProblem("table.too-many-cells", 4, "[C]", "2"));
    }

    public static TheoryData<string, byte[], string, string> Refused => new()
    {
        { "nothing at all", [], "r.csv", "table.empty" },
        { "blank rows only", "\n;;\n \n"u8.ToArray(), "r.csv", "table.empty" },
        { "numbers where names of columns should be", "1;2;3\n4;5;6\n"u8.ToArray(), "r.csv",
            "table.no-header" },
        { "two columns of one name", "a;b;A\n1;2;3\n"u8.ToArray(), "r.csv", "table.duplicate-header" },
        { "a quote that never closes", "a;b\n1;\"x\n2;3\n"u8.ToArray(), "r.csv", "table.quote-not-closed" },
        { "DOS letters", [.. CodePagesEncodingProvider.Instance.GetEncoding(866)!.GetBytes(Sample)], "r.csv",
            "table.unknown-encoding" },
        { "a picture", [0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 0x0D, 0xFF], "r.csv", "table.unknown-encoding" },
        { "text called a workbook", "a;b\n1;2\n"u8.ToArray(), "r.xlsx", "table.not-a-workbook" },
        { "a letter called a workbook",
            Bytes.Zip(("[Content_Types].xml", "<x/>"), ("word/document.xml", "<x/>")).ToArray(), "r.xlsx",
                "table.not-a-workbook" },
        { "a broken package", [(byte)'P', (byte)'K', 3, 4, 1, 2, 3, 4, 5], "r.xlsx",
            "table.broken-workbook" },
    };

    [Theory, MemberData(nameof(Refused))]
    public void What_is_no_table_is_refused_with_the_reason(string what, byte[] file, string name,
        string code) =>
        Should.Throw<TableException>(() => Bytes.Rows(new MemoryStream(file), name), what)
            .Problem.Code.ShouldBe(code, what);

    public static TheoryData<string, TableLimits, string> Limits => new()
    {
        { "a;b\n1;2\n", new() { FileBytesMax = 5 }, "table.too-large" },
        { "a;b\n1;2\n3;4\n", new() { RowCountMax = 1 }, "table.too-many-rows" },
        { "a;b;c\n1;2;3\n", new() { ColumnCountMax = 2 }, "table.too-many-columns" },
        { "a;b\n1;22222\n", new() { CellLengthMax = 4 }, "table.cell-too-long" },
    };

    [Theory, MemberData(nameof(Limits))]
    public void A_file_beyond_a_limit_is_refused(string text, TableLimits limits, string code) =>
        Should.Throw<TableException>(() => Bytes.Rows(Bytes.Of(text), options: new(limits)))
            .Problem.Code.ShouldBe(code);

    [Fact]
    public void A_workbook_that_unpacks_without_end_is_refused_before_it_is_read()
    {
        var bomb = Bytes.ForeignWorkbook(new string(' ', 20_000_000));
        bomb.Length.ShouldBeLessThan(100_000);
        Should.Throw<TableException>(() =>
            Bytes.Rows(bomb, "r.xlsx", new(new() { UnpackedBytesMax = 1_000_000 })))
            .Problem.Code.ShouldBe("table.unpacks-too-large");
    }

    [Theory]
    [InlineData("xl/sharedStrings.xml", "sharedStrings")]
    [InlineData("xl/worksheets/words.xml", "sharedStrings")]
    [InlineData("xl/styles.xml", "styles")]
    public void A_part_that_is_read_whole_into_memory_may_unpack_to_less(string name, string kind)
    {
        const string relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        var bomb = Bytes.Zip(
            ("[Content_Types].xml", "<Types/>"),
            ("xl/_rels/workbook.xml.rels", $"""
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                <Relationship Id="r1" Type="{relations}/{kind}" Target="{name[3..]}"/>
                </Relationships>
                """),
            (name, new string(' ', (64 << 20) + 1)));
        bomb.Length.ShouldBeLessThan(200_000);
        Should.Throw<TableException>(() => Bytes.Rows(bomb, "r.xlsx"))
            .Problem.Code.ShouldBe("table.unpacks-too-large");
    }

    [Fact]
    public void A_sheet_of_failed_formulas_only_is_refused()
    {
        var cells = string.Concat(Enumerable.Range(1, 10_001).Select(row =>
            $"""<row r="{row}"><c r="A{row}" t="e"><v>#REF!</v></c></row>"""));
        Should.Throw<TableException>(() => Bytes.Rows(Bytes.ForeignWorkbook(cells), "r.xlsx"))
            .Problem.Code.ShouldBe("table.unpacks-too-large");
    }

    [Fact]
    public void A_workbook_gives_the_text_an_office_means()
    {
        var file = Bytes.ForeignWorkbook(
            """
            <row r="1">
            <c r="A1" t="inlineStr"><is><t>ИНН</t></is></c>
            <c r="B1" t="inlineStr"><is><t>Дата</t></is></c>
            <c r="C1" t="inlineStr"><is><t>Число</t></is></c>
            <c r="D1" t="inlineStr"><is><t>Юр</t></is></c>
            <c r="E1" t="inlineStr"><is><t>Широта</t></is></c>
            </row>
            <row r="3">
            <c r="A3" s="1"><v>235666291</v></c>
            <c r="B3" s="2"><v>40524</v></c>
            <c r="C3"><v>1973</v></c>
            <c r="D3" t="b"><v>1</v></c>
            <c r="E3"><v>54.67977</v></c>
            </row>
            """,
            """
            <numFmt numFmtId="170" formatCode="0000000000"/><numFmt numFmtId="171" formatCode="dd.mm.yyyy"/>
            """,
            """<xf/><xf numFmtId="170" applyNumberFormat="1"/><xf numFmtId="171" applyNumberFormat="1"/>""");
        var row = Bytes.Rows(file, "r.xlsx").Single();
        row.Number.ShouldBe(3, "row 2 is missing in the file, and still a row of the sheet");
        row.Cells.ShouldBe(["0235666291", "12.12.2010", "1973", "да", "54.67977"]);
    }

    [Fact]
    public void A_formula_that_failed_refuses_its_row()
    {
        var file = Bytes.ForeignWorkbook(
            """
            <row r="1">
            <c r="A1" t="inlineStr"><is><t>Имя</t></is></c>
            </row>
            <row r="2">
            <c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c>
            </row>
            """);
        Bytes.Rows(file, "r.xlsx").Single()
            .Problem.ShouldBe(new TableProblem("table.cell-is-error", 2, "[A]", "#DIV/0!"));
    }

    [Fact]
    public async Task A_sheet_is_found_by_its_name_and_a_missing_one_named_with_those_there_are()
    {
        var file = await Bytes.Workbook([new("Имя")], ["ТОС"]);
        Bytes.Rows(file, "r.xlsx", new(Sheet: "лист1")).Count.ShouldBe(1);
        Should.Throw<TableException>(() => Bytes.Rows(file, "r.xlsx", new(Sheet: "Свод")))
            .Problem.ShouldBe(new TableProblem("table.no-such-sheet", null, "Свод", "Лист1"));
    }

    [Fact]
    public void An_upload_that_cannot_seek_is_read_as_well()
    {
        using var file = new ForwardOnly(Bytes.Of(Sample, Bytes.Windows1251));
        Bytes.Rows(file).Single().Cells[0].ShouldBe("ТОС «Ёлка»");
        using var large = new ForwardOnly(Bytes.Of(Sample));
        Should.Throw<TableException>(() => Bytes.Rows(large, options: new(new() { FileBytesMax = 10 })))
            .Problem.Code.ShouldBe("table.too-large");
    }

    [Theory]
    [InlineData("register-sample.csv", 122, 24)]
    [InlineData("register-sample-cp1251.csv", 30, 24)]
    [InlineData("leaders-sample.csv", 135, 4)]
    [InlineData("municipalities-RU-BA.csv", 63, 7)]
    public void The_samples_are_read(string name, int rows, int columns)
    {
        using var stream = File.OpenRead(Bytes.Path(name));
        using var table = TableFile.Open(stream, name);
        table.Header.Count.ShouldBe(columns);
        table.Rows().Count(row => row.Problem is null).ShouldBe(rows);
        table.Rows().Count().ShouldBe(rows, "a table can be read twice");
    }

    private sealed class ForwardOnly(Stream inner) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set =>
            throw new NotSupportedException(); }
        public override int Read(byte[] buffer, int offset, int count) =>
            inner.Read(buffer, offset, Math.Min(count, 7));
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        protected override void Dispose(
            bool disposing) { if (disposing) inner.Dispose(); base.Dispose(disposing); }
    }

    [Fact]
    public void It_is_told_how_a_table_was_read()
    {
        using var text = TableFile.Open(Bytes.Of(Sample, Bytes.Windows1251, mark: false), "r.csv");
        (text.Reading.Encoding!.CodePage, text.Reading.Delimiter).ShouldBe((1251, ';'));
        text.Reading.Sheets.ShouldBeEmpty();
    }

    [Fact]
    public void What_was_said_of_encoding_and_separator_wins_over_what_was_found()
    {
        var dos = CodePagesEncodingProvider.Instance.GetEncoding(866)!;
        using var table = TableFile.Open(
            Bytes.Of("Имя, полностью;а\nЁлка, дом;б\n", dos, mark: false), "r.csv",
            new TableOptions(Encoding: dos, Delimiter: ','));
        table.Header.ShouldBe(["Имя", "полностью;а"]);
        table.Rows().Single().Cells.ShouldBe(["Ёлка", " дом;б"]);
        using var marked = TableFile.Open(
            Bytes.Of(Sample, new UTF8Encoding(true), mark: true), "r.csv",
            new TableOptions(Encoding: Encoding.UTF8));
        marked.Header[0].ShouldBe("Наименование", "the mark is none of the text");
    }
}

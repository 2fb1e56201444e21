using CommunityGrains.Registry.Files;
using CommunityGrains.Registry.Imports.Columns;

namespace CommunityGrains.Registry.Specs.Imports;

public sealed class RecognisingColumns
{
    [Theory]
    [InlineData("Муниципальный район / городской округ", "municipality")]
    [InlineData("МУНИЦИПАЛИТЕТ", "municipality")]
    [InlineData("Наименование муниципального образования", "municipality")]
    [InlineData("Наименование ТОС по уставу", "name")]
    [InlineData("Название", "name")]
    [InlineData("Юридическое лицо (да/нет)", "legal-entity")]
    [InlineData("Юр. лицо", "legal-entity")]
    [InlineData("Кол-во членов", "members")]
    [InlineData("Количество членов, чел.", "members")]
    [InlineData("Кол-во граждан в границах ТОС", "residents")]
    [InlineData("ФИО руководителя (полностью)", "head-name")]
    [InlineData("Ф.И.О. руководителя", "head-name")]
    [InlineData("Эл. почта руководителя", "head-email")]
    [InlineData("E-mail", "head-email")]
    [InlineData("Контактный телефон", "head-phone")]
    [InlineData("Дата включения в реестр", "entered-on")]
    [InlineData("Реестровый номер", "register-number")]
    [InlineData("Head's phone", "head-phone")]
    [InlineData("Register number", "register-number")]
    [InlineData("Населённый пункт", "settlement")]
    [InlineData("Дата внесения изменений в реестр", null)]
    [InlineData("Номер протокола", null)]
    public void Of_a_register(string header, string? key)
    {
        List<string> others = [.. new[] { "Муниципалитет", "Наименование" }.Where(other =>
            key is not ("municipality" or "name") || (key == "name") == (other == "Муниципалитет"))];
        var map = ColumnMatcher.Match([header, .. others], RegisterColumns.Set);
        map.Places.FirstOrDefault(place => place.Value == 0).Key.ShouldBe(key);
        map.Unrecognised.Select(column => column.Header).ShouldBe(key is null ? [header] : []);
    }

    [Fact]
    public void Every_header_that_exports_write_is_recognised_as_its_own_column()
    {
        foreach (var set in new[] { RegisterColumns.Set, MunicipalityColumns.Set, LeaderColumns.Set,
            InitiativeColumns.Set })
        {
            foreach (var headers in new[] { set.Columns.Select(c => c.Header.Russian), set.Columns.Select(c =>
                c.Header.English) })
            {
                var map = ColumnMatcher.Match([.. headers], set);
                map.Places.OrderBy(place => place.Value).Select(place => place.Key)
                    .ShouldBe(set.Columns.Select(c => c.Key), set.Kind);
            }
        }
    }

    [Theory]
    [InlineData("register-sample.csv", "register", 23)]
    [InlineData("leaders-sample.csv", "leaders", 4)]
    [InlineData("municipalities-RU-BA.csv", "municipalities", 7)]
    public void Of_the_samples(string file, string kind, int count)
    {
        var set =
            new[] { RegisterColumns.Set, MunicipalityColumns.Set, LeaderColumns.Set }.Single(s =>
                s.Kind == kind);
        using var stream = File.OpenRead(Files.Bytes.Path(file));
        using var table = TableFile.Open(stream, file);
        var map = ColumnMatcher.Match(table.Header, set);
        map.Unrecognised.ShouldBeEmpty();
        map.Places.Count.ShouldBe(count);
    }

    [Fact]
    public void A_near_miss_is_reported_with_what_it_resembles() =>
        ColumnMatcher.Match(["Муниципалитет", "Наименование", "Телефонн руководителя", "Цвет"],
            RegisterColumns.Set)
            .Unrecognised.ShouldBe([new("Телефонн руководителя", "head-phone"), new("Цвет", null)]);

    [Fact]
    public void A_mapping_wins_and_can_leave_a_column_out()
    {
        var map =
            ColumnMatcher.Match(["Муниципалитет", "Наименование", "Их число", "Телефон"], RegisterColumns.Set,
            new Dictionary<string, string> { ["их число"] = "members", ["Телефон"] = "-" });
        map.Places["members"].ShouldBe(2);
        map.Has("head-phone").ShouldBeFalse();
        map.Unrecognised.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Наименование;Адрес", "", "columns.missing")]
    [InlineData("Муниципалитет;Наименование;Юридический адрес;Фактический адрес", "", "columns.same-twice")]
    [InlineData("Муниципалитет;Наименование", "Цвет=note", "columns.map-no-such-header")]
    [InlineData("Муниципалитет;Наименование;Цвет", "Цвет=colour", "columns.map-no-such-column")]
    public void What_cannot_be_matched_is_refused(string header, string mapping, string code) =>
        Should.Throw<TableException>(() => ColumnMatcher.Match(header.Split(';'), RegisterColumns.Set,
            mapping.Length == 0 ? null : new
                Dictionary<string, string> { [mapping.Split('=')[0]] = mapping.Split('=')[1] }))
            .Problem.Code.ShouldBe(code);

    [Fact]
    public void What_is_still_to_be_said_is_told_without_refusing_the_file()
    {
        var guess = ColumnMatcher.Guess(["Район", "Как зовётся", "Тел.", "Телефон"], RegisterColumns.Set);
        guess.IsComplete.ShouldBeFalse();
        guess.Missing.Select(column => column.Key).ShouldBe(["name"]);
        guess.Map.Unrecognised.Single().Header.ShouldBe("Как зовётся");
        guess.Doubled.Single().ShouldSatisfyAllConditions(
            doubled => doubled.Column.Key.ShouldBe("head-phone"),
            doubled => (doubled.First, doubled.Second).ShouldBe(("Тел.", "Телефон")));
    }

    [Fact]
    public void Of_two_headers_that_compare_alike_the_one_is_meant_that_was_said()
    {
        var said = new Dictionary<string, string>
        {
            ["Как зовётся"] = "name", ["Тел."] = "-", ["Телефон"] = "head-phone",
        };
        var guess = ColumnMatcher.Guess(
            ["Район", "Как зовётся", "Тел.", "Телефон"], RegisterColumns.Set, said);
        guess.IsComplete.ShouldBeTrue();
        guess.Map.Places["head-phone"].ShouldBe(3);
        guess.Map.Places["name"].ShouldBe(1);
    }
}

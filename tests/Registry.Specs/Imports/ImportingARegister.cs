using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Registry.Imports;
using CommunityGrains.Registry.Specs.Files;
using static CommunityGrains.Registry.Imports.ImportKind;

namespace CommunityGrains.Registry.Specs.Imports;

public sealed class ImportingARegister : IAsyncLifetime
{
    private const string Header =
        "Муниципалитет;Поселение;Наименование;Форма;ОГРН;Номер в реестре;Адрес;"
        + "Кол-во членов;Дата включения в реестр;ФИО руководителя;"
        + "Эл. почта руководителя;Телефон руководителя\n";
    private const string Hope =
        "Уфа;;ТОС «Надежда»;ТОС;;001;ул. Мира, 1;20;01.02.2020;Иванова Анна;;8-945-353-35-15\n";

    private Office office = null!;

    public async ValueTask InitializeAsync() => office = await Office.WithMunicipalities();

    public ValueTask DisposeAsync() => office.DisposeAsync();

    [Fact]
    public async Task The_sample_gives_122_communities_and_again_not_one_event()
    {
        var report = await office.Sample(Register, "register-sample.csv");
        (report.New, report.Changed, report.Unchanged, report.Refused, report.Total)
            .ShouldBe((122, 0, 0, 0, 122), Told(report));
        report.Unrecognised.ShouldBeEmpty();
        (await office.Cards()).Count.ShouldBe(122);
        report.Position.ShouldBe(await office.Head());

        var before = await office.Head();
        var again = await office.Sample(Register, "register-sample.csv");
        (again.New, again.Changed, again.Unchanged, again.Refused).ShouldBe((0, 0, 122, 0), Told(again));
        (await office.EventsAfter(before)).ShouldBeEmpty();

        var older = await office.Sample(Register, "register-sample-cp1251.csv");
        (older.New, older.Changed, older.Unchanged, older.Refused).ShouldBe((0, 0, 30, 0), Told(older));
        (await office.EventsAfter(before)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_row_becomes_an_entry_with_all_its_fields()
    {
        await office.Sample(Register, "register-sample.csv");
        var card = await office.Card("ТОС «Слобода»");
        var entry = card.Entry;
        (entry.Form, entry.Basis, entry.LegalEntity, entry.Inn, entry.Ogrn, entry.Members, entry.Residents)
            .ShouldBe(
            (CommunityForm.TerritorialSelfGovernment, CommunityBasis.Place, true, "0235666291",
                "1020261853214", 11, 2380));
        (entry.ActKind, entry.ActDate, entry.ActNumber)
            .ShouldBe(("Решение Совета", new DateOnly(2011, 11, 22), "35"));
        entry.Location.ShouldBe(new GeoPoint(54.6941, 56.07068));
        entry.EnteredOn.ShouldBe(new DateOnly(2020, 8, 17));
        card.Head!.Name.ShouldBe(new PersonName("Кузнецова Марина Петровна"));
        card.Head.Phone.ShouldBe(new PhoneNumber("+79821613087"));
    }

    [Fact]
    public async Task A_dry_run_tells_the_same_and_writes_nothing()
    {
        var before = await office.Head();
        var report = await office.Sample(Register, "register-sample.csv", dryRun: true);
        (report.New, report.Refused, report.Position).ShouldBe((122, 0, 0L));
        (await office.Head()).ShouldBe(before);
    }

    [Theory]
    [InlineData("members", ";20;", ";21;")]
    [InlineData("address", "ул. Мира, 1", "ул. Мира, 2")]
    [InlineData("register-number", ";001;", ";007;")]
    [InlineData("name", "«Надежда»", "«Новая надежда»")]
    [InlineData("settlement", "Уфа;;ТОС", "Уфа;Шакша;ТОС")]
    [InlineData("form", "ТОС;;001", "Совет дома;;001")]
    [InlineData("ogrn", "ТОС;;001", "ТОС;1027700132195;001")]
    public async Task A_changed_cell_is_one_event(string field, string from, string to)
    {
        await office.Text(Register, Header + Hope);
        var before = await office.Head();
        var report = await office.Text(Register, Header + Hope.Replace(from, to, StringComparison.Ordinal));
        (report.New, report.Changed, report.Refused).ShouldBe((0, 1, 0), Told(report));
        var restated = (await office.EventsAfter(before)).ShouldHaveSingleItem()
            .ShouldBeOfType<CommunityEvent.Restated>();
        KebabCase.Of(restated.Changes.ShouldHaveSingleItem().Field).ShouldBe(field);
    }

    [Fact]
    public async Task A_corrected_value_stays_when_the_file_comes_again()
    {
        await office.Text(Register, Header + Hope);
        var id = await office.IdOf("ТОС «Надежда»");
        await office.Ask(GrainKinds.Community, id.Value, asked => new CommunityCommand.Correct(
            asked, [new(RegisterField.Members, "25"), new(RegisterField.Name, "ТОС «Надежда плюс»")]));
        var before = await office.Head();
        var report =
            await office.Text(Register, Header + Hope.Replace(";001;", ";;", StringComparison.Ordinal)
            .Replace("ул. Мира, 1", "", StringComparison.Ordinal));
        report.New.ShouldBe(0, "the register's own name for it is still known");
        var card = await office.Card("ТОС «Надежда плюс»");
        (card.Entry.Members, card.Entry.RegisterNumber, card.Entry.Address)
            .ShouldBe((25, null, null), "an empty cell empties its field");
        (await office.EventsAfter(before)).Count.ShouldBe(1);
    }

    public static TheoryData<string, string, string> Identities => new()
    {
        // second file's row, what it is about (community of the first file or new), why
        { "Уфа;;ТОС «Иное имя»;ТОС;;001;;1;;;;", "same", "register number" },
        { "Сибай;;ТОС «Надежда»;ТОС;;001;;1;;;;", "same",
            "register number and name, moved to another municipality" },
        { "Сибай;;ТОС «Иное имя»;ТОС;;001;;1;;;;", "new", "another municipality counts for itself" },
        { "г. Уфа;;\"НАДЕЖДА\" (ТОС);ТОС;;;;1;;;;", "same", "name in the municipality" },
        { "Уфа;;Инициативная группа «Надежда»;Инициативная группа;;;;1;;;;", "new",
            "another form of that name" },
        { "Уфа;;Инициативная группа «Надежда»;Инициативная группа;;;ул. Мира, 1;1;;;;", "same",
            "another form at the same address" },
        { "Уфа;Шакша;ТОС «Надежда»;ТОС;;;;1;;;;", "same", "a settlement that was not known before" },
        { "Сибай;;ТОС «Надежда»;ТОС;;;;1;;;;", "new", "another municipality" },
        { "Уфа;;ТОС «Надежда»;ТОС;;009;;1;;;;", "same", "the number changed" },
    };

    [Theory, MemberData(nameof(Identities))]
    public async Task A_row_is_recognised_by_its_surest_sign(string row, string expected, string why)
    {
        await office.Text(Register, Header + Hope);
        var report = await office.Text(Register, Header + row);
        report.Refused.ShouldBe(0, Told(report));
        report.New.ShouldBe(expected == "new" ? 1 : 0, why);
    }

    [Fact]
    public async Task Namesakes_in_two_villages_are_two_and_keep_apart_when_one_of_them_changes()
    {
        const string Rows = "Баймакский район;Сельсовет Заречный;ТОС «Уют»;ТОС;;;ул. Мира, 1;1;;;;\n"
            + "Баймакский район;Сельсовет Ленинский;ТОС «Уют»;ТОС;;;ул. Мира, 1;2;;;;\n";
        (await office.Text(Register, Header + Rows)).New.ShouldBe(2);
        var before = await office.Head();
        var report =
            await office.Text(Register, Header + Rows.Replace(";2;", ";3;", StringComparison.Ordinal));
        (report.New, report.Changed, report.Unchanged).ShouldBe((0, 1, 1), Told(report));
        (await office.EventsAfter(before)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_mere_form_for_a_name_is_told_apart_by_its_address()
    {
        var report = await office.Text(Register, Header
            + "Уфа;;Совет дома;Совет дома;;;ул. Мира, 1;1;;;;\n"
            + "Уфа;;Совет дома;Совет дома;;;ул. Мира, 2;1;;;;\n");
        (report.New, report.Refused).ShouldBe((2, 0), Told(report));
    }

    [Fact]
    public async Task Two_rows_about_one_community_are_not_both_taken()
    {
        var report =
            await office.Text(Register, Header + Hope + Hope
                + Hope.Replace(";20;", ";30;", StringComparison.Ordinal));
        (report.New, report.Unchanged, report.Refused).ShouldBe((1, 1, 1), Told(report));
        report.Rows.Single(row => row.Row == 3).Warnings.Single()
            .ShouldBeEquivalentTo(new ImportMessage("row.repeats", null, "2"));
        report.Rows.Single(row => row.Row == 4).Reasons.Single()
            .ShouldBeEquivalentTo(new ImportMessage("row.same-record", null, "2"));
        (await office.Card("ТОС «Надежда»")).Entry.Members.ShouldBe(20);
    }

    public static TheoryData<string, string, string> Refusals => new()
    {
        { "Атлантида;;ТОС «А»;ТОС;;;;1;;;;", "municipality.unknown-name", "Муниципалитет" },
        { "Уфа (Кировская область);;ТОС «А»;ТОС;;;;1;;;;", "municipality.misspelt-name", "Муниципалитет" },
        { ";;ТОС «А»;ТОС;;;;1;;;;", "cell.required", "Муниципалитет" },
        { "Уфа;;;ТОС;;;;1;;;;", "cell.required", "Наименование" },
        { "Уфа;;ТОС «А»;кооператив;;;;1;;;;", "cell.not-a-form", "Форма" },
        { "Уфа;;ТОС «А»;ТОС;123;;;1;;;;", "cell.not-an-ogrn", "ОГРН" },
        { "Уфа;;ТОС «А»;ТОС;;;;много;;;;", "cell.not-a-whole-number", "Кол-во членов" },
        { "Уфа;;ТОС «А»;ТОС;;;;1;31.02.2020;;;", "cell.not-a-date", "Дата включения в реестр" },
        { "Уфа;;ТОС «А»;ТОС;;;;1;;Иванова Анна;anna;", "cell.not-an-email", "Эл. почта руководителя" },
        { "Уфа;;ТОС «А»;ТОС;;;;1;;Иванова Анна;;12", "cell.not-a-phone", "Телефон руководителя" },
        { "Уфа;;ТОС «А»;ТОС;;;;1;;;;;лишнее", "table.too-many-cells", "[M]" },
    };

    [Theory, MemberData(nameof(Refusals))]
    public async Task A_refused_row_names_column_and_reason_and_stops_no_other(string row, string code,
        string column)
    {
        var report = await office.Text(Register, Header + row + "\n" + Hope);
        (report.New, report.Refused).ShouldBe((1, 1), Told(report));
        var refused = report.Rows.Single(r => r.Outcome == RowOutcome.Refused);
        (refused.Row, refused.Reasons.Single().Code, refused.Reasons.Single().Column)
            .ShouldBe((2, code, column));
    }

    [Fact]
    public async Task Refused_rows_come_as_a_file_to_mend_and_send_again()
    {
        var report =
            await office.Text(Register, Header + "Уфа;;ТОС «А»;ТОС;;;;много;;;;'+7 (919) 730-30-11\n" + Hope);
        var file = new MemoryStream();
        await report.WriteRefusedAsync(
            file, Registry.Texts.Language.Russian, TestContext.Current.CancellationToken);
        var text = System.Text.Encoding.UTF8.GetString(file.ToArray());
        text.ShouldContain("2;«Кол-во членов»: Не целое число");
        var mended =
            await office.Import(Register, Bytes.Of(text.Replace("много", "7", StringComparison.Ordinal)),
                "mended.csv", cancel: TestContext.Current.CancellationToken);
        (mended.New, mended.Refused, mended.Unrecognised.Count).ShouldBe((1, 0, 0), Told(mended));
        (await office.Card("ТОС «А»")).Entry.Members.ShouldBe(7);
    }

    [Fact]
    public async Task A_resembling_community_is_entered_and_suggested_once_on_the_newer_record()
    {
        await office.Text(Register, Header + "Уфа;;ТОС «Берёзовая роща»;ТОС;;;;1;;;;\n");
        var before = await office.Head();
        const string Rows =
            "Уфа;;ТОС «Березовая рощя»;ТОС;;;;1;;;;\n"
                + "Уфа;;ТОС «Роща Березовая»;ТОС;;;;2;;;;\nУфа;;ТОС «Дубовая роща»;ТОС;;;;2;;;;\n";
        var report = await office.Text(Register, Header + Rows);
        (report.New, report.Refused).ShouldBe((3, 0), Told(report));
        report.Rows.Select(row => row.Duplicates.Count).ShouldBe([1, 2, 0]);
        (await office.EventsAfter(before)).OfType<CommunityEvent.DuplicateSuggested>().Count().ShouldBe(3);

        var after = await office.Head();
        const string OlderOneLast = Rows + "Уфа;;ТОС «Берёзовая роща»;ТОС;;;;1;;;;\n";
        (await office.Text(Register, Header + OlderOneLast, dryRun: true)).PossibleDuplicates.ShouldBe(0);
        (await office.Text(Register, Header + OlderOneLast)).PossibleDuplicates.ShouldBe(0);
        (await office.EventsAfter(after)).ShouldBeEmpty("it was told once, on the newer record");
    }

    [Fact]
    public async Task The_business_date_is_that_of_entry_but_never_ahead()
    {
        await office.Text(Register, Header + Hope + "Уфа;;ТОС «Завтра»;ТОС;;;;1;01.01.2030;;;\n");
        var recorded =
            await office.Log.ReadAllAsync(await office.Head() - 3, 10, TestContext.Current.CancellationToken);
        recorded.Where(r => r.Name == "community.registered.v1").Select(r => r.BusinessDate).Order()
            .ShouldBe([new DateOnly(2020, 2, 1), office.Today]);
    }

    [Fact]
    public async Task A_file_without_columns_says_nothing_of_them()
    {
        await office.Text(Register, Header + Hope);
        var before = await office.Head();
        var report =
            await office.Text(Register,
                "Муниципалитет;Наименование;ФИО руководителя\nУфа;ТОС «Надежда»;Иванова  Анна\n");
        (report.Unchanged, (await office.EventsAfter(before)).Count).ShouldBe((1, 0), Told(report));
        (await office.Card("ТОС «Надежда»")).Head!.Phone.ShouldBe(new PhoneNumber("+79453533515"));
    }

    [Fact]
    public async Task A_column_nobody_recognises_is_reported()
    {
        var report = await office.Text(Register, "Муниципалитет;Наименование;Цвет\nУфа;ТОС «А»;синий\n");
        report.Unrecognised.Single().Header.ShouldBe("Цвет");
        report.New.ShouldBe(1);
    }

    [Fact]
    public async Task A_run_that_was_stopped_is_completed_by_sending_the_file_again()
    {
        using var stop = new CancellationTokenSource();
        await using (var file = File.OpenRead(Bytes.Path("register-sample.csv")))
        {
            await Should.ThrowAsync<OperationCanceledException>(() => office.Import(
                Register, file, "r.csv", grains: new StoppingGrains(office.Grains, stop, afterAsked: 40),
                    cancel: stop.Token, inFlightMax: 8));
        }

        (await office.Cards()).Count.ShouldBeInRange(1, 121);
        var report = await office.Sample(Register, "register-sample.csv");
        (report.Total, report.Refused).ShouldBe((122, 0), Told(report));
        (await office.Cards()).Count.ShouldBe(122);
        var before = await office.Head();
        await office.Sample(Register, "register-sample.csv");
        (await office.Head()).ShouldBe(before);
    }

    [Fact]
    public async Task Progress_is_told_up_to_the_end()
    {
        var told = new List<ImportProgress>();
        await using var file = File.OpenRead(Bytes.Path("register-sample.csv"));
        await office.Import(Register, file, "register-sample.csv",
            progress: new Listener(told), cancel: TestContext.Current.CancellationToken);
        told[^1].ShouldBe(new ImportProgress(122, 122));
    }

    [Fact]
    public async Task Nothing_personal_stands_in_a_report()
    {
        var report = await office.Text(Register, Header
            + "Атлантида;;ТОС «А»;ТОС;1;;;x;y;Тайнова Анна Петровна;secret-mail;secret-phone\n");
        var told = string.Join('\n', report.Rows.SelectMany(row => row.Reasons).SelectMany(reason =>
            new[] { reason.In(Registry.Texts.Language.Russian),
                reason.In(Registry.Texts.Language.English) }));
        told.ShouldNotContain("secret");
        told.ShouldNotContain("Тайнова");
    }

    internal static string Told(ImportReport report) => string.Join('\n', report.Rows.SelectMany(row =>
        row.Reasons.Concat(row.Warnings).Select(m => $"{row.Row}: {m.In(Registry.Texts.Language.English)}"))
            .Take(20));

    private sealed class Listener(List<ImportProgress> told) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            lock (told) told.Add(value);
        }
    }
}

using CommunityGrains.Registry.Imports.Cells;

namespace CommunityGrains.Registry.Specs.Imports;

public sealed class ReadingCells
{
    [Theory]
    [InlineData("12.12.2010", "2010-12-12")]
    [InlineData("1.2.10", "2010-02-01")]
    [InlineData("1.2.95", "1995-02-01")]
    [InlineData("2010-12-12", "2010-12-12")]
    [InlineData("2010-12-12T00:00:00", "2010-12-12")]
    [InlineData("12/12/2010", "2010-12-12")]
    [InlineData("12 декабря 2010 г.", "2010-12-12")]
    [InlineData("«9» мая 2020 года", "2020-05-09")]
    [InlineData(" 01.03.2020 г. ", "2020-03-01")]
    [InlineData("12.12.2010 00:00", "2010-12-12")]
    [InlineData("29.02.2020", "2020-02-29")]
    [InlineData("29.02.2021", "cell.not-a-date")]
    [InlineData("31.11.2020", "cell.not-a-date")]
    [InlineData("2020", "cell.not-a-date")]
    [InlineData("в 2010 году", "cell.not-a-date")]
    [InlineData("-", null)]
    [InlineData("", null)]
    public void Dates(string text, string? expected) => Told(DateCell.Read(text)).ShouldBe(expected);

    [Theory]
    [InlineData("8-945-353-35-15", "+79453533515")]
    [InlineData("+7 (919) 730-30-11", "+79197303011")]
    [InlineData("89578495118", "+79578495118")]
    [InlineData("79578495118", "+79578495118")]
    [InlineData("9578495118", "+79578495118")]
    [InlineData("8 (347) 279-99-99", "+73472799999")]
    [InlineData("тел. 8-945-353-35-15", "+79453533515")]
    [InlineData("8 945 353 35 15 доб. 12", "+79453533515 cell.phone-extension-left-out")]
    [InlineData("8-945-353-35-15, 8-945-353-35-16", "+79453533515 cell.several-phones")]
    [InlineData("8-945-353-35-15\n8-945-353-35-16", "+79453533515 cell.several-phones")]
    [InlineData("8-945-353-35-15\r\n+7 919 730 30 11\r\n", "+79453533515 cell.several-phones")]
    [InlineData("тел.:\n8-945-353-35-15\n", "+79453533515")]
    [InlineData("8-945-353-35-15\nдоб. 12", "+79453533515 cell.phone-extension-left-out")]
    [InlineData("8 (347) 279-99-99 доб. 4\n8-945-353-35-15", "+73472799999 cell.several-phones")]
    [InlineData("спросить у Анны\n8-945-353-35-15", "cell.not-a-phone")]
    [InlineData("тел. +375 29 123-45-67", "+375291234567")]
    [InlineData("тел.", "cell.not-a-phone")]
    [InlineData("—\n—", null)]
    [InlineData("+375 29 123-45-67", "+375291234567")]
    [InlineData("2-15-17", "cell.not-a-phone")]
    [InlineData("спросить у Анны", "cell.not-a-phone")]
    [InlineData("—", null)]
    public void Phones(string text, string? expected) => Told(PhoneCell.Read(text)).ShouldBe(expected);

    [Theory]
    [InlineData("да", "true")]
    [InlineData("Нет", "false")]
    [InlineData("+", "true")]
    [InlineData("-", "false")]
    [InlineData("YES", "true")]
    [InlineData("0", "false")]
    [InlineData("", null)]
    [InlineData("возможно", "cell.not-yes-or-no")]
    public void Yes_or_no(string text, string? expected) => Told(SimpleCells.ReadYesNo(text))
        .ShouldBe(expected);

    [Theory]
    [InlineData("54", "54")]
    [InlineData("1 973", "1973")]
    [InlineData("1\u00a0973", "1973")]
    [InlineData("1973,0", "1973")]
    [InlineData("1973.00", "1973")]
    [InlineData("54 чел.", "54")]
    [InlineData("1,000", "cell.number-ambiguous")]
    [InlineData("1.000", "cell.number-ambiguous")]
    [InlineData("12.345 чел.", "cell.number-ambiguous")]
    [InlineData("1.0000", "cell.not-a-whole-number")]
    [InlineData("1.000.000", "cell.not-a-whole-number")]
    [InlineData("", null)]
    [InlineData("-5", "cell.not-a-whole-number")]
    [InlineData("5,5", "cell.not-a-whole-number")]
    [InlineData("около ста", "cell.not-a-whole-number")]
    [InlineData("99999999999", "cell.not-a-whole-number")]
    public void Counts(string text, string? expected) => Told(SimpleCells.ReadCount(text)).ShouldBe(expected);

    [Theory]
    [InlineData("150 000,50 руб.", "150000.50")]
    [InlineData("1500.5", "1500.5")]
    [InlineData("15,5 ₽", "15.5")]
    [InlineData("15,000", "cell.number-ambiguous")]
    [InlineData("150.000 руб.", "cell.number-ambiguous")]
    [InlineData("1,234,567", "cell.not-a-number")]
    [InlineData("15,0000", "cell.not-a-number")]
    [InlineData("тысяча", "cell.not-a-number")]
    public void Decimals(string text, string? expected) => Told(SimpleCells.ReadDecimal(text))
        .ShouldBe(expected);

    [Theory]
    [InlineData("54.67977", "56.00782", "54.67977,56.00782")]
    [InlineData("54,67977", "56,00782", "54.67977,56.00782")]
    [InlineData("54,679", "56.007", "54.679,56.007")]
    [InlineData("", "", null)]
    [InlineData("54.67977", "", "cell.not-a-point")]
    [InlineData("154", "56", "cell.not-a-point")]
    [InlineData("0", "0", "0,0 cell.point-at-zero")]
    public void Points(string latitude, string longitude, string? expected) =>
        Told(SimpleCells.ReadPoint(latitude, longitude)).ShouldBe(expected);

    [Theory]
    [InlineData("54.67977, 56.00782", "54.67977,56.00782")]
    [InlineData("54,67977; 56,00782", "54.67977,56.00782")]
    [InlineData("54.67977 56.00782", "54.67977,56.00782")]
    [InlineData("здесь", "cell.not-a-point")]
    public void Points_in_one_cell(string text, string? expected) => Told(SimpleCells.ReadPoint(text))
        .ShouldBe(expected);

    [Theory]
    [InlineData("leader2@example.org", "leader2@example.org")]
    [InlineData(" leader2@example.org; ", "leader2@example.org")]
    [InlineData("a@example.org, b@example.org", "a@example.org cell.several-emails")]
    [InlineData("leader2@example", "cell.not-an-email")]
    [InlineData("leader2", "cell.not-an-email")]
    [InlineData("нет данных", null)]
    public void Emails(string text, string? expected) => Told(SimpleCells.ReadEmail(text)).ShouldBe(expected);

    [Theory]
    [InlineData("7707083893", "7707083893")]
    [InlineData("0235666291", "0235666291 cell.inn-check-digit")]
    [InlineData("500100732259", "500100732259")]
    [InlineData("277012007", "0277012007 cell.inn-check-digit")]
    [InlineData("77 0708 3893", "7707083893")]
    [InlineData("12345", "cell.not-an-inn")]
    [InlineData("77070838ab", "cell.not-an-inn")]
    public void Taxpayer_numbers(string text, string expected) => Told(CodeCell.ReadInn(text))
        .ShouldBe(expected);

    [Theory]
    [InlineData("1027700132195", "1027700132195")]
    [InlineData("1020261853214", "1020261853214 cell.ogrn-check-digit")]
    [InlineData("10277001", "cell.not-an-ogrn")]
    public void State_registration_numbers(string text, string expected) => Told(CodeCell.ReadOgrn(text))
        .ShouldBe(expected);

    [Theory]
    [InlineData("80606000", "80606000")]
    [InlineData("1606000", "01606000 cell.zero-restored")]
    [InlineData("80606", "cell.not-an-oktmo")]
    public void Territory_codes(string text, string expected) => Told(CodeCell.ReadOktmo(text))
        .ShouldBe(expected);

    [Theory]
    [InlineData("ТОС", "territorial-self-government")]
    [InlineData("территориальное общественное самоуправление", "territorial-self-government")]
    [InlineData("Территориальное общественное самоуправление (ТОС)", "territorial-self-government")]
    [InlineData("Совет МКД", "house-council")]
    [InlineData("совет многоквартирного дома", "house-council")]
    [InlineData("Совет дома", "house-council")]
    [InlineData("Домовой комитет", "house-committee")]
    [InlineData("Инициативная группа", "initiative-group")]
    [InlineData("Клуб по интересам", "interest-club")]
    [InlineData("Уличный комитет", "street-committee")]
    [InlineData("Совет микрорайона", "microdistrict-council")]
    [InlineData("НКО", "local-ngo")]
    [InlineData("ТСЖ", "owners-association")]
    [InlineData("house-council", "house-council")]
    [InlineData("House council", "house-council")]
    [InlineData("", null)]
    [InlineData("кооператив", "cell.not-a-form")]
    public void Forms(string text, string? expected) => Told(FormCell.Read(text)).ShouldBe(expected);

    [Theory]
    [InlineData("Совет МКД, ул. Гагарина, д. 109", "HouseCouncil")]
    [InlineData("ТОС «Надежда»", "TerritorialSelfGovernment")]
    [InlineData("Уличный комитет ул. Полевой", "StreetCommittee")]
    [InlineData("Клуб «Рукоделие»", "InterestClub")]
    [InlineData("Надежда", null)]
    public void The_form_is_read_off_a_name_that_begins_with_it(string name, string? form) =>
        FormCell.OfName(name)?.ToString().ShouldBe(form);

    [Theory]
    [InlineData("Решение Совета от 12.12.2010 № 105", "Решение Совета", "2010-12-12", "105")]
    [InlineData("Постановление администрации № 7-п от 25.03.2015 г.", "Постановление администрации",
        "2015-03-25", "7-п")]
    [InlineData("Решение Совета депутатов от 1 марта 2018 года №32", "Решение Совета депутатов", "2018-03-01",
        "32")]
    [InlineData("Решение Совета от 12.12.2010", "Решение Совета", "2010-12-12", null)]
    [InlineData("по решению жителей", "по решению жителей", null, null)]
    [InlineData("", null, null, null)]
    public void Municipal_acts(string text, string? kind, string? date, string? number)
    {
        var act = ActCell.Read(text);
        (act.Kind, act.Date, act.Number).ShouldBe((kind, date, number));
        (act.Warning is null).ShouldBe(text.Length == 0 || date is not null);
    }

    [Fact]
    public void An_act_taken_apart_is_put_together_again() =>
        ActCell.Write("Решение Совета", new(2010, 12, 12), "105")
            .ShouldBe("Решение Совета от 12.12.2010 № 105");

    [Theory]
    [InlineData("  Алексеев\u00a0 Олег   Фаритович ", "Алексеев Олег Фаритович")]
    [InlineData("н/д", null)]
    public void Texts_are_trimmed_and_their_spaces_collapsed(string text, string? expected) =>
        Told(SimpleCells.ReadText(text)).ShouldBe(expected);

    private static string? Told(Cell cell) =>
        cell.Error ?? (cell.Warning is null ? cell.Text : $"{cell.Text} {cell.Warning}");
}

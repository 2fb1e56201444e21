using CommunityGrains.Registry.Imports.Places;

namespace CommunityGrains.Registry.Specs.Imports;

public sealed class FindingMunicipalities
{
    private static readonly KnownMunicipality
        Ufa = Known(1, "RU-BA", ["Уфа", "Городской округ город Уфа"], "80701000"),
        UfaDistrict = Known(2, "RU-BA", ["Уфимский район", "Уфимский муниципальный район"]),
        Baymak = Known(3, "RU-BA", ["Баймакский район", "Баймакский муниципальный район"], "80606000"),
        Mezhgorye = Known(4, "RU-BA", ["ЗАТО Межгорье", "Городской округ ЗАТО Межгорье"]),
        Kirov = Known(5, "RU-KIR", ["Кирово-Чепецк", "Городской округ город Кирово-Чепецк"]),
        Votkinsk = Known(6, "RU-UD", ["Воткинск", "Городской округ город Воткинск"]),
        OktyabrskyHere = Known(7, "RU-BA", ["Октябрьский", "Городской округ город Октябрьский"]),
        OktyabrskyThere = Known(8, "RU-MOS", ["Октябрьский", "Городской округ Октябрьский"]),
        Renamed = Known(9, "RU-BA", ["Лесной район", "Лесной муниципальный район", "Берёзовский район"]),
        Swallowed = Known(10, "RU-BA", ["Малый район"]) with { Successor = new(Id(2)) },
        TwinOne = Known(11, "RU-KIR", ["Советский район"]),
        TwinTwo = Known(12, "RU-UD", ["Советский район"]);

    private static readonly MunicipalityDirectory Directory = new(
        [Ufa, UfaDistrict, Baymak, Mezhgorye, Kirov, Votkinsk, OktyabrskyHere, OktyabrskyThere, Renamed,
            Swallowed, TwinOne, TwinTwo],
        "RU-BA");

    [Theory]
    [InlineData("Уфа", 1)]
    [InlineData("Городской округ город Уфа", 1)]
    [InlineData("г. Уфа", 1)]
    [InlineData("г.Уфа", 1)]
    [InlineData("ГО г. Уфа", 1)]
    [InlineData("г.о. Уфа", 1)]
    [InlineData("ГО г. Уфа РБ", 1)]
    [InlineData("ГОРОДСКОЙ ОКРУГ ГОРОД УФА РЕСПУБЛИКИ БАШКОРТОСТАН", 1)]
    [InlineData("80701000", 1)]
    [InlineData("Уфимский район", 2)]
    [InlineData("Уфимский", 2)]
    [InlineData("Баймакский муниципальный район", 3)]
    [InlineData("Баймакский р-н", 3)]
    [InlineData("Муниципальный район Баймакский район", 3)]
    [InlineData("Баймакский муниципальный округ", 3)]
    [InlineData("МР Баймакский район (Республика Башкортостан)", 3)]
    [InlineData("Межгорье", 4)]
    [InlineData("Городской округ город Кирово-Чепецк (Кировская область)", 5)]
    [InlineData("Кирово-Чепецк (Кировская обл.)", 5)]
    [InlineData("Кирово-Чепецк", 5)]
    [InlineData("Городской округ город Воткинск (Удмуртская Республика)", 6)]
    [InlineData("Воткинск, Удмуртия", 6)]
    [InlineData("Октябрьский", 7)]
    [InlineData("Октябрьский (Московская область)", 8)]
    [InlineData("Березовский р-н", 9)]
    [InlineData("БЕРЁЗОВСКИЙ РАЙОН", 9)]
    [InlineData("Малый район", 2)]
    [InlineData("Советский район (Удмуртская Республика)", 12)]
    [InlineData("00000000-0000-0000-0000-000000000005", 5)]
    public void By_code_by_name_and_by_the_spellings_of_offices(string text, int id) =>
        Directory.Find(text).ShouldBe(new PlaceMatch.Found(new(Id(id))));

    [Theory]
    [InlineData("Баймак", "Баймакский муниципальный район")]
    [InlineData("Баймакскй район", "Баймакский муниципальный район")]
    [InlineData("Уфимский городской округ", "Уфимский муниципальный район")]
    [InlineData("Уфа (Кировская область)", "Городской округ город Уфа")]
    [InlineData("Нью-Йорк", null)]
    [InlineData("", null)]
    [InlineData("99999999", null)]
    public void The_unknown_is_named_with_what_is_called_alike(string text, string? candidate)
    {
        var unknown = Directory.Find(text).ShouldBeOfType<PlaceMatch.Unknown>();
        if (candidate is null) unknown.Candidates.ShouldBeEmpty();
        else unknown.Candidates.ShouldContain(candidate);
    }

    [Fact]
    public void Two_of_one_name_abroad_are_ambiguous() =>
        Directory.Find("Советский район").ShouldBeOfType<PlaceMatch.Ambiguous>().Candidates
            .ShouldBe(["Советский район (Кировская область)", "Советский район (Удмуртская Республика)"]);

    [Theory]
    [InlineData("Кировская область", "RU-KIR")]
    [InlineData("удмуртия", "RU-UD")]
    [InlineData("RU-BA", "RU-BA")]
    [InlineData("Респ. Башкортостан", "RU-BA")]
    [InlineData("Кабардино-Балкарская Республика", "RU-KB")]
    [InlineData("Саха (Якутия)", "RU-SA")]
    [InlineData("г. Москва", "RU-MOW")]
    [InlineData("Атлантида", null)]
    public void Regions_by_name(string text, string? code) => Regions.Find(text).ShouldBe(code);

    [Fact]
    public void All_subjects_of_the_federation_are_known() => Regions.All.Distinct().Count().ShouldBe(89);

    private static KnownMunicipality Known(int id, string region, string[] names, params string[] codes) =>
        new(new(Id(id)), region, names, codes);

    private static Guid Id(int number) => Guid.Parse($"00000000-0000-0000-0000-{number:D12}");
}

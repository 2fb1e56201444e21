using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.Registry.Texts;

namespace CommunityGrains.Registry.Imports.Cells;

/// <summary>Forms of communities and municipalities, in words and abbreviations.</summary>
public static class FormCell
{
    private static readonly (CommunityForm Form, Text Name, string[] Spellings)[] Forms =
    [
        (CommunityForm.TerritorialSelfGovernment, new("ТОС", "Territorial self-government"),
            ["территориальное общественное самоуправление", "tos", "комитет тос", "совет тос"]),
        (CommunityForm.HouseCouncil, new("Совет МКД", "House council"),
            ["совет дома", "совет многоквартирного дома", "домовой совет", "мкд"]),
        (CommunityForm.HouseCommittee, new("Домовой комитет", "House committee"), ["домком", "комитет дома"]),
        (CommunityForm.EntranceCouncil, new("Совет подъезда", "Entrance council"), ["старший по подъезду"]),
        (CommunityForm.YardCouncil, new("Совет двора", "Yard council"),
            ["дворовый совет", "дворовый комитет"]),
        (CommunityForm.StreetCommittee, new("Уличный комитет", "Street committee"),
            ["уличком", "комитет улицы", "совет улицы"]),
        (CommunityForm.MicrodistrictCouncil, new("Совет микрорайона", "Microdistrict council"),
            ["совет мкр", "комитет микрорайона", "совет микрорайонов"]),
        (CommunityForm.TerritorialObshchina, new("Территориальная община", "Territorial obshchina"),
            ["община", "сельская община", "соседская община"]),
        (CommunityForm.OwnersAssociation, new("ТСЖ", "Owners' association"),
            ["тсн", "товарищество собственников жилья", "товарищество собственников недвижимости", "жск",
                "снт"]),
        (CommunityForm.LocalNgo, new("НКО", "Local NGO"),
            ["местная нко", "некоммерческая организация", "общественная организация", "ано",
                "местная общественная организация", "оо",
                "автономная некоммерческая организация", "фонд", "ngo"]),
        (CommunityForm.Branch, new("Отделение организации", "Branch"),
            ["отделение", "филиал", "местное отделение", "отделение общественной организации",
                "отделение городской организации",
                "отделение региональной организации"]),
        (CommunityForm.InitiativeGroup, new("Инициативная группа", "Initiative group"),
            ["иг", "инициативная группа граждан", "инициативная группа жителей"]),
        (CommunityForm.InterestClub, new("Клуб по интересам", "Interest club"), ["клуб", "кружок", "club"]),
        (CommunityForm.OnlineGroup, new("Сетевая группа", "Online group"),
            ["онлайн-группа", "онлайн-сообщество", "сетевое сообщество", "чат", "группа в сети"]),
        (CommunityForm.Other, new("Иное", "Other"), ["другое", "иная", "прочее", "иная форма", "другая"]),
    ];

    private static readonly (MunicipalityForm Form, Text Name, string[] Spellings)[] MunicipalityForms =
    [
        (MunicipalityForm.MunicipalDistrict, new("Муниципальный район", "Municipal district"),
            ["район", "мр"]),
        (MunicipalityForm.MunicipalOkrug, new("Муниципальный округ", "Municipal okrug"), []),
        (MunicipalityForm.UrbanOkrug, new("Городской округ", "Urban okrug"), ["го", "город"]),
        (MunicipalityForm.UrbanSettlement, new("Городское поселение", "Urban settlement"), ["гп"]),
        (MunicipalityForm.RuralSettlement, new("Сельское поселение", "Rural settlement"),
            ["сп", "сельсовет"]),
        (MunicipalityForm.InnerCityTerritory, new("Внутригородская территория", "Inner-city territory"),
            ["внутригородское муниципальное образование", "внутригородской район"]),
    ];

    private static readonly Dictionary<string, CommunityForm> ByText = Index(Forms);

    private static readonly Dictionary<string, MunicipalityForm> MunicipalityByText =
        Index(MunicipalityForms);

    public static Cell Read(string text)
    {
        text = Cell.Tidy(text);
        if (Cell.SaysNothing(text)) return Cell.Empty;
        return Parse(text) is { } form ? new Cell(KebabCase.Of(form)) : Cell.Wrong("cell.not-a-form");
    }

    public static Cell ReadMunicipal(string text)
    {
        text = Cell.Tidy(text);
        if (Cell.SaysNothing(text)) return Cell.Empty;
        return MunicipalityByText.TryGetValue(Key(text), out var form)
            ? new Cell(KebabCase.Of(form))
            : Cell.Wrong("cell.not-a-form");
    }

    public static Cell ReadBasis(string text) => Key(text) switch
    {
        "" => Cell.Empty,
        "место" or "места" or "по месту" or "по месту жительства" or "территория" or "place" =>
            new Cell(KebabCase.Of(CommunityBasis.Place)),
        "интерес" or "интересы" or "интереса" or "по интересам" or "interest" =>
            new Cell(KebabCase.Of(CommunityBasis.Interest)),
        _ => Cell.Wrong("cell.not-a-basis"),
    };

    /// <summary>The form a name begins with: "Совет МКД, ул. Ленина, д. 76"; null when it begins with
    /// none.</summary>
    public static CommunityForm? OfName(string name)
    {
        var words = Key(name).Split(' ');
        for (var count = Math.Min(words.Length, 4); count > 0; count--)
            if (ByText.TryGetValue(string.Join(' ', words[..count]), out var form)) return form;
        return null;
    }

    /// <summary>A community's basis where nobody says it: clubs and online groups gather around an
    /// interest.</summary>
    public static CommunityBasis BasisOf(CommunityForm form) =>
        form is CommunityForm.InterestClub or CommunityForm.OnlineGroup ? CommunityBasis.Interest
            : CommunityBasis.Place;

    public static Text Name(CommunityForm form) => Forms.First(entry => entry.Form == form).Name;

    public static Text Name(MunicipalityForm form) =>
        MunicipalityForms.First(entry => entry.Form == form).Name;

    public static Text Name(CommunityBasis basis) => basis == CommunityBasis.Interest
        ? new("по интересам", "interest")
        : new("по месту", "place");

    private static CommunityForm? Parse(string text)
    {
        var key = Key(text);
        if (ByText.TryGetValue(key, out var form)) return form;
        var bare = Key(Columns.HeaderText.WithoutBrackets(text));
        return ByText.TryGetValue(bare, out form) ? form : null;
    }

    private static Dictionary<string, T> Index<T>((T Form, Text Name, string[] Spellings)[] forms)
        where T : struct, Enum =>
        forms.SelectMany(entry => (string[])
            [entry.Name.Russian, entry.Name.English, KebabCase.Of(entry.Form), .. entry.Spellings],
            (entry, spelling) => (Key: Key(spelling), entry.Form))
            .GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.First().Form);

    private static string Key(string text)
    {
        var letters = text.ToLowerInvariant().Replace('ё', 'е')
            .Select(letter => char.IsLetterOrDigit(letter) ? letter : ' ');
        return string.Join(' ', string.Concat(letters).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}

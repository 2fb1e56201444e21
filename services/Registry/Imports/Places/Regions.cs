namespace CommunityGrains.Registry.Imports.Places;

/// <summary>
/// The subjects of the Russian Federation: names as offices write them ↔ the codes this program uses. The
/// codes are those of ISO 3166-2:RU; for the subjects that ISO does not list under RU, codes of the same
/// shape stand in (DON, HER, KRM, LUG, SEV, ZAP).
/// </summary>
public static class Regions
{
    private const string Table = """
        AD Республика Адыгея|Адыгея|Адыгея (Республика)
        AL Республика Алтай
        ALT Алтайский край
        AMU Амурская область
        ARK Архангельская область
        AST Астраханская область
        BA Республика Башкортостан|Башкортостан|Башкирия|РБ
        BEL Белгородская область
        BRY Брянская область
        BU Республика Бурятия|Бурятия
        CE Чеченская Республика|Чечня|ЧР
        CHE Челябинская область
        CHU Чукотский автономный округ|Чукотский АО|Чукотка
        CU Чувашская Республика|Чувашия|Чувашская Республика - Чувашия
        DA Республика Дагестан|Дагестан|РД
        DON Донецкая Народная Республика|ДНР
        HER Херсонская область
        IN Республика Ингушетия|Ингушетия
        IRK Иркутская область
        IVA Ивановская область
        KAM Камчатский край
        KB Кабардино-Балкарская Республика|Кабардино-Балкария|КБР
        KC Карачаево-Черкесская Республика|Карачаево-Черкесия|КЧР
        KDA Краснодарский край|Кубань
        KEM Кемеровская область|Кемеровская область - Кузбасс|Кузбасс
        KGD Калининградская область
        KGN Курганская область
        KHA Хабаровский край
        KHM Ханты-Мансийский автономный округ|Ханты-Мансийский автономный округ - Югра|ХМАО|ХМАО-Югра|Югра
        KIR Кировская область
        KK Республика Хакасия|Хакасия
        KL Республика Калмыкия|Калмыкия
        KLU Калужская область
        KO Республика Коми|Коми
        KOS Костромская область
        KR Республика Карелия|Карелия
        KRM Республика Крым|Крым|РК
        KRS Курская область
        KYA Красноярский край
        LEN Ленинградская область
        LIP Липецкая область
        LUG Луганская Народная Республика|ЛНР
        MAG Магаданская область
        ME Республика Марий Эл|Марий Эл|РМЭ
        MO Республика Мордовия|Мордовия|РМ
        MOS Московская область|Подмосковье
        MOW Москва|Город Москва
        MUR Мурманская область
        NEN Ненецкий автономный округ|Ненецкий АО|НАО
        NGR Новгородская область
        NIZ Нижегородская область
        NVS Новосибирская область
        OMS Омская область
        ORE Оренбургская область
        ORL Орловская область
        PER Пермский край
        PNZ Пензенская область
        PRI Приморский край|Приморье
        PSK Псковская область
        ROS Ростовская область
        RYA Рязанская область
        SA Республика Саха (Якутия)|Республика Саха|Якутия|Саха (Якутия)|РС (Я)
        SAK Сахалинская область
        SAM Самарская область
        SAR Саратовская область
        SE Республика Северная Осетия - Алания|Северная Осетия|Республика Северная Осетия|РСО-Алания
        SEV Севастополь|Город Севастополь
        SMO Смоленская область
        SPE Санкт-Петербург|Город Санкт-Петербург|СПб
        STA Ставропольский край|Ставрополье
        SVE Свердловская область
        TA Республика Татарстан|Татарстан|РТ
        TAM Тамбовская область
        TOM Томская область
        TUL Тульская область
        TVE Тверская область
        TY Республика Тыва|Тыва|Тува
        TYU Тюменская область
        UD Удмуртская Республика|Удмуртия|УР
        ULY Ульяновская область
        VGG Волгоградская область
        VLA Владимирская область
        VLG Вологодская область
        VOR Воронежская область
        YAN Ямало-Ненецкий автономный округ|Ямало-Ненецкий АО|ЯНАО
        YAR Ярославская область
        YEV Еврейская автономная область|Еврейская АО|ЕАО
        ZAB Забайкальский край
        ZAP Запорожская область
        """;

    private static readonly (string Code, string[] Names)[] Subjects =
    [
        .. Table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(' ', 2))
            .Select(parts => ("RU-" + parts[0], parts[1].Split('|'))),
    ];

    private static readonly Dictionary<string, string> ByName = Subjects
        .SelectMany(subject => subject.Names, (subject, name) =>
            (Key: Key(PlaceWords.Of(name)), subject.Code))
        .ToDictionary(pair => pair.Key, pair => pair.Code);

    private static readonly HashSet<string> Codes = [.. Subjects.Select(subject => subject.Code)];

    private static readonly int WordsMax = ByName.Keys.Max(key => key.Split(' ').Length);

    public static IReadOnlyList<string> All { get; } = [.. Subjects.Select(subject => subject.Code)];

    /// <summary>"RU-KIR" for "Кировская область", "кировская обл." or "RU-KIR"; null for what is no
    /// region.</summary>
    public static string? Find(string text)
    {
        var code = text.Trim().ToUpperInvariant();
        if (Codes.Contains(code)) return code;
        return Codes.Contains("RU-" + code) ? "RU-" + code
            : ByName.GetValueOrDefault(Key(PlaceWords.Of(text)));
    }

    /// <summary>The official name of a code; the code itself when we do not know it.</summary>
    public static string Name(string code) => Subjects.FirstOrDefault(subject => subject.Code == code)
        .Names?[0] ?? code;

    /// <summary>Takes a region's name off the end of a municipality's: "г. Уфа РБ" → ("г уфа",
    /// RU-BA).</summary>
    internal static (IReadOnlyList<string> Words, string? Region) TakeOff(IReadOnlyList<string> words)
    {
        for (var count = Math.Min(WordsMax, words.Count - 1); count > 0; count--)
        {
            if (ByName.TryGetValue(Key(words.Skip(words.Count - count)), out var code))
                return ([.. words.Take(words.Count - count)], code);
        }

        return (words, null);
    }

    // "Республики Башкортостан" and "Кировской области" stand behind a municipality's name in the genitive.
    private static string Key(IEnumerable<string> words) => string.Join(' ', words.Select(word => word switch
    {
        "республики" => "республика",
        "области" => "область",
        "края" => "край",
        "автономного" => "автономный",
        "округа" => "округ",
        _ when word.EndsWith("ской", StringComparison.Ordinal) => word[..^2] + "ая",
        _ when word.EndsWith("ского", StringComparison.Ordinal) => word[..^3] + "ий",
        _ => word,
    }));
}

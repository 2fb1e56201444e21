using System.Globalization;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Web.Specs.Sample;

/// <summary>An invented registry, large enough for a second page, with one record for every state a page
/// shows. Names and people are invented; ids are made from a number, so that addresses stay the
/// same.</summary>
internal static class SampleData
{
    public const string Region = "RU-BA";

    public static readonly DateTimeOffset Recorded = new(2026, 11, 14, 13, 40, 0, TimeSpan.Zero);

    private static readonly string[] Places =
        ["Уфа", "Сибай", "Салават", "Агидель", "Бирский район", "Учалинский район", "Янаульский район",
            "Воткинск"];

    private static readonly string[] Names =
        ["Старый город", "Дружный двор", "Слобода", "Надежда", "Возрождение", "Речной", "Восход", "Берёзка",
            "Родник"];

    public static readonly Contact Head = new(
        new PersonId(Id(5, 0)), new PersonName("Алексеев Олег Фаритович"),
        new EmailAddress("head@example.org"), new PhoneNumber("+79000000001"));

    public static readonly IReadOnlyList<MunicipalityRow> Municipalities =
        [.. Places.Select((name, index) => Municipality(index, name))];

    public static readonly CommunityId Full = new(Id(1, 0));
    public static readonly CommunityId Merged = new(Id(1, 1));
    public static readonly CommunityId Closed = new(Id(1, 2));
    public static readonly CommunityId Hostile = new(Id(1, 3));
    public static readonly CommunityId Bare = new(Id(1, 4));
    public static readonly LeaderId Verified = new(Id(2, 0));
    public static readonly LeaderId Contested = new(Id(2, 1));
    public static readonly InitiativeId Spring = new(Id(3, 0));

    /// <summary>Three communities in one house, by their index.</summary>
    public static readonly IReadOnlyList<int> House = [24, 32, 40];

    public const string HostileName = "<script>alert(1)</script> & \"Двор\"";

    public static readonly IReadOnlyList<CommunityRow> Communities =
        [.. Enumerable.Range(0, 64).Select(Community)];

    public static Guid Id(int kind, int number) => new($"{kind:x8}-0000-7000-8000-{number:x12}");

    /// <summary>Municipalities lie in two rows of four.</summary>
    public static GeoPoint CentreOf(int municipality) =>
        new(54.5 - municipality / 4, 54.5 + municipality % 4);

    /// <summary>A square with its corners cut.</summary>
    public static GeoArea AreaOf(int municipality)
    {
        var (north, east) = (CentreOf(municipality).Latitude, CentreOf(municipality).Longitude);
        (double North, double East)[] corners =
        [
            (.5, .3), (.5, -.3), (.3, -.5), (-.3, -.5), (-.5, -.3), (-.5, .3), (-.3, .5), (.3, .5), (.5, .3),
        ];
        return new GeoArea([[[
            .. corners.Select(corner => new GeoPoint(north + corner.North, east + corner.East))]]]);
    }

    private static MunicipalityRow Municipality(int index, string name) => new(
        new MunicipalityId(Id(9, index)), 1, name,
        name.EndsWith("район", StringComparison.Ordinal)
            ? name.Replace(" район", " муниципальный район", StringComparison.Ordinal)
            : $"Городской округ город {name}",
        name.EndsWith("район", StringComparison.Ordinal) ? MunicipalityForm.MunicipalDistrict
            : MunicipalityForm.UrbanOkrug,
        name == "Воткинск" ? "RU-UD" : Region, index < 3 ? $"8070100{index}" : null, null, false, null, 8,
        new DateOnly(2020, 1, 1), Recorded);

    private static CommunityRow Community(int index)
    {
        var form = (CommunityForm)(index * 3 % 12);
        var place = Municipalities[index % Places.Length];
        var name = index == 3 ? HostileName : index == 0
            ? "ТОС «Старый город»"
            : $"ТОС «{Names[index % Names.Length]}{Number(index)}»";
        if (index == 0) form = CommunityForm.TerritorialSelfGovernment;
        var entry = new RegisterEntry(name, form, place.Id)
        {
            Members = index == 4 ? null : 5 + index,
            Address = index == 4 ? null : $"ул. Советская, {index + 1}",
            RegisterNumber = index == 4 ? null : $"{index + 1:000}/2020",
            Location = House.Contains(index) ? LocationOf(House[0])
                : index % 3 == 0 ? LocationOf(index)
                : null,
        };
        var leader = index == 4 ? LeaderStanding.None : (LeaderStanding)((4 + index) % 9);
        return new CommunityRow(
            new CommunityId(Id(1, index)), 3, StatusOf(index), index == 0 ? FullEntry(entry) : entry,
            place.Name,
            index == 0 ? Head : null, leader, null,
            leader == LeaderStanding.Verified ? new DateOnly(2026, 12, 12) : null,
            index == 0 ? 2 : 0, index == 0 ? 1 : 0,
            index % 3 == 0 ? new DateOnly(2026, 11, 2) : null,
            index == 1 ? Full : null, new DateOnly(2020, 12, 20), Recorded.AddDays(-index));
    }

    private static GeoPoint LocationOf(int index) => new(
        CentreOf(index % Places.Length).Latitude + index % 5 * .07 - .14,
        CentreOf(index % Places.Length).Longitude + index % 7 * .09 - .27);

    // The ninth and later ones carry a number: "Родник", "Родник-2".
    private static string Number(int index) =>
        index < Names.Length ? "" : "-" + (index / Names.Length + 1).ToString(CultureInfo.InvariantCulture);

    private static CommunityStatus StatusOf(int index) => index switch
    {
        1 => CommunityStatus.Merged,
        2 => CommunityStatus.Closed,
        _ when index % 10 == 6 => CommunityStatus.Dormant,
        _ when index % 10 == 7 => CommunityStatus.Proposed,
        _ => CommunityStatus.Active,
    };

    private static RegisterEntry FullEntry(RegisterEntry entry) => entry with
    {
        Residents = 1973,
        Members = 54,
        Settlement = "Старая Уфа",
        LegalEntity = false,
        Inn = "0235666291",
        BankDetails = "счёт 40703810000000000001",
        Boundaries = "ул. Советская, дома 1–21; ул. Мира, дома 1–49",
        Vk = "vk.com/sample_1",
        Site = "javascript:alert(1)",
        ActKind = "Решение Совета",
        ActDate = new DateOnly(2010, 12, 12),
        ActNumber = "105",
        CharterOn = new DateOnly(2010, 12, 12),
        EnteredOn = new DateOnly(2020, 12, 20),
        Topics = "родник, субботники, шахматы для детей",
        Note = "позвонить Алексееву вечером",
    };

    public static readonly IReadOnlyList<LeaderRow> Leaders =
    [
        new(Verified, 5, Head, Full, "ТОС «Старый город»", "Уфа", LeaderRole.Chair, "председатель",
            new DateOnly(2010, 12, 12), LeaderStanding.Verified, new DateOnly(2026, 12, 12),
            new Dictionary<EvidenceClass, int>
            {
                [EvidenceClass.Group] = 7, [EvidenceClass.Ideas] = 3, [EvidenceClass.Activity] = 5,
                [EvidenceClass.Results] = 0,
            },
            new DateOnly(2025, 12, 12), Recorded),
        new(Contested, 3, Head with { Name = new PersonName("Волкова Анна Фаритовна") }, Full,
            "ТОС «Старый город»",
            "Уфа", LeaderRole.Activist, "", null, LeaderStanding.Contested, null,
            new Dictionary<EvidenceClass, int> { [EvidenceClass.Group] = 1 }, new DateOnly(2026, 5, 1),
                Recorded),
    ];

    public static readonly IReadOnlyList<InitiativeRow> Initiatives =
    [
        new(Spring, 12, "Родник у дома 21", Municipalities[0].Id, "Уфа", [new(Full, "ТОС «Старый город»")],
            Verified,
            InitiativeStatus.Implementation, Stage.Implementation, 32, 118.5m, Money.Rubles(84000), 12,
            new DateOnly(2026, 6, 1), Recorded),
        new(new InitiativeId(Id(3, 1)), 20, "Шахматный клуб", Municipalities[0].Id, "Уфа",
            [new(Full, "ТОС «Старый город»")], null, InitiativeStatus.Finished, Stage.Evaluation, 4, 60,
            Money.Rubles(0), 0, new DateOnly(2026, 1, 1), Recorded),
        .. Enumerable.Range(2, 40).Select(number => new InitiativeRow(
            new InitiativeId(Id(3, number)), 2, $"Весенний субботник № {number}",
            Municipalities[number % Places.Length].Id, Places[number % Places.Length], [], null,
            InitiativeStatus.Design, Stage.Design, number % 3, 0, Money.Rubles(0), 0,
            new DateOnly(2026, 3, 1), Recorded)),
    ];
}

using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Web.Specs.Sample;

/// <summary>Single records of the sample, with all that hangs on them.</summary>
internal static class SampleDetails
{
    public static CommunityDetails Of(CommunityRow row)
    {
        var isFull = row.Id == SampleData.Full;
        return new CommunityDetails(
            row,
            isFull ? [new FieldChange(RegisterField.Members, "40")] : [],
            null,
            isFull ? Infrastructure : [],
            null,
            isFull ? [Link(SampleData.Communities[8])] : [],
            isFull ? [Link(SampleData.Communities[1])] : [],
            row.MergedInto is null ? null : Link(SampleData.Communities[0]),
            isFull ? SampleData.Leaders : [],
            isFull ? [.. SampleData.Initiatives.Where(one => one.Communities.Count > 0)] : []);
    }

    private static readonly IReadOnlyList<InfrastructureText> Infrastructure =
    [
        new(InfrastructureElement.Residents, "54 участника, три группы по подъездам"),
        new(InfrastructureElement.Organisation, "ТОС без юридического лица"),
        new(InfrastructureElement.Support, "Ресурсный центр"),
        new(InfrastructureElement.Information, "чат двора, стенд у третьего подъезда"),
        new(InfrastructureElement.Links, "школа № 1, управляющая компания"),
    ];

    private static CommunityLink Link(CommunityRow row) =>
        new(row.Id, row.Entry.Name, row.MunicipalityName, row.Status);

    public static MunicipalityDetails Of(MunicipalityRow row) => new(
        row,
        [new NameFrom("Посёлок " + row.Name, "Рабочий посёлок " + row.Name, new DateOnly(1992, 5, 1)),
            new NameFrom(row.Name, row.OfficialName, new DateOnly(2006, 1, 1))],
        row.Oktmo is null ? []
            : [new CodeFrom("80701000", new DateOnly(2014, 1, 1)),
                new CodeFrom(row.Oktmo, new DateOnly(2020, 1, 1))],
        SampleData.AreaOf(SampleData.Municipalities.ToList().IndexOf(row)));

    public static LeaderDetails Of(LeaderRow row)
    {
        var by = new PersonId(SampleData.Id(5, 9));
        Evidence[] evidence =
        [
            new(new EntryId(SampleData.Id(6, 0)), EvidenceClass.Group, EvidenceKind.MeetingProtocol,
                "протокол № 105", new DateOnly(2025, 11, 30), by, null, row.Community, false),
            new(new EntryId(SampleData.Id(6, 1)), EvidenceClass.Group, EvidenceKind.MemberConfirmation,
                "Сидорова Мария подтверждает", new DateOnly(2025, 12, 1), by, null, row.Community, false),
            new(new EntryId(SampleData.Id(6, 2)), EvidenceClass.Activity, EvidenceKind.GatheringHeld,
                "субботник у родника", new DateOnly(2026, 9, 12), by, null, row.Community, false),
        ];
        return row.Standing == LeaderStanding.Contested
            ? new LeaderDetails(row, by, evidence[..1], null, "Собрание выбрало другого председателя")
            : new LeaderDetails(
                row, by, evidence,
                new Verification(by, "протокол собрания № 105", [evidence[0].Id], new DateOnly(2026, 12, 12)),
                    null);
    }

    public static InitiativeDetails Of(InitiativeRow row)
    {
        EntryId Entry(int number) => new(SampleData.Id(7, number));
        var dossier = new Dossier(
            row.Title, row.Municipality, [SampleData.Full], row.Leader, "Родник зарос, к нему не подойти",
            "жители домов 17–25", "Чистая вода и удобный спуск к концу лета",
            [new PlanStep("расчистить русло", new DateOnly(2026, 6, 20)),
                new PlanStep("поставить навес", null)],
            "плотник, два каменщика, двадцать помощников", Money.Rubles(120000),
            [
                new InitiativeEntry.Work(Entry(0), false, "Русло расчищено", new DateOnly(2026, 6, 21), null),
                new InitiativeEntry.Work(Entry(1), true, "Записано по ошибке", new DateOnly(2026, 6, 22),
                    null),
                new InitiativeEntry.Contribution(
                    Entry(2), false, ContributionSource.Residents, Money.Rubles(24000), false, "сбор",
                        new DateOnly(2026, 6, 1)),
                new InitiativeEntry.Contribution(
                    Entry(3), false, ContributionSource.Business, Money.Rubles(60000), true, "доски",
                        new DateOnly(2026, 6, 2)),
                .. Outcome(row),
            ],
            [], row.Status == InitiativeStatus.Finished ? "Во двор стали приходить соседи" : null);
        return new InitiativeDetails(
            row, dossier, null,
            row.Status == InitiativeStatus.Finished ? []
                : ["outcome", "beneficiaries", "evidence", "after-effects"]);
    }

    private static IEnumerable<InitiativeEntry> Outcome(InitiativeRow row) =>
        row.Status == InitiativeStatus.Finished
        ? [new InitiativeEntry.Outcome(
            new EntryId(SampleData.Id(7, 4)), false, "Клуб работает каждую субботу", true, 22,
                "https://example.org/chess")]
        : [];

    /// <summary>A history that holds a bit of everything: fields from what to what, facts, personal data that
    /// must not be shown, an event this program does not know.</summary>
    public static IReadOnlyList<HistoryEntry> History =>
    [
        Entry(10, "community.infrastructure-described.v1", new DateOnly(2026, 11, 14),
            [new HistoryChange("infrastructure.information", "стенд", "чат двора, стенд")],
            ("element", "information"), ("text", "чат двора, стенд")),
        Entry(9, "community.still-true.v1", new DateOnly(2026, 11, 14), []),
        Entry(8, "community.absorbed.v1", new DateOnly(2026, 11, 2), [],
            ("reason", "Совпали адрес и телефон")),
        Entry(7, "community.corrected.v1", new DateOnly(2026, 11, 2),
            [
                new HistoryChange("members", "40", "54"),
                    new HistoryChange("note", "прежнее", "звонить вечером"),
                new HistoryChange("municipality", SampleData.Id(9, 1).ToString(),
                    SampleData.Id(9, 0).ToString()),
                new HistoryChange("head.name", "Петров Пётр Петрович", "Алексеев Олег Фаритович"),
            ],
            ("reason", "Жители прислали список")),
        Entry(6, "community.head-named.v1", new DateOnly(2020, 12, 20), [], ("phone", "+79000000001"),
            ("source", "register.csv")),
        Entry(5, "community.restated.v1", new DateOnly(2020, 12, 20),
            [new HistoryChange("register-number", null, "001/2020"),
                new HistoryChange("charter-on", null, "2010-12-12")],
            ("source", "register.csv")),
        Entry(2, "community.from-the-future.v7", new DateOnly(2020, 12, 20), []),
        Entry(1, "community.registered.v1", new DateOnly(2020, 12, 20),
            [new HistoryChange("name", null, "ТОС «Старый город»")], ("basis", "Решение Совета № 105")),
    ];

    private static HistoryEntry Entry(
        long position, string name, DateOnly date, HistoryChange[] changes,
            params (string Key, string Value)[] facts) => new(
        position, position, name, SampleData.Recorded, date, SampleData.Id(5, 9).ToString(),
            SampleData.Id(8, (int)position),
        changes, facts.ToDictionary(fact => fact.Key, fact => fact.Value));
}

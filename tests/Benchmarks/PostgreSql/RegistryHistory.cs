using System.Globalization;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.EventLog;
using CommunityGrains.PostgreSql;

namespace CommunityGrains.Benchmarks.PostgreSql;

/// <summary>Logs as the years of a centre make them, decided by the domain. All names are invented.</summary>
internal static class RegistryHistory
{
    public const string Region = "RU-BA";

    /// <summary>A word that one community in a hundred thousand has in its name.</summary>
    public const string RareWord = "журавлиный";

    private const int MunicipalityCount = 63;
    private const int RareEvery = 100_000;

    private static readonly DateOnly FirstDay = new(2020, 1, 1);
    private static readonly PersonId Manager = new(Guid.CreateVersion7());

    private static readonly string[] Names =
    [
        "Старый город", "Дружный двор", "Слобода", "Надежда", "Заречье", "Берёзовая роща", "Солнечный",
        "Родник", "Яблоневый сад", "Набережная", "Возрождение", "Единство", "Мирный", "Уют", "Соседи",
        "Исток",
    ];

    /// <summary>A family: a community, a claim to lead it and an initiative, whose events lie among those
    /// of all other families.</summary>
    public static async Task FillAsync(PostgresDatabase database, int families, int eventsEach)
    {
        await using var log = await BulkLog.BeginAsync(database);
        var municipalities = List(log);
        var all = Enumerable.Range(0, families)
            .Select(number => new Family(number, municipalities[number % MunicipalityCount])).ToList();
        for (var step = 0; step < eventsEach; step++)
            foreach (var family in all) family.Take(log, step);
        await log.CompleteAsync();
    }

    /// <summary>Communities that were entered and never heard of again: to be searched among.</summary>
    public static async Task<IReadOnlyList<CommunityId>> FillWithCommunitiesAsync(
        PostgresDatabase database, int count)
    {
        await using var log = await BulkLog.BeginAsync(database);
        var municipalities = List(log);
        var ids = new List<CommunityId>(count);
        for (var number = 0; number < count; number++)
        {
            var id = new CommunityId(Guid.CreateVersion7());
            ids.Add(id);
            log.Ask(Begin("community", id.Value, GrainKinds.Community),
                Entry(number, municipalities[number % MunicipalityCount]));
        }

        await log.CompleteAsync();
        return ids;
    }

    public static Asked Asked(DateOnly on) =>
        new(new CommandId(Guid.CreateVersion7()), Manager, DateTimeOffset.UtcNow, on);

    public static CommunityCommand Entry(int number, MunicipalityId municipality) =>
        new CommunityCommand.Register(
            Asked(FirstDay),
            [
                new(RegisterField.Name, NameOf(number)),
                new(RegisterField.Form, number % 4 == 0 ? "house-council" : "territorial-self-government"),
                new(RegisterField.Municipality, municipality.ToString()),
                new(RegisterField.Settlement, $"Посёлок {number % 700}"),
                new(RegisterField.Address,
                    $"ул. {(number % 3 == 0 ? "Ленина" : "Советская")}, {number % 120}"),
                new(RegisterField.Location, string.Create(
                    CultureInfo.InvariantCulture,
                    $"{54 + (number % 1000 / 1000.0)},{55 + (number % 777 / 777.0)}")),
                new(RegisterField.RegisterNumber, $"{number:D7}/2020"),
                new(RegisterField.Members, (number % 60).ToString(CultureInfo.InvariantCulture)),
            ],
            "Решение Совета");

    private static string NameOf(int number) =>
        number % RareEvery == RareEvery / 2 ? $"ТОС «Журавлиный» {number}"
        : number % 4 == 0 ? $"Совет дома № {number}"
        : $"ТОС «{Names[number % Names.Length]}» {number / 16}";

    private static List<MunicipalityId> List(BulkLog log)
    {
        var ids = Enumerable.Range(0, MunicipalityCount)
            .Select(_ => new MunicipalityId(Guid.CreateVersion7())).ToList();
        for (var i = 0; i < ids.Count; i++)
        {
            log.Ask(
                Begin("municipality", ids[i].Value, GrainKinds.Municipality),
                new MunicipalityCommand.List(
                    Asked(FirstDay), $"Город-{i}", $"Городской округ Город-{i}", MunicipalityForm.UrbanOkrug,
                    Region));
        }

        return ids;
    }

    private static Life Begin(string category, Guid id, IGrainKind kind) =>
        new(new StreamId(Region, category, id), kind);

    private sealed class Family(int number, MunicipalityId municipality)
    {
        private readonly CommunityId id = new(Guid.CreateVersion7());
        private readonly Contact person = Person(0);
        private Life? community;
        private Life? leader;
        private Life? initiative;

        /// <summary>One command, one event.</summary>
        public void Take(BulkLog log, int step)
        {
            var asked = Asked(FirstDay.AddDays(step));
            if (step == 4) log.Ask(Leader(), new LeaderCommand.Claim(
                asked, person, id, LeaderRole.Chair, "председатель"));
            else if (step == 8) log.Ask(Initiative(), new InitiativeCommand.Propose(
                asked, "Детская площадка", municipality, [id]));
            else if (step % 10 == 5) log.Ask(Leader(), new LeaderCommand.GiveEvidence(
                asked, new EntryId(Guid.CreateVersion7()), EvidenceKind.MeetingProtocol,
                "протокол собрания жителей", asked.On));
            else if (step % 10 == 9) log.Ask(Initiative(), new InitiativeCommand.SetGoal(
                asked, $"площадка к {asked.On:yyyy-MM-dd}, с качелями и песочницей"));
            else log.Ask(Community(), OfCommunity(asked, step));
        }

        private Life Community() => community ??= Begin("community", id.Value, GrainKinds.Community);

        private Life Leader() => leader ??= Begin("leader", Guid.CreateVersion7(), GrainKinds.Leader);

        private Life Initiative() =>
            initiative ??= Begin("initiative", Guid.CreateVersion7(), GrainKinds.Initiative);

        private CommunityCommand OfCommunity(Asked asked, int step) => step == 0
            ? Entry(number, municipality)
            : (step % 6) switch
            {
                0 => new CommunityCommand.NameHead(asked, Person(step)),
                1 => new CommunityCommand.NoteLifeSign(asked, "субботник во дворе, пришли все", asked.On),
                2 => new CommunityCommand.AskIfTrue(asked),
                3 => new CommunityCommand.ConfirmStillTrue(asked),
                4 => new CommunityCommand.Correct(
                    asked, [new(RegisterField.Members, (100 + step).ToString(CultureInfo.InvariantCulture))]),
                _ => new CommunityCommand.DescribeInfrastructure(
                    asked, (InfrastructureElement)(step % 5), $"чат жителей, {step} подписчиков"),
            };

        private static Contact Person(int step) => new(
            new PersonId(Guid.CreateVersion7()), new PersonName("Ильина Вера"),
            new EmailAddress($"vera{step}@example.org"));
    }
}

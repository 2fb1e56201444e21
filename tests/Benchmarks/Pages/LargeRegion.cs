using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.EventLog;
using CommunityGrains.EventLog.Codec;

namespace CommunityGrains.Benchmarks.Pages;

/// <summary>A region of 30,000 communities, all with a point, in 63 municipalities with boundaries of 400
/// points, with 10,000 claims and 3,000 initiatives.</summary>
internal sealed class LargeRegion
{
    public const string Region = "RU-BA";
    public const int CommunityCount = 30_000, MunicipalityCount = 63, LeaderCount = 10_000;
    private const int InitiativeCount = 3_000, BoundaryPoints = 400, Side = 8;

    // Long enough ago that all of them are to be asked whether they still exist: nothing to do is no work.
    private static readonly DateOnly Day = new(2025, 6, 1);

    private static readonly string[] Names =
    [
        "Старый город", "Дружный двор", "Слобода", "Надежда", "Заречье", "Берёзовая роща", "Солнечный",
        "Родник", "Яблоневый сад", "Набережная", "Возрождение", "Единство", "Мирный", "Уют", "Соседи",
        "Исток",
    ];

    public IReadOnlyList<Guid> Municipalities { get; } = Ids(MunicipalityCount);

    public IReadOnlyList<Guid> Communities { get; } = Ids(CommunityCount);

    public IReadOnlyList<Guid> Leaders { get; } = Ids(LeaderCount);

    public IReadOnlyList<Guid> Initiatives { get; } = Ids(InitiativeCount);

    public async Task FillAsync(IEventLog log)
    {
        await AppendAsync(log, "municipality", Municipalities, Listed);
        await AppendAsync(log, "community", Communities, i => [Registered(i)]);
        await AppendAsync(log, "leader", Leaders, Claimed);
        await AppendAsync(log, "initiative", Initiatives, Proposed);
    }

    /// <summary>One more thing that happens, so that nothing remembered holds any longer.</summary>
    public async Task<long> ChangeAsync(IEventLog log, int number)
    {
        var command = Guid.CreateVersion7();
        var verdict = await log.AppendAsync(new AppendRequest(
            new StreamId(Region, "community", Communities[number]), 1, command, new byte[32],
            [EventCodec.Encode(new CommunityEvent.LifeSignSeen("субботник во дворе", Day))],
            Day, "benchmark", command, command));
        return verdict is AppendVerdict.Appended
            ? await log.HeadAsync()
            : throw new InvalidOperationException($"{verdict}");
    }

    private object[] Listed(int i) =>
    [
        new MunicipalityEvent.Listed(
            $"Город-{i}", $"Городской округ Город-{i}", MunicipalityForm.UrbanOkrug, Region, Day),
        new MunicipalityEvent.BoundarySet(Boundary(i), Day, "для измерения"),
    ];

    private CommunityEvent.Registered Registered(int i) => new(
        new RegisterEntry(
            i % 4 == 0 ? $"Совет дома № {i}" : $"ТОС «{Names[i % Names.Length]}» {i / 16}",
            i % 4 == 0 ? CommunityForm.HouseCouncil : CommunityForm.TerritorialSelfGovernment,
            new MunicipalityId(Municipalities[i % MunicipalityCount]))
        {
            Settlement = $"Посёлок {i % 700}",
            Address = $"ул. {(i % 3 == 0 ? "Ленина" : "Советская")}, {i % 120}",
            Location = new GeoPoint(
                Math.Round(Centre(i % MunicipalityCount).Latitude + Spread(i, 7919), 5),
                Math.Round(Centre(i % MunicipalityCount).Longitude + Spread(i, 104_729), 5)),
            Boundaries = "ул. Мира, дома 1–49",
            ActKind = "Решение Совета",
            ActNumber = $"{i % 200}",
            RegisterNumber = $"{i:D6}/2020",
            Members = i % 60,
            Residents = i % 2000,
        },
        "Решение Совета");

    private object[] Claimed(int i) =>
    [
        new LeaderEvent.Claimed(
            new Contact(
                new PersonId(Guid.CreateVersion7()), new PersonName("Ильина Вера"),
                new EmailAddress("vera@example.org")),
            new CommunityId(Communities[i]), LeaderRole.Chair, "председатель", Day, new(Guid.NewGuid())),
    ];

    private object[] Proposed(int i) =>
    [
        new InitiativeEvent.Proposed(
            $"Благоустройство двора {i}", new MunicipalityId(Municipalities[i % MunicipalityCount]),
            [new CommunityId(Communities[i])], null, new PersonId(Guid.CreateVersion7())),
    ];

    // Municipalities lie in rows of eight, half a degree apart.
    private static GeoPoint Centre(int municipality) =>
        new(52.0 + municipality / Side * 0.5, 53.5 + municipality % Side * 0.8);

    // Denser towards the middle, as people live.
    private static double Spread(int i, int prime)
    {
        var share = (long)i * prime % 10_007 / 10_007.0 * 2 - 1;
        return share * Math.Abs(share) * 0.24;
    }

    private static GeoArea Boundary(int municipality)
    {
        var centre = Centre(municipality);
        var ring = Enumerable.Range(0, BoundaryPoints)
            .Select(point => point * 2 * Math.PI / BoundaryPoints)
            .Select(turn => (Turn: turn, Reach: 1 + 0.04 * Math.Sin(turn * 23) + 0.02 * Math.Cos(turn * 57)))
            .Select(point => new GeoPoint(
                centre.Latitude + 0.26 * point.Reach * Math.Sin(point.Turn),
                centre.Longitude + 0.42 * point.Reach * Math.Cos(point.Turn)))
            .ToList();
        return new GeoArea([[[.. ring, ring[0]]]]);
    }

    private static async Task AppendAsync(
        IEventLog log, string category, IReadOnlyList<Guid> ids, Func<int, object[]> events)
    {
        var records = ids.Select((id, i) => (Stream: new StreamId(Region, category, id), i));
        foreach (var chunk in records.Chunk(2_000))
        {
            await Task.WhenAll(chunk.Select(async record =>
            {
                var command = Guid.CreateVersion7();
                var verdict = await log.AppendAsync(new AppendRequest(
                    record.Stream, 0, command, new byte[32], [.. events(record.i).Select(EventCodec.Encode)],
                    Day, "benchmark", command, command));
                if (verdict is not AppendVerdict.Appended) throw new InvalidOperationException($"{verdict}");
            }));
        }
    }

    private static List<Guid> Ids(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7())];
}

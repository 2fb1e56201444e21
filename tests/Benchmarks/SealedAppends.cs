using System.Globalization;
using System.Security.Cryptography;
using CommunityGrains.Access;
using CommunityGrains.Access.People;
using CommunityGrains.Benchmarks.PostgreSql;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.EventLog.PostgreSql;
using CommunityGrains.EventLog.Sqlite;
using CommunityGrains.PostgreSql;
using CommunityGrains.Sqlite;

namespace CommunityGrains.Benchmarks;

/// <summary>
/// Personal commands by 512 callers who wait for the reply, through the door that seals and beside it
/// without: a known person's phone changes, to a number never heard of, which is a line in the blind index,
/// or back and forth; one command in ten is such a new number and the others, about his role, have no
/// personal data; a new person claims to lead, which also makes a key and some twenty lines of the index.
/// The goal: at least 70 % of the speed without, where the person is known.
/// </summary>
internal static class SealedAppends
{
    private const int Callers = 512;

    // Long enough for the code to be compiled to the end.
    private const int PerCaller = 120;
    private const int ClaimsPerCaller = 40;
    private const int PersonalEvery = 10;

    private const int MicroCount = 200_000;

    /// <summary>Where a round's log and keys are.</summary>
    private sealed record Place(IEventLog Log, AccessDatabase Access, string Folder, Func<Meter> Measure);

    private delegate Task<Measurement> InPlace(Func<Place, Task<Measurement>> round);

    public static Task OnSqliteAsync(BenchmarkOptions options) => RunAsync("SQLite", OnSqliteAsync, options);

    public static async Task OnPostgresAsync(BenchmarkOptions options)
    {
        await using var laboratory = await Laboratory.OpenAsync(options);
        await RunAsync("PostgreSQL", round => OnPostgresAsync(laboratory, round), options);
        SealOneContact();
    }

    private static async Task RunAsync(string store, InPlace place, BenchmarkOptions options)
    {
        Console.WriteLine();
        Console.WriteLine($"sealed: personal commands of {Callers} callers on {store}, commands per second");
        Contestant[] contestants =
        [
            Of("a known person's phone, not sealed", isSealed: false, PerCaller, ChangePhonesAsync),
            Of("a known person's phone, sealed (goal 0.70)", isSealed: true, PerCaller, ChangePhonesAsync),
            Of("the same phones again, not sealed", isSealed: false, PerCaller, RepeatPhonesAsync),
            Of("the same phones again, sealed (goal 0.70)", isSealed: true, PerCaller, RepeatPhonesAsync),
            Of("personal one in ten, not sealed", isSealed: false, PerCaller, MixAsync),
            Of("personal one in ten, sealed (goal 0.70)", isSealed: true, PerCaller, MixAsync),
            Of("new people, not sealed", isSealed: false, ClaimsPerCaller, ClaimAsync),
            Of("new people, sealed, with keys and index", isSealed: true, ClaimsPerCaller, ClaimAsync),
        ];
        var medians = await Rounds.MediansAsync(contestants, options.RoundCount);
        var table = new Table(
            "system", "commands/s", "to the same not sealed", "client µs", "server µs");
        for (var i = 0; i < contestants.Length; i++)
        {
            table.Add(
                contestants[i].Name, medians[i].Rate, medians[i].To(medians[i - (i % 2)]),
                medians[i].ClientMicros, medians[i].ServerMicros);
        }

        table.Print();

        Contestant Of(string name, bool isSealed, int count, Func<IGrains, int, int, Task> call) =>
            new(name, () => place(where => RoundAsync(where, isSealed, count, call)));
    }

    private static async Task<Measurement> OnSqliteAsync(Func<Place, Task<Measurement>> round)
    {
        using var folder = new WorkFolder();
        using var database = new SqliteDatabase(Path.Combine(folder.Path, "log.db"));
        await using var log = new SqliteEventLog(database, TimeProvider.System);
        await using var access = new SqliteAccessDatabase(Path.Combine(folder.Path, "access.db"));
        return await round(new Place(log, access, folder.Path, () => new Meter()));
    }

    private static Task<Measurement> OnPostgresAsync(
        Laboratory laboratory, Func<Place, Task<Measurement>> round) =>
        laboratory.InDatabaseAsync(async (PostgresDatabase database) =>
        {
            using var folder = new WorkFolder();
            await using var log = await PostgresEventLog.OpenAsync(database, TimeProvider.System);
            await using var access = await PostgresAccessDatabase.OpenAsync(database);
            return await round(new Place(log, access, folder.Path, laboratory.Measure));
        });

    private static async Task<Measurement> RoundAsync(
        Place place, bool isSealed, int count, Func<IGrains, int, int, Task> call)
    {
        await using var grains = new LocalGrains(place.Log);
        using var vault = await PersonalVault.OpenAsync(
            place.Access, new MasterKeyChoice(Path.Combine(place.Folder, "master.key")), TimeProvider.System);
        IGrains door = isSealed ? new SealingGrains(grains, vault) : grains;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(
            caller => AskAsync(door, StreamOf(caller, 0), asked => ClaimOf(asked, PersonOf(caller, 0)))));
        var meter = place.Measure();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(
            caller => Task.Run(() => call(door, caller, count))));
        return meter.Stop(Callers * count);
    }

    /// <summary>A contact's three data, sealed, beside the limit: the cipher alone on as many bytes, with a
    /// key that is at hand.</summary>
    private static void SealOneContact()
    {
        var secret = RandomNumberGenerator.GetBytes(PersonKey.Length);
        var key = new PersonKey(PersonOf(0, 0), secret);
        using var cipher = new AesGcm(secret, 16);
        byte[] nonce = new byte[12], clear = new byte[32], name = new byte[64], tag = new byte[16];
        byte[] hidden = new byte[32], hiddenName = new byte[64], bound = new byte[18];
        var limit = Nanoseconds(() =>
        {
            cipher.Encrypt(nonce, name, hiddenName, tag, bound);
            cipher.Encrypt(nonce, clear, hidden, tag, bound);
            cipher.Encrypt(nonce, clear, hidden, tag, bound);
        });
        var contact = Nanoseconds(() =>
        {
            Seal.Close(key, DatumKind.Name, "Примерова Анна Ивановна");
            Seal.Close(key, DatumKind.Email, "leader@example.org");
            Seal.Close(key, DatumKind.Phone, "+79990001122");
        });
        Console.WriteLine();
        var table = new Table("a contact of three data", "ns", "to the limit");
        table.Add("AES-256-GCM alone (limit)", $"{limit:#,0}", "1.0");
        table.Add(
            "sealed", $"{contact:#,0}", (contact / limit).ToString("0.0", CultureInfo.InvariantCulture));
        table.Print();
    }

    private static double Nanoseconds(Action work)
    {
        for (var i = 0; i < MicroCount; i++) work();
        return Rounds.Time(() =>
        {
            for (var i = 0; i < MicroCount; i++) work();
        }).TotalNanoseconds / MicroCount;
    }

    private static async Task ChangePhonesAsync(IGrains grains, int caller, int count)
    {
        for (var i = 1; i <= count; i++)
        {
            var phone = new PhoneNumber($"+7999{i:000}{caller:0000}");
            await AskAsync(grains, StreamOf(caller, 0), asked =>
                new LeaderCommand.ChangeContact(asked, new EmailAddress("leader@example.org"), phone));
        }
    }

    // What is sealed and found already: two numbers in turn.
    private static async Task RepeatPhonesAsync(IGrains grains, int caller, int count)
    {
        for (var i = 1; i <= count; i++)
        {
            var phone = new PhoneNumber($"+7999{i % 2:000}{caller:0000}");
            await AskAsync(grains, StreamOf(caller, 0), asked =>
                new LeaderCommand.ChangeContact(asked, new EmailAddress("leader@example.org"), phone));
        }
    }

    private static async Task MixAsync(IGrains grains, int caller, int count)
    {
        for (var i = 1; i <= count; i++)
        {
            await AskAsync(grains, StreamOf(caller, 0), asked => i % PersonalEvery == 1
                ? new LeaderCommand.ChangeContact(
                    asked, new EmailAddress("leader@example.org"),
                    new PhoneNumber($"+7999{i:000}{caller:0000}"))
                : new LeaderCommand.ChangeRole(
                    asked, LeaderRole.Chair, $"председатель с {i}-го собрания"));
        }
    }

    private static async Task ClaimAsync(IGrains grains, int caller, int count)
    {
        for (var i = 1; i <= count; i++)
        {
            var person = PersonOf(caller, i);
            await AskAsync(grains, StreamOf(caller, i), asked => ClaimOf(asked, person));
        }
    }

    private static LeaderCommand.Claim ClaimOf(Asked asked, PersonId person) => new(
        asked,
        new Contact(
            person, new PersonName("Примерова Анна Ивановна"), new EmailAddress("leader@example.org"),
            new PhoneNumber("+79990001122")),
        new CommunityId(person.Value), LeaderRole.Chair, "председатель");

    private static PersonId PersonOf(int caller, int number) =>
        new(new Guid(caller, (short)number, 0x7000, [0x80, 0, 0, 0, 0, 0, 0, 1]));

    private static StreamId StreamOf(int caller, int number) =>
        new("RU-BA", "leader", PersonOf(caller, number).Value);

    private static async Task AskAsync(IGrains grains, StreamId stream, Func<Asked, Command> say)
    {
        var asked = new Asked(
            new CommandId(Guid.CreateVersion7()), PersonOf(0, 0), DateTimeOffset.UtcNow,
            new DateOnly(2026, 11, 22));
        if (await grains.AskAsync(new Order(stream, say(asked))) is not Reply.Accepted { EventCount: 1 })
            throw new InvalidOperationException("a command of the benchmark was not accepted");
    }
}

using CommunityGrains.Access;
using CommunityGrains.Access.People;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.EventLog.Sqlite;
using CommunityGrains.Sqlite;

namespace CommunityGrains.Benchmarks;

/// <summary>
/// Personal commands by 512 callers who wait for the reply, through the door that seals and beside it
/// without: a known person's phone changes; a new person claims to lead, which also makes a key and some
/// twenty lines of the blind index. The goal: at least 70 % of the speed without, where the person is known.
/// </summary>
internal static class SealedAppends
{
    private const int Callers = 512;
    private const int PerCaller = 40;

    public static async Task RunAsync(BenchmarkOptions options)
    {
        Console.WriteLine();
        Console.WriteLine($"append: personal commands of {Callers} callers, commands per second");
        Contestant[] contestants =
        [
            new("a known person's phone, not sealed", () => RoundAsync(isSealed: false, ChangePhonesAsync)),
            new("a known person's phone, sealed (goal 0.70)", () => RoundAsync(isSealed: true,
                ChangePhonesAsync)),
            new("new people, not sealed", () => RoundAsync(isSealed: false, ClaimAsync)),
            new("new people, sealed, with keys and index", () => RoundAsync(isSealed: true, ClaimAsync)),
        ];
        var medians = await Rounds.MediansAsync(contestants, options.RoundCount);
        var table = new Table("system", "commands/s", "to the same not sealed", "CPU µs/command");
        for (var i = 0; i < contestants.Length; i++)
        {
            table.Add(
                contestants[i].Name, medians[i].Rate, medians[i].To(medians[i - (i % 2)]),
                medians[i].ClientMicros);
        }

        table.Print();
    }

    private static async Task<Measurement> RoundAsync(bool isSealed, Func<IGrains, int, Task> call)
    {
        using var folder = new WorkFolder();
        using var database = new SqliteDatabase(Path.Combine(folder.Path, "log.db"));
        await using var log = new SqliteEventLog(database, TimeProvider.System);
        await using var grains = new LocalGrains(log);
        await using var access = new SqliteAccessDatabase(Path.Combine(folder.Path, "access.db"));
        using var vault = await PersonalVault.OpenAsync(
            access, new MasterKeyChoice(Path.Combine(folder.Path, "master.key")), TimeProvider.System);
        IGrains door = isSealed ? new SealingGrains(grains, vault) : grains;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(
            caller => AskAsync(door, StreamOf(caller, 0), asked => ClaimOf(asked, PersonOf(caller, 0)))));
        var meter = new Meter();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => call(door, caller))));
        return meter.Stop(Callers * PerCaller);
    }

    private static async Task ChangePhonesAsync(IGrains grains, int caller)
    {
        for (var i = 1; i <= PerCaller; i++)
        {
            var phone = new PhoneNumber($"+7999{i:000}{caller:0000}");
            await AskAsync(grains, StreamOf(caller, 0), asked =>
                new LeaderCommand.ChangeContact(asked, new EmailAddress("leader@example.org"), phone));
        }
    }

    private static async Task ClaimAsync(IGrains grains, int caller)
    {
        for (var i = 1; i <= PerCaller; i++)
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

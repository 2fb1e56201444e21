using System.Globalization;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.Host;
using CommunityGrains.Host.Serving;
using CommunityGrains.Host.Stores;
using CommunityGrains.Host.Timekeeping;
using CommunityGrains.Tests;

namespace CommunityGrains.EndToEnd;

/// <summary>What falls due is asked once, whoever keeps the time and whoever dies over it: the same for every
/// engine, with two programs on one database.</summary>
public abstract class TimekeepingContract
{
    private const string Region = "RU-BA";
    private const int OfEachKind = 60;

    private static readonly DateOnly Today = DateOnly.FromDateTime(DateTime.UtcNow);

    private static readonly string[] Names =
    [
        "community.asked-if-true.v1", "community.fell-dormant.v1", "leader.expired.v1",
        "initiative.asked-what-holds-it-up.v1",
    ];

    private static readonly int All = OfEachKind * Names.Length;

    // After so many questions whoever asks the next one waits until the test lets it go on.
    private const int Middle = 40;

    private static readonly string WaitInTheMiddle = $$"""
        create sequence public.asked;
        grant usage on sequence public.asked to public;
        create function public.wait_in_the_middle() returns trigger language plpgsql as $body$
            begin
                if nextval('public.asked') > {{Middle}} then
                    perform pg_advisory_xact_lock_shared({{Middle}});
                end if;
                return new;
            end $body$;
        create trigger wait_in_the_middle before insert on eventlog.events for each row
            when (new.account = '{{DueWork.Timekeeper}}') execute function public.wait_in_the_middle();
        """;

    /// <summary>The program's file.</summary>
    protected abstract string Program { get; }

    /// <summary>What each of the two is told besides where it listens.</summary>
    protected abstract string[] Told(int index);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task What_is_due_is_asked_once_whichever_program_dies_over_it(int dying)
    {
        var store = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        using var centre = new Installation(store, keyInFile: true, Program);
        await GivenWhatIsDueAsync(centre, OfEachKind);
        (await CountAsync(store, "count(*)")).ShouldBe(0);
        await Sql.RunAsync(store, WaitInTheMiddle);
        await using var middle = await Sql.HoldAsync(store, $"select pg_advisory_lock({Middle})");

        string[][] told = [["serve", .. Told(0)], ["serve", .. Told(1)]];
        var programs = await Task.WhenAll(centre.ServeAsync(told[0]), centre.ServeAsync(told[1]));
        using var other = programs[1 - dying];
        using (var first = programs[dying])
        {
            await UntilAskedAsync(store, Middle);
            first.KillAtOnce();
        }

        (await CountAsync(store, "count(*)")).ShouldBe(Middle, "it died in the middle");
        await middle.DisposeAsync();
        using var again = await centre.ServeAsync(told[dying]);
        await UntilAskedAsync(store, All);
        await GivenWhatIsDueAsync(centre, 1);
        again.Signal("TERM");
        (await again.EndAsync("the end in good order")).ShouldBe(0);
        using var oncemore = await centre.ServeAsync(told[dying]);
        await UntilAskedAsync(store, All + Names.Length);

        (await CountAsync(store, "count(*)")).ShouldBe(All + Names.Length);
        (await CountAsync(store, "count(distinct stream)")).ShouldBe(All + Names.Length);
        foreach (var name in Names)
        {
            (await CountAsync(store, $"count(*) filter (where name = '{name}')"))
                .ShouldBe(OfEachKind + 1, name);
        }
    }

    /// <summary>So many communities that are to be asked, that have not answered, verifications that have
    /// ended, and initiatives that stand still.</summary>
    private static async Task GivenWhatIsDueAsync(Installation centre, int count)
    {
        await using var deployment = await Deployment.OpenAsync(
            new HostOptions { Data = centre.Data, Store = StoreChoice.Parse(centre.Store!)! });
        deployment.StartFollowing();
        var town = Guid.CreateVersion7();
        await GivenAsync(deployment, GrainKinds.Municipality, town, Today.AddYears(-2), asked =>
            new MunicipalityCommand.List(
                asked, "Заречный район", "Заречный муниципальный район", MunicipalityForm.MunicipalDistrict,
                Region));
        await Parallel.ForAsync(0, count, async (_, _) =>
        {
            await GivenACommunityAsync(deployment, town);
            var lively = await GivenACommunityAsync(deployment, town, livelyOn: Today);
            await GivenAVerificationAsync(deployment, lively);
            await GivenAsync(
                deployment, GrainKinds.Initiative, Guid.CreateVersion7(), Today.AddDays(-90),
                asked => new InitiativeCommand.Propose(
                    asked, "Сад у школы", new MunicipalityId(town), [new CommunityId(lively)]));
            await GivenAsync(
                deployment, GrainKinds.Community, await GivenACommunityAsync(deployment, town),
                Today.AddDays(-40), asked => new CommunityCommand.AskIfTrue(asked));
        });
        await deployment.CatchUpAsync(CancellationToken.None);
    }

    private static async Task<Guid> GivenACommunityAsync(
        Deployment deployment, Guid town, DateOnly? livelyOn = null)
    {
        var yard = Guid.CreateVersion7();
        await GivenAsync(deployment, GrainKinds.Community, yard, Today.AddMonths(-14), asked =>
            new CommunityCommand.Register(asked,
        [
            new(RegisterField.Name, "ТОС «Дружный двор»"),
            new(RegisterField.Form, "territorial-self-government"),
            new(RegisterField.Municipality, town.ToString()),
        ], "Решение № 1"));
        if (livelyOn is { } day)
        {
            await GivenAsync(deployment, GrainKinds.Community, yard, day, asked =>
                new CommunityCommand.NoteLifeSign(asked, "субботник", day));
        }

        return yard;
    }

    private static async Task GivenAVerificationAsync(Deployment deployment, Guid yard)
    {
        var chair = Guid.CreateVersion7();
        var began = Today.AddMonths(-13);
        EntryId[] entries = [new(Guid.CreateVersion7()), new(Guid.CreateVersion7())];
        await Given(asked => new LeaderCommand.Claim(
            asked, new Contact(new PersonId(Guid.CreateVersion7()), new PersonName("Примерова Анна")),
            new CommunityId(yard), LeaderRole.Chair, "председатель"));
        await Given(asked => new LeaderCommand.GiveEvidence(
            asked, entries[0], EvidenceKind.MeetingProtocol, "протокол", began));
        await Given(asked => new LeaderCommand.GiveEvidence(
            asked, entries[1], EvidenceKind.InitiativeProposed, "предложил", began));
        var manager = new PersonId(Guid.CreateVersion7());
        await Given(asked => new LeaderCommand.StartReview(asked with { By = manager }));
        await Given(asked => new LeaderCommand.Verify(
            asked with { By = manager }, "протокол", [.. entries], Today.AddDays(-20)));

        Task Given(Func<Asked, Command> command) =>
            GivenAsync(deployment, GrainKinds.Leader, chair, began, command);
    }

    private static async Task GivenAsync(
        Deployment deployment, IGrainKind kind, Guid record, DateOnly on, Func<Asked, Command> command)
    {
        var asked = new Asked(
            new CommandId(Guid.CreateVersion7()), new PersonId(Guid.CreateVersion7()), DateTimeOffset.UtcNow,
            on);
        var reply = await deployment.Grains.AskAsync(
            new Order(new StreamId(Region, kind.Category, record), command(asked)));
        reply.ShouldBeOfType<Reply.Accepted>(reply.ToString());
    }

    private static Task UntilAskedAsync(string store, int count) =>
        Installation.WithinAsync(TimeSpan.FromMinutes(2), $"{count} questions", async cancel =>
        {
            using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            while (await CountAsync(store, "count(*)") < count) await look.WaitForNextTickAsync(cancel);
        });

    private static async Task<int> CountAsync(string store, string what) => int.Parse(
        await Sql.TextAsync(
            store, $"select {what} from eventlog.events where account = '{DueWork.Timekeeper}'"),
        CultureInfo.InvariantCulture);
}

using System.Text.RegularExpressions;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.Host;
using CommunityGrains.Host.Serving;
using CommunityGrains.Notices;
using CommunityGrains.Notices.Letters;
using CommunityGrains.Notices.Making;
using CommunityGrains.Registry;
using CommunityGrains.Registry.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

[assembly: AssemblyFixture(typeof(CommunityGrains.Web.Specs.Notices.NoticeSite))]

namespace CommunityGrains.Web.Specs.Notices;

/// <summary>The whole program with a register of its own, whose letters lie in a folder.</summary>
public sealed partial class NoticeSite : IAsyncLifetime
{
    public const string Region = "RU-BA", Password = "синий трактор едет";

    private readonly string folder = Directory.CreateTempSubdirectory("notice-site-").FullName;
    private WebApplication? application;
    private int accounts;

    public Uri Address { get; private set; } = null!;

    public DateOnly Today => Services.GetRequiredService<RegionCalendar>().Today(Region);

    private IServiceProvider Services => application!.Services;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        application = await Composition.BuildAsync(
            new HostOptions
            {
                Data = folder, Urls = "http://127.0.0.1:0", Region = Region,
                Roles = Roles.Api | Roles.Web | Roles.Registry,
            },
            logging => logging.ClearProviders(),
            services =>
            {
                services.Replace(ServiceDescriptor.Singleton(new Passwords(iterations: 10)));
                services.Replace(ServiceDescriptor.Singleton(new NoticeRules { Gathering = TimeSpan.Zero }));
            },
            Cancel);
        await application.StartAsync(Cancel);
        Address = new Uri(application.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        if (application is not null) await application.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Somebody with a role, perhaps of those on record; his login.</summary>
    public async Task<string> GivenAn(Role role, Scope scope, PersonId? person = null)
    {
        var account = await Services.GetRequiredService<AccountBook>().MakeAsync(
            $"reader{Interlocked.Increment(ref accounts)}@example.org", Password,
            person ?? new PersonId(Guid.NewGuid()), Cancel);
        await Services.GetRequiredService<GrantKeeper>().GiveAsync(
            account!, Region, role, scope, GrantKeeper.Program, Guid.NewGuid(), "для примера", Cancel);
        return account!.Login;
    }

    public async Task<MunicipalityId> GivenAMunicipality(string name)
    {
        var id = new MunicipalityId(Guid.NewGuid());
        await AskAsync(GrainKinds.Municipality, id.Value, Today, asked => new MunicipalityCommand.List(
            asked, name, $"{name} муниципальный район", MunicipalityForm.MunicipalDistrict, Region));
        return id;
    }

    public async Task<CommunityId> GivenACommunity(
        MunicipalityId municipality, string name, DateOnly? on = null, bool isProposed = false)
    {
        var id = new CommunityId(Guid.NewGuid());
        ValueList<FieldChange> fields =
        [
            new(RegisterField.Name, name), new(RegisterField.Form, "initiative-group"),
            new(RegisterField.Municipality, municipality.ToString()),
        ];
        await AskAsync(GrainKinds.Community, id.Value, on ?? Today, asked => isProposed
            ? new CommunityCommand.Propose(asked, fields)
            : new CommunityCommand.Register(asked, fields, "для примера"));
        return id;
    }

    public async Task<LeaderId> GivenAClaim(CommunityId community, string name, PersonId? person = null)
    {
        var id = new LeaderId(Guid.NewGuid());
        var who = new Contact(person ?? new PersonId(Guid.NewGuid()), new(name));
        await AskAsync(GrainKinds.Leader, id.Value, Today, asked => new LeaderCommand.Claim(
            asked, who, community, LeaderRole.Chair, "председатель"));
        return id;
    }

    /// <summary>A claim that was verified until a day.</summary>
    public async Task<LeaderId> GivenALeader(
        CommunityId community, string name, PersonId person, DateOnly until)
    {
        var id = await GivenAClaim(community, name, person);
        EntryId[] facts = [new(Guid.NewGuid()), new(Guid.NewGuid())];
        var kinds = new[] { EvidenceKind.MeetingProtocol, EvidenceKind.GatheringHeld };
        foreach (var (fact, kind) in facts.Zip(kinds))
        {
            await AskAsync(GrainKinds.Leader, id.Value, Today, asked => new LeaderCommand.GiveEvidence(
                asked, fact, kind, "для примера", Today));
        }

        await AskAsync(GrainKinds.Leader, id.Value, Today, asked => new LeaderCommand.StartReview(asked));
        await Verify(id, facts, until);
        return id;
    }

    /// <summary>Verifies a claim on all its evidence, or prolongs its verification.</summary>
    public async Task Verify(LeaderId id, DateOnly until)
    {
        var state = await Services.GetRequiredService<IGrains>().StateAsync(
            new StreamId(Region, GrainKinds.Leader.Category, id.Value), Cancel);
        await Verify(id, [.. ((Leader)state.State).CardOrNone()!.Evidence.Select(fact => fact.Id)], until);
    }

    private Task Verify(LeaderId id, EntryId[] facts, DateOnly until) => AskAsync(
        GrainKinds.Leader, id.Value, Today, asked => new LeaderCommand.Verify(
            asked, "протокол и субботник", [.. facts], until));

    public Task GivenASuspicion(CommunityId community, CommunityId other) => AskAsync(
        GrainKinds.Community, community.Value, Today, asked => new CommunityCommand.SuggestDuplicate(
            asked, community, other, 92, "имя и место"));

    public async Task<InitiativeId> GivenAnInitiative(
        MunicipalityId municipality, CommunityId community, DateOnly on)
    {
        var id = new InitiativeId(Guid.NewGuid());
        await AskAsync(GrainKinds.Initiative, id.Value, on, asked => new InitiativeCommand.Propose(
            asked, "Сад у школы", municipality, [community]));
        return id;
    }

    /// <summary>As the timekeeper asks it.</summary>
    public Task AskWhatHoldsItUp(InitiativeId initiative, DateOnly nothingSince) => AskAsync(
        GrainKinds.Initiative, initiative.Value, Today,
        asked => new InitiativeCommand.AskWhatHoldsItUp(asked, nothingSince));

    public Task Pause(InitiativeId initiative) => AskAsync(
        GrainKinds.Initiative, initiative.Value, Today,
        asked => new InitiativeCommand.Pause(asked, "ждём весны"));

    /// <summary>A program that begins to tell what only time brings, by a clock of its own.</summary>
    public DailyNotices NewDays(TimeProvider clock) => new(
        Services.GetRequiredService<Deployment>().Registry, Services.GetRequiredService<IRegionList>(),
        Services.GetRequiredService<KnownAccounts>(), Services.GetRequiredService<NoticeBook>(),
        new RegionCalendar(clock, RegionCalendar.Moscow), Services.GetRequiredService<DueRules>());

    /// <summary>What somebody was told of a record, the first first.</summary>
    public async Task<IReadOnlyList<Notice>> ToldTo(string login, Guid subject)
    {
        var account = await Services.GetRequiredService<AccountBook>().FindByLoginAsync(login, Cancel);
        var all = await Services.GetRequiredService<NoticeBook>().ListAsync(account!.Id, 100, null, Cancel);
        return [.. all.Where(notice => notice.Subject == subject).Reverse()];
    }

    /// <summary>All that has happened is told.</summary>
    public Task Told() => Services.GetRequiredService<NoticeReader>().ReadToHeadAsync(Cancel);

    /// <summary>The letters that lie there for an address, once all that are due have been sent.</summary>
    public async Task<IReadOnlyList<string>> LettersTo(string address)
    {
        await Services.GetRequiredService<Postman>().RoundAsync(Cancel);
        var letters = new List<string>();
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "letters"), "*.eml"))
        {
            var text = await File.ReadAllTextAsync(file, Cancel);
            if (text.Contains($"To: {address}", StringComparison.OrdinalIgnoreCase)) letters.Add(text);
        }

        return letters;
    }

    /// <summary>The first address in a letter that has this in it.</summary>
    public static string LinkIn(string letter, string part) => LinksIn(letter)
        .FirstOrDefault(link => link.Contains(part, StringComparison.Ordinal)).ShouldNotBeNull(part);

    /// <summary>All addresses in a letter.</summary>
    public static IReadOnlyList<string> LinksIn(string letter)
    {
        // Both bodies are base64, or quoted where most of it is ASCII.
        var bodies = Base64Line().Matches(letter).Select(match => Decoded(match.Value));
        var all = string.Join('\n', [letter.Replace("=\r\n", "", StringComparison.Ordinal), .. bodies]);
        return [.. Link().Matches(all).Select(match => match.Value)];
    }

    private static string Decoded(string base64)
    {
        try
        {
            return System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(base64));
        }
        catch (FormatException)
        {
            return "";
        }
    }

    private async Task AskAsync(IGrainKind kind, Guid record, DateOnly on, Func<Asked, Command> command)
    {
        var asked = new Asked(
            new CommandId(Guid.NewGuid()), new PersonId(Guid.NewGuid()),
            Services.GetRequiredService<RegionCalendar>().Now, on);
        var reply = await Services.GetRequiredService<IGrains>().AskAsync(
            new Order(new StreamId(Region, kind.Category, record), command(asked)), Cancel);
        var position = reply.ShouldBeOfType<Reply.Accepted>($"{reply}").Position;
        await using var scope = Services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<IRegistry>()
            .WaitAsync(position, TimeSpan.FromSeconds(30), Cancel)).ShouldBeTrue("the views follow");
    }

    [GeneratedRegex(@"https?://[^\s""<>]+")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?:^[A-Za-z0-9+/=]{4,76}\r?\n)+", RegexOptions.Multiline)]
    private static partial Regex Base64Line();
}

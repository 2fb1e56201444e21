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

    /// <summary>Somebody with a role; his login.</summary>
    public async Task<string> GivenAn(Role role, Scope scope)
    {
        var account = await Services.GetRequiredService<AccountBook>().MakeAsync(
            $"reader{Interlocked.Increment(ref accounts)}@example.org", Password, Cancel);
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

    public async Task<LeaderId> GivenAClaim(CommunityId community, string name)
    {
        var (id, person) = (new LeaderId(Guid.NewGuid()), new Contact(new(Guid.NewGuid()), new(name)));
        await AskAsync(GrainKinds.Leader, id.Value, Today, asked => new LeaderCommand.Claim(
            asked, person, community, LeaderRole.Chair, "председатель"));
        return id;
    }

    public Task GivenASuspicion(CommunityId community, CommunityId other) => AskAsync(
        GrainKinds.Community, community.Value, Today, asked => new CommunityCommand.SuggestDuplicate(
            asked, community, other, 92, "имя и место"));

    public Task GivenAnInitiative(
        MunicipalityId municipality, CommunityId community, DateOnly on) => AskAsync(
        GrainKinds.Initiative, Guid.NewGuid(), on, asked => new InitiativeCommand.Propose(
            asked, "Сад у школы", municipality, [community]));

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

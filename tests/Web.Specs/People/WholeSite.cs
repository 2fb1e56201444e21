using CommunityGrains.Access.Accounts;
using CommunityGrains.Access.Suggestions;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.Host;
using CommunityGrains.Registry;
using CommunityGrains.Registry.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

[assembly: AssemblyFixture(typeof(CommunityGrains.Web.Specs.People.WholeSite))]

namespace CommunityGrains.Web.Specs.People;

/// <summary>The whole program as it is run, with its own accounts, over a temporary folder.</summary>
public sealed partial class WholeSite : IAsyncLifetime
{
    public const string Region = "RU-BA", Password = "синий трактор едет";

    // All residents of these specifications write from one address.
    private static readonly IntakeLimits Patient = IntakeLimits.Default with
    {
        PerAddress = IntakeLimits.Default.PerAddress with { Free = 10_000 },
    };

    private readonly string folder = Directory.CreateTempSubdirectory("whole-site-").FullName;
    private WebApplication? application;
    private int accounts;

    public Uri Address { get; private set; } = null!;

    internal IServiceProvider Services => application!.Services;

    public T Service<T>() where T : notnull => Services.GetRequiredService<T>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => StartAsync(Roles.Api | Roles.Web | Roles.Registry);

    /// <summary>Ends the program and begins it again over the same folder, with other roles and perhaps by
    /// another clock.</summary>
    internal async ValueTask StartAgainAsync(Roles roles, TimeProvider? clock = null)
    {
        await application!.StopAsync(Cancel);
        await application.DisposeAsync();
        await StartAsync(roles, clock);
    }

    private async ValueTask StartAsync(Roles roles, TimeProvider? clock = null)
    {
        application = await Composition.BuildAsync(
            new HostOptions
            {
                Data = folder, Urls = "http://127.0.0.1:0", Region = Region, Roles = roles,
                Clock = clock ?? TimeProvider.System,
            },
            logging => logging.ClearProviders(),
            // Only quick hashes; what they are worth is specified elsewhere.
            services => services.Replace(ServiceDescriptor.Singleton(new Passwords(iterations: 10)))
                .Replace(ServiceDescriptor.Singleton(Patient)),
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
    public async Task<string> GivenAn(Role role, Scope? scope = null, PersonId? person = null)
    {
        var account = await Services.GetRequiredService<AccountBook>().MakeAsync(
            $"person{Interlocked.Increment(ref accounts)}@example.org", Password,
            person ?? new PersonId(Guid.NewGuid()), Cancel);
        await Services.GetRequiredService<GrantKeeper>().GiveAsync(
            account!, Region, role, scope ?? new Scope.Region(), GrantKeeper.Program, Guid.NewGuid(),
            "для примера", Cancel);
        return account!.Login;
    }

    /// <summary>A community with a head, who also claims to lead it.</summary>
    public async Task<(Contact Head, MunicipalityId Municipality, CommunityId Community)> GivenAHead(
        string name)
    {
        var head = new Contact(
            new(Guid.NewGuid()), new(name), new("head@example.org"), new("+79990001122"));
        var (municipality, community) = (new MunicipalityId(Guid.NewGuid()), new CommunityId(Guid.NewGuid()));
        await AskAsync(GrainKinds.Municipality, municipality.Value, asked => new MunicipalityCommand.List(
            asked, "Примерный район", "Примерный муниципальный район", MunicipalityForm.MunicipalDistrict,
            Region));
        await AskAsync(GrainKinds.Community, community.Value, asked => new CommunityCommand.Register(
            asked,
            [
                new(RegisterField.Name, "ТОС «Примерный двор»"), new(RegisterField.Form, "initiative-group"),
                new(RegisterField.Municipality, municipality.ToString()),
            ],
            "для примера", head));
        await AskAsync(GrainKinds.Leader, Guid.NewGuid(), asked => new LeaderCommand.Claim(
            asked, head, community, LeaderRole.Chair, "председатель"));
        return (head, municipality, community);
    }

    public async Task AskAsync(IGrainKind kind, Guid record, Func<Asked, Command> command)
    {
        var calendar = Services.GetRequiredService<RegionCalendar>();
        var asked = new Asked(
            new CommandId(Guid.NewGuid()), new PersonId(Guid.NewGuid()), calendar.Now,
            calendar.Today(Region));
        var order = new Order(new StreamId(Region, kind.Category, record), command(asked));
        var reply = await Services.GetRequiredService<IGrains>().AskAsync(order, Cancel);
        await SeenAsync(reply.ShouldBeOfType<Reply.Accepted>($"{reply}").Position);
    }

    /// <summary>Returns when the views have seen what is on record up to here.</summary>
    public async Task SeenAsync(long position)
    {
        await using var scope = Services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<IRegistry>()
            .WaitAsync(position, TimeSpan.FromSeconds(30), Cancel)).ShouldBeTrue("the views follow");
    }
}

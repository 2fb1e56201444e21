using System.Net;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.Host;
using CommunityGrains.LongWork;
using CommunityGrains.LongWork.Imports;
using CommunityGrains.Registry;
using CommunityGrains.Web.Specs.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace CommunityGrains.Web.Specs.Imports;

/// <summary>The whole program over an empty folder of its own. It can be stopped and started again there, and
/// imports can be held where they begin.</summary>
public sealed class ImportSite : IAsyncDisposable
{
    public const string Password = "синий трактор едет";

    private const string Region = "RU-BA";

    private WebApplication? application;
    private Gate gate = new();

    public string Folder { get; } = Directory.CreateTempSubdirectory("import-site-").FullName;

    public Uri Address { get; private set; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<ImportSite> StartAsync()
    {
        var site = new ImportSite();
        await site.StartAgainAsync();
        return site;
    }

    /// <summary>Ends the program as a restart does, and begins it again over the same folder.</summary>
    public async Task StartAgainAsync()
    {
        if (application is not null)
        {
            await application.StopAsync(Cancel);
            await application.DisposeAsync();
        }

        gate = new Gate();
        application = await Composition.BuildAsync(
            new HostOptions
            {
                Data = Folder, Urls = "http://127.0.0.1:0", Region = Region,
                Roles = Roles.Api | Roles.Web | Roles.Registry,
            },
            logging => logging.ClearProviders(), Replace, Cancel);
        await application.StartAsync(Cancel);
        Address = new Uri(application.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        gate.Open();
        if (application is not null) await application.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>From now on imports wait before their first row, and say that they are at a
    /// quarter.</summary>
    public void HoldImports() => gate.Close();

    public void LetImportsGo() => gate.Open();

    /// <summary>The link that the program prints when there is no account.</summary>
    public async Task<string> FirstLinkAsync() => "/invitation/" +
        await application!.Services.GetRequiredService<Invitations>().MakeFirstAsync(Region, Cancel);

    /// <summary>Somebody with a role; his login.</summary>
    public async Task<string> GivenAn(Role role, Scope? scope = null)
    {
        var account = await application!.Services.GetRequiredService<AccountBook>().MakeAsync(
            $"person{Guid.NewGuid():N}@example.org", Password, Cancel);
        await application.Services.GetRequiredService<GrantKeeper>().GiveAsync(
            account!, Region, role, scope ?? new Scope.Region(), GrantKeeper.Program, Guid.NewGuid(),
            "для примера", Cancel);
        return account!.Login;
    }

    /// <summary>Takes a role away that somebody has been given here.</summary>
    public async Task LoseAsync(string login, Role role)
    {
        var services = application!.Services;
        var account = (await services.GetRequiredService<AccountBook>().FindByLoginAsync(login, Cancel))!;
        var stream = new StreamId(Region, GrainKinds.Account.Category, account.Id.Value);
        var grains = services.GetRequiredService<IGrains>();
        var grant = ((Domain.Access.Account)(await grains.StateAsync(stream, Cancel)).State).StandingGrants()
            .Single(one => one.Role == role);
        var calendar = services.GetRequiredService<RegionCalendar>();
        var asked = new Asked(
            new CommandId(Guid.NewGuid()), GrantKeeper.Program, calendar.Now, calendar.Today(Region));
        (await grains.AskAsync(
            new Order(stream, new AccountCommand.RevokeGrant(asked, grant.Id, "для примера")), Cancel))
            .ShouldBeOfType<Reply.Accepted>();
        services.GetRequiredService<GrantKeeper>().Forget(account.Id);
    }

    /// <summary>A browser without pictures: it keeps cookies, and goes nowhere by itself.</summary>
    public HttpClient NewClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, CookieContainer = new CookieContainer(),
    })
    {
        BaseAddress = Address,
    };

    /// <summary>A browser whose owner is signed in.</summary>
    public async Task<HttpClient> SignInAsync(string login)
    {
        var client = NewClient();
        (await client.SignInAsync(login, Password)).Status.ShouldBe(303);
        client.DefaultRequestHeaders.Add("x-login", login);
        return client;
    }

    private void Replace(IServiceCollection services)
    {
        // Only quick hashes; what they are worth is specified elsewhere.
        services.Replace(ServiceDescriptor.Singleton(new Passwords(iterations: 10)));
        services.Replace(ServiceDescriptor.Singleton(
            new LongWorkOptions(Path.Combine(Folder, "work")) { UploadBytesMax = 2 << 20 }));
        services.Remove(services.Single(service => service.ImplementationType == typeof(ImportWork)));
        services.AddSingleton<IWorkKind>(all =>
            new HeldImport(
                new ImportWork(
                    all.GetRequiredService<ImportServices>(), all.GetServices<IImportListener>()),
                gate));
    }

    private sealed class Gate
    {
        private TaskCompletionSource opened = Opened();

        public Task Way => opened.Task;

        public void Close() => opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Open() => opened.TrySetResult();

        private static TaskCompletionSource Opened()
        {
            var made = new TaskCompletionSource();
            made.SetResult();
            return made;
        }
    }

    private sealed class HeldImport(ImportWork import, Gate gate) : IWorkKind
    {
        public string Name => import.Name;

        public async Task<string> RunAsync(WorkRun run, CancellationToken cancel)
        {
            if (!gate.Way.IsCompleted) run.Tell(500, 2000);
            await gate.Way.WaitAsync(cancel);
            return await import.RunAsync(run, cancel);
        }
    }
}

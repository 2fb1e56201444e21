using System.Collections.Concurrent;
using System.Net;
using CommunityGrains.Access;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.EventLog.Sqlite;
using CommunityGrains.Registry;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Sqlite;
using CommunityGrains.Web.Specs.Sample;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

[assembly: AssemblyFixture(typeof(CommunityGrains.Web.Specs.Accounts.AccountSite))]

namespace CommunityGrains.Web.Specs.Accounts;

/// <summary>Whom the register speaks of, as a specification says.</summary>
public sealed class PeopleSaid : IPeopleOnRecord
{
    public ConcurrentDictionary<PersonId, bool> Known { get; } = new();

    public ValueTask<IReadOnlySet<PersonId>> PublishingAsync(
        string region, IReadOnlyCollection<PersonId> people, CancellationToken cancel = default) =>
        new(new HashSet<PersonId>());

    public ValueTask<IReadOnlyList<StreamId>> RecordsOfAsync(
        string region, PersonId person, CancellationToken cancel = default) =>
        new(Known.ContainsKey(person) ? [new StreamId(region, "leader", person.Value)] : []);
}

/// <summary>The pages with real accounts behind them: a database, grains and a log in a temporary
/// folder.</summary>
public sealed class AccountSite : IAsyncLifetime
{
    public const string Password = "синий трактор едет";

    private readonly string folder = Directory.CreateTempSubdirectory("accounts-").FullName;
    private WebApplication? application;
    private SqliteDatabase? logFile;
    private SqliteEventLog? log;
    private SqliteAccessDatabase? database;
    private int accounts;

    /// <summary>Whom the register speaks of, besides communities and their leaders.</summary>
    public PeopleSaid People { get; } = new();

    public Uri Address { get; private set; } = null!;

    public IServiceProvider Services => application!.Services;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        logFile = new SqliteDatabase(Path.Combine(folder, "log.db"));
        log = new SqliteEventLog(logFile, TimeProvider.System);
        database = new SqliteAccessDatabase(Path.Combine(folder, "access.db"));
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ContentRootPath = Path.GetTempPath() });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<IRegistry>(new SampleRegistry());
        builder.Services.AddSingleton<IPeopleOnRecord>(People);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new RegionCalendar(TimeProvider.System, RegionCalendar.Moscow));
        builder.Services.AddSingleton<IGrains>(new LocalGrains(log, new SqliteSnapshots(logFile)));
        builder.Services.AddAccounts(database, new SecretBox(new byte[32]));
        // Only quick hashes; what they are worth is specified elsewhere.
        builder.Services.Replace(ServiceDescriptor.Singleton(new Passwords(iterations: 10)));
        builder.Services.AddWeb();
        application = builder.Build();
        application.UseViewers();
        application.UseRouting();
        application.MapWeb();
        await application.StartAsync(Cancel);
        Address = new Uri(application.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        if (application is not null) await application.DisposeAsync();
        if (database is not null) await database.DisposeAsync();
        if (log is not null) await log.DisposeAsync();
        logFile?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A browser without pictures: it keeps cookies, and goes nowhere by itself.</summary>
    public HttpClient NewClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, CookieContainer = new CookieContainer(),
    })
    {
        BaseAddress = Address,
    };

    /// <summary>A new account; its login.</summary>
    public async Task<AccountRecord> GivenAnAccount(Role? role = null)
    {
        var account = await Services.GetRequiredService<AccountBook>().MakeAsync(
            $"person{Interlocked.Increment(ref accounts)}@example.org", Password, Cancel);
        if (role is { } given)
        {
            await GivenARole(account!, given, new Scope.Region());
        }

        return account.ShouldNotBeNull();
    }

    public async Task GivenARole(AccountRecord account, Role role, Scope scope) =>
        await Services.GetRequiredService<GrantKeeper>().GiveAsync(
            account, "RU-BA", role, scope, GrantKeeper.Program, Guid.NewGuid(), "для примера", Cancel);
}

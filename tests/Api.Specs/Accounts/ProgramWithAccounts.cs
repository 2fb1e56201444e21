using System.Net;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Api.Security;
using CommunityGrains.Api.Specs.Fixture;
using CommunityGrains.Domain.Access;
using CommunityGrains.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

[assembly: AssemblyFixture(typeof(CommunityGrains.Api.Specs.Accounts.ProgramWithAccounts))]

namespace CommunityGrains.Api.Specs.Accounts;

/// <summary>The program as it is run, with real accounts: whoever asks signs in, or shows a token. It stands
/// behind a proxy of this machine, and gives an address twenty requests at once.</summary>
public sealed class ProgramWithAccounts : IAsyncLifetime
{
    public const string Password = "синий трактор едет";

    private readonly string folder = Path.Combine(Path.GetTempPath(), $"communitygrains-{Guid.NewGuid():N}");
    private int accounts;

    public const int Burst = 20;

    public KeptLog Journal { get; } = new();

    public WebApplication App { get; private set; } = null!;

    public Uri Address => new(App.Urls.Single());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        App = await Composition.BuildAsync(
            new HostOptions
            {
                Data = folder, Urls = "http://127.0.0.1:0", Roles = Roles.Api | Roles.Web | Roles.Registry,
                Proxies = [IPNetwork.Parse("127.0.0.0/8")],
                Rates = new RateOptions { Address = new Rate(PerSecond: 1, Burst) },
            },
            logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Journal),
            replacing: services => services.Replace(
                ServiceDescriptor.Singleton(new Passwords(iterations: 10))));
        await App.StartAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    public T Service<T>() where T : notnull => App.Services.GetRequiredService<T>();

    /// <summary>A client with cookies of its own, that is nobody yet.</summary>
    public HttpClient NewClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, CookieContainer = new CookieContainer(),
    })
    {
        BaseAddress = Address,
    };

    public async Task<AccountRecord> GivenAnAccount(Role? role = null)
    {
        var account = await Service<AccountBook>().MakeAsync(
            $"person{Interlocked.Increment(ref accounts)}@example.org", Password, Cancel);
        if (role is { } given)
        {
            await Service<GrantKeeper>().GiveAsync(
                account!, "RU-BA", given, new Scope.Region(), GrantKeeper.Program, Guid.NewGuid(),
                "для примера", Cancel);
        }

        return account.ShouldNotBeNull();
    }

    /// <summary>A token of an account, as its owner would be shown it.</summary>
    public async Task<string> GivenAToken(
        AccountRecord account, bool readOnly = false, string? region = null, params Role[] roles) =>
        (await Service<AccessTokens>().MakeAsync(
            account.Id, "для примера", region, roles, readOnly, days: 1, Cancel))!;
}

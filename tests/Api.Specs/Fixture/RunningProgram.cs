using CommunityGrains.Access;
using CommunityGrains.Api.Specs.Fixture;
using CommunityGrains.Host;
using CommunityGrains.Specs;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

[assembly: AssemblyFixture(typeof(RunningProgram))]

namespace CommunityGrains.Api.Specs.Fixture;

/// <summary>The whole program as it is run, over a temporary folder and a free port of this machine.
/// Specifications share it; each has a region of its own, so that none sees another's records.</summary>
public sealed class RunningProgram : IAsyncLifetime
{
    private int regions;

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"communitygrains-{Guid.NewGuid():N}");

    public KeptLog Journal { get; } = new();

    public WebApplication App { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public Uri Address => Http.BaseAddress!;

    public string NewRegion() => $"RU-T{Interlocked.Increment(ref regions)}";

    public async ValueTask InitializeAsync()
    {
        // No timekeeper: what is due is asked for in its own specifications, on days of their own.
        App = await Composition.BuildAsync(
            new HostOptions
            {
                Data = Folder, Urls = "http://127.0.0.1:0", Roles = Roles.Api | Roles.Web | Roles.Registry,
            },
            logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Journal),
            replacing: services => services.AddSingleton<IViewers, ViewersByHeader>());
        await App.StartAsync();
        Http = new HttpClient { BaseAddress = new Uri(App.Urls.Single()),
            Timeout = TimeSpan.FromSeconds(60) };
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}

using System.Collections.Concurrent;
using CommunityGrains.Access;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Specs;
using CommunityGrains.Web.Specs.Sample;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

[assembly: AssemblyFixture(typeof(CommunityGrains.Web.Specs.Site))]

namespace CommunityGrains.Web.Specs;

/// <summary>The pages on a real server, on a free port of this machine only, with the sample behind
/// them.</summary>
public sealed class Site : IAsyncLifetime
{
    private WebApplication? application;

    /// <summary>What the pages are told of the deployment.</summary>
    internal Action<WebOptions>? Options { get; init; }

    internal SampleRegistry Registry { get; } = new();

    /// <summary>What was logged of failures, each with its exception as a console would write it.</summary>
    internal ConcurrentQueue<string> Journal { get; } = new();

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public Uri Address => Http.BaseAddress!;

    public async ValueTask InitializeAsync()
    {
        // A content root without files: what the pages need must come out of their assembly.
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ContentRootPath = Path.GetTempPath() });
        builder.Logging.ClearProviders().AddProvider(new JournalOfErrors(Journal));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<IRegistry>(Registry);
        builder.Services.AddSingleton<IAtlas>(new SampleAtlas(Registry));
        builder.Services.AddWeb(Options);
        builder.Services.AddSingleton<IViewers, ViewersByHeader>();
        application = builder.Build();
        application.UseViewers();
        application.UseRouting();
        application.MapWeb();
        await application.StartAsync(TestContext.Current.CancellationToken);
        Http.BaseAddress = new Uri(application.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (application is not null) await application.DisposeAsync();
    }

    /// <summary>The page's HTML; its status must be this one.</summary>
    internal async Task<string> GetAsync(string address, int status = 200)
    {
        var reply =
            await Http.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        ((int)reply.StatusCode).ShouldBe(status, address);
        return await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private sealed class JournalOfErrors(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) lines.Enqueue($"{formatter(state, exception)} {exception}");
        }

        public void Dispose()
        {
        }
    }
}

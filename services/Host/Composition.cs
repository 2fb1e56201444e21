using CommunityGrains.Access;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Access.People;
using CommunityGrains.Access.Rights;
using CommunityGrains.Access.Suggestions;
using CommunityGrains.Api;
using CommunityGrains.Api.Http;
using CommunityGrains.Api.Security;
using CommunityGrains.Domain;
using CommunityGrains.Host.Serving;
using CommunityGrains.Host.Timekeeping;
using CommunityGrains.LongWork;
using CommunityGrains.LongWork.Imports;
using CommunityGrains.Notices;
using CommunityGrains.Notices.Letters;
using CommunityGrains.Notices.Subscribing;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Registry.Texts;
using CommunityGrains.Web;
using CommunityGrains.Web.Notices;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Console;

namespace CommunityGrains.Host;

/// <summary>Puts the program together from its roles. Nowhere else is one part given to another.</summary>
public static class Composition
{
    /// <summary>How long what is under way may take to end when the program is told to stop.</summary>
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(15);

    /// <summary>The server, not yet started, over the options' store, which is open. Disposing the server
    /// closes it.</summary>
    /// <param name="replacing">Has the last word on what the parts are given: for tests, which have no
    /// browser to sign in with.</param>
    /// <exception cref="RefusedException">An address is none that can be served.</exception>
    public static async Task<WebApplication> BuildAsync(
        HostOptions options, Action<ILoggingBuilder>? logging = null,
        Action<IServiceCollection>? replacing = null, CancellationToken cancel = default)
    {
        if (KnownNames.Objection(options.Urls) is { } objection) throw new RefusedException(objection);
        var deployment = await Deployment.OpenAsync(options, cancel);
        try
        {
            return Build(options, deployment, logging, replacing);
        }
        catch
        {
            await deployment.DisposeAsync();
            throw;
        }
    }

    private static WebApplication Build(
        HostOptions options, Deployment deployment, Action<ILoggingBuilder>? logging,
        Action<IServiceCollection>? replacing)
    {
        var parts = RoleTable.PartsOf(options.Roles);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = "communitygrains",
            EnvironmentName = Environments.Production,
        });
        // What listens where, and how much is logged, is said on the command line only (see HostOptions).
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection();
        builder.WebHost.UseUrls(options.Urls.Split(';'));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = new ApiOptions().CommandBytesMax;
            // Who sends his headers drop by drop holds nothing for long; bodies have their own least rate.
            kestrel.Limits.RequestHeadersTimeout = HeadersTimeout;
        });
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(
            server => server.ShutdownTimeout = DrainTimeout);
        AddLogging(builder.Logging, logging);
        AddParts(builder.Services, options, deployment, parts);
        replacing?.Invoke(builder.Services);
        var app = builder.Build();
        // Asked for once, so that from here on it is disposed with the program, last of all.
        _ = app.Services.GetRequiredService<Deployment>();
        Map(app, parts);
        return app;
    }

    /// <summary>How the program keeps its journal, whichever of its parts writes.</summary>
    public static void AddLogging(ILoggingBuilder builder, Action<ILoggingBuilder>? instead = null)
    {
        builder.ClearProviders();
        // Libraries only when something is wrong: some tell of every call, some write addresses with their
        // queries, and a search text may be a name.
        builder.AddFilter(null, LogLevel.Warning);
        builder.AddFilter("CommunityGrains", LogLevel.Information);
        if (instead is not null) instead(builder);
        else if (Console.IsErrorRedirected) builder.AddJsonConsole(console => console.UseUtcTimestamp = true);
        else builder.AddSimpleConsole(console => console.SingleLine = true);
        // The journal goes to standard error; what the operator asked for stands alone on standard output.
        builder.Services.Configure<ConsoleLoggerOptions>(console =>
            console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    private static void AddParts(
        IServiceCollection services, HostOptions options, Deployment deployment, Parts parts)
    {
        services.AddSingleton(options);
        services.AddSingleton(options.Clock);
        // Its parts are given as they are, and only the whole is the container's to dispose, in its own
        // order.
        services.AddSingleton(_ => deployment);
        services.AddSingleton(deployment.Log);
        services.AddSingleton(deployment.Grains);
        AddPeople(services, options, deployment);
        services.AddSingleton(deployment.Imports);
        services.AddSingleton(deployment.Calendar);
        services.AddAccounts(deployment.Store.Access, deployment.Box, options.Issuer);
        services.AddSingleton(_ => new RateLimits(options.Rates));
        services.AddHostedService<Telemetry>();
        services.AddHostedService(all => new DeploymentService(
            all.GetRequiredService<Deployment>(), parts, all.GetService<Notifying>()));
        services.AddSingleton(all => new Health(
            all.GetRequiredService<Deployment>(), parts, all.GetService<TimekeeperService>(), options.Clock,
            all.GetService<NoticeHealth>()));
        services.AddSingleton(new DueRules());
        services.AddSingleton(deployment.Store.Regions);
        services.AddNotices();
        if (parts.HasFlag(Parts.Processes)) AddNotifying(services, options, deployment);
        if (parts.HasFlag(Parts.Timekeeper))
        {
            services.AddSingleton(all => new DueWork(
                deployment.Registry, deployment.Registry, deployment.Grains, deployment.Log,
                all.GetRequiredService<DueRules>()));
            services.AddSingleton<TimekeeperService>();
            services.AddHostedService(all => all.GetRequiredService<TimekeeperService>());
        }

        // The checks of requests say what they refuse as problems, whatever the roles.
        services.AddApi(new ApiOptions { DefaultRegion = options.Region, Language = options.Language });
        if (parts.HasFlag(Parts.Pages))
        {
            services.AddSingleton<IImportListener, ImportNotices>();
            services.AddLongWork(new LongWorkOptions(Path.Combine(options.Data, "work")));
            services.AddWeb(web =>
            {
                web.Region = options.Region;
                web.Tiles = options.Tiles;
                web.MapCredit = options.MapCredit;
                web.TimeZone = new Registry.RegionCalendar(options.Clock, Registry.RegionCalendar.Moscow)
                    .ZoneOf(options.Region).Id;
            });
        }
    }

    /// <summary>Whoever asks for the registry within a request gets it as that request's reader may see
    /// it.</summary>
    private static void AddPeople(IServiceCollection services, HostOptions options, Deployment deployment)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton<IPersonalRights, RightsToPeople>();
        services.AddSingleton(deployment.Vault);
        services.AddSingleton<IPeopleOnRecord>(deployment.Registry);
        services.AddSingleton<IAtlas>(deployment.Registry.Atlas);
        services.AddSingleton<ILookalikes>(deployment.Registry);
        services.AddSingleton(options.ReadingLimits);
        services.AddSingleton<ReadingLog>();
        services.AddSingleton<PeopleServices>();
        services.AddSingleton<SubjectData>();
        services.AddSingleton(deployment.Erasing);
        services.AddSingleton<Places>();
        services.AddScoped<PeopleDirectory>();
        services.AddHostedService<ErasureSharing>();
        services.AddSingleton<ISuggestionsOnRecord>(deployment.Registry);
        services.AddSingleton<SuggestionDesk>();
        services.AddSingleton(IntakeLimits.Default);
        services.AddSingleton<SuggestionIntake>();
        services.AddSingleton<ForgettingSuggestions>();
        services.AddHostedService<SuggestionForgetting>();
        services.AddScoped<IRegistry>(all => new RevealingRegistry(
            deployment.Registry, all.GetRequiredService<PeopleServices>(),
            Readers.Of(all.GetRequiredService<IHttpContextAccessor>().HttpContext, options.Language)));
        services.AddScoped<IWorkList>(all => new RevealingWorkList(
            deployment.Registry, all.GetRequiredService<PeopleServices>(),
            Readers.Of(all.GetRequiredService<IHttpContextAccessor>().HttpContext, options.Language)));
    }

    private static void AddNotifying(
        IServiceCollection services, HostOptions options, Deployment deployment)
    {
        services.TryAddSingleton<IListFilters, ListFilters>();
        services.AddSingleton<ISiteAddress, SiteAddress>();
        services.AddSingleton<ILetterWriter>(new LetterWriter(
            deployment.Registry,
            options.Language == Language.English
                ? Web.Wording.Language.English
                : Web.Wording.Language.Russian));
        services.AddNotifying(
            deployment.Registry, deployment.Registry,
            all => new RevealingRegistry(
                deployment.Registry, all.GetRequiredService<PeopleServices>(),
                Readers.OfProgram(ReadingPurpose.Work, options.Language)),
            options.Mail);
        services.AddSingleton<NoticeHealth>();
    }

    // Null: any. Who is open to others, or has a proxy before him, is reached by names of their choice.
    private static IReadOnlyList<string>? NamesOf(HostOptions options) =>
        options.Names.Count > 0 ? options.Names
        : KnownNames.AreOpen(options.Urls) || options.Proxies.Count > 0 ? null
        : [];

    private static void Map(WebApplication app, Parts parts)
    {
        app.UseProxies(app.Services.GetRequiredService<HostOptions>().Proxies);
        app.UseRequestJournal();
        app.UseSecurityHeaders();
        app.UseKnownNames(NamesOf(app.Services.GetRequiredService<HostOptions>()));
        app.UseProblems();
        app.UseViewers();
        app.UseRateLimits();
        app.UseApiSignIn();
        app.UseRouting();
        app.UseRequestTimeouts();
        app.MapHealth();
        if (parts.HasFlag(Parts.ApiEndpoints)) app.MapApi();
        if (parts.HasFlag(Parts.Pages)) app.MapWeb();
    }
}

/// <summary>What the operator asked for cannot be done; the message is one sentence for him.</summary>
public sealed class RefusedException(string message) : Exception(message);

using System.Text.Encodings.Web;
using System.Text.Unicode;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Access.Rights;
using CommunityGrains.LongWork;
using CommunityGrains.Notices.Subscribing;
using CommunityGrains.Web.Account;
using CommunityGrains.Web.Answers;
using CommunityGrains.Web.Communities;
using CommunityGrains.Web.Components;
using CommunityGrains.Web.Duplicates;
using CommunityGrains.Web.Entries;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Grants;
using CommunityGrains.Web.Histories;
using CommunityGrains.Web.Home;
using CommunityGrains.Web.Imports;
using CommunityGrains.Web.Initiatives;
using CommunityGrains.Web.Leaders;
using CommunityGrains.Web.Life;
using CommunityGrains.Web.Map;
using CommunityGrains.Web.Moderation;
using CommunityGrains.Web.Municipalities;
using CommunityGrains.Web.Notices;
using CommunityGrains.Web.People;
using CommunityGrains.Web.Shell;
using CommunityGrains.Web.Start;
using CommunityGrains.Web.Suggestions;
using CommunityGrains.Web.Today;
using CommunityGrains.Web.Working;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CommunityGrains.Web;

/// <summary>What the program adds to show the pages. They need an <c>IRegistry</c> among the
/// services.</summary>
public static class WebPages
{
    public static IServiceCollection AddWeb(
        this IServiceCollection services, Action<WebOptions>? configure = null)
    {
        if (configure is not null) services.Configure(configure);

        // Without this every Russian letter would leave as a character reference of six bytes.
        services.AddWebEncoders(encoders =>
            encoders.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Assets.Load());
        services.TryAddSingleton(RightsPolicy.Default);
        services.TryAddSingleton<IListFilters, ListFilters>();
        services.TryAddSingleton<PageServer>();
        return services;
    }

    /// <summary>Maps every page in both languages, the files beside them, and the answer to unknown addresses
    /// (all but those under /api and /health, which answer for themselves).</summary>
    public static IEndpointRouteBuilder MapWeb(this IEndpointRouteBuilder endpoints)
    {
        var server = endpoints.ServiceProvider.GetRequiredService<PageServer>();
        endpoints.ServiceProvider.GetRequiredService<Assets>().Map(endpoints);
        var pages = new PageRoutes(endpoints, server);
        pages.Map("/", HomePages.HomeAsync);
        pages.Map("/communities", CommunityPages.ListAsync);
        pages.Map("/communities/{id:guid}", CommunityPages.OneAsync);
        pages.Map("/components", ComponentPages.ShowAsync);
        pages.Map("/map", MapPages.GoAsync);
        pages.Map("/map/points", MapPages.PointsAsync);
        pages.Map("/map/areas", MapPages.AreasAsync);
        pages.Map("/map/communities", MapPages.AtAsync);
        pages.Map("/initiatives", BoardPages.BoardAsync);
        pages.Map("/municipalities", MunicipalityPages.ListAsync);
        pages.Map("/municipalities/{id:guid}", MunicipalityPages.OneAsync);
        LeaderRoutes.MapPublic(pages);
        pages.Map("/initiatives/{id:guid}", InitiativePages.OneAsync);
        HistoryPages.Map(pages);
        if (endpoints.ServiceProvider.GetService<FormTokens>() is not null)
        {
            AccountRoutes.Map(pages);
            GrantRoutes.Map(pages);
            PersonRoutes.Map(pages);
            SuggestionRoutes.Map(pages);
            ModerationRoutes.Map(pages);
            AnswerRoutes.Map(pages);
            pages.Map("/start", StartPages.ShowAsync);
            EntryRoutes.Map(pages);
            LifeRoutes.Map(pages);
            DuplicateRoutes.Map(pages);
            RestoreRoutes.Map(pages);
            TodayRoutes.Map(pages);
            NoticeRoutes.Map(pages);
            LeaderRoutes.Map(pages);
            InitiativeRoutes.Map(pages);
        }

        if (endpoints.ServiceProvider.GetService<LongWorks>() is { } works)
        {
            ImportRoutes.Map(pages, works.Options);
            WorkRoutes.Map(pages);
        }

        pages.MapFallback(ErrorPages.NotFound);
        return endpoints;
    }
}

using System.Text.Encodings.Web;
using System.Text.Unicode;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Access.Rights;
using CommunityGrains.Web.Account;
using CommunityGrains.Web.Communities;
using CommunityGrains.Web.Components;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Grants;
using CommunityGrains.Web.Home;
using CommunityGrains.Web.Initiatives;
using CommunityGrains.Web.Leaders;
using CommunityGrains.Web.Municipalities;
using CommunityGrains.Web.People;
using CommunityGrains.Web.Shell;
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
        services.TryAddSingleton(Assets.Load());
        services.TryAddSingleton(RightsPolicy.Default);
        services.TryAddSingleton<PageServer>();
        return services;
    }

    /// <summary>Maps every page in both languages, the files beside them, and the answer to unknown addresses (all
    /// but those under /api and /health, which answer for themselves).</summary>
    public static IEndpointRouteBuilder MapWeb(this IEndpointRouteBuilder endpoints)
    {
        var server = endpoints.ServiceProvider.GetRequiredService<PageServer>();
        endpoints.ServiceProvider.GetRequiredService<Assets>().Map(endpoints);
        var pages = new PageRoutes(endpoints, server);
        pages.Map("/", HomePages.HomeAsync);
        pages.Map("/communities", CommunityPages.ListAsync);
        pages.Map("/communities/{id:guid}", CommunityPages.OneAsync);
        pages.Map("/components", ComponentPages.ShowAsync);
        pages.Map("/municipalities", MunicipalityPages.ListAsync);
        pages.Map("/municipalities/{id:guid}", MunicipalityPages.OneAsync);
        LeaderRoutes.MapPublic(pages);
        pages.Map("/initiatives/{id:guid}", InitiativePages.OneAsync);
        if (endpoints.ServiceProvider.GetService<FormTokens>() is not null)
        {
            AccountRoutes.Map(pages);
            GrantRoutes.Map(pages);
            PersonRoutes.Map(pages);
            LeaderRoutes.Map(pages);
            InitiativeRoutes.Map(pages);
        }

        pages.MapFallback(ErrorPages.NotFound);
        return endpoints;
    }
}

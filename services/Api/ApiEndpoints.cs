using CommunityGrains.Access.Rights;
using CommunityGrains.Api.Accounts;
using CommunityGrains.Api.Commands;
using CommunityGrains.Api.Communities;
using CommunityGrains.Api.Files;
using CommunityGrains.Api.Http;
using CommunityGrains.Api.Initiatives;
using CommunityGrains.Api.Leaders;
using CommunityGrains.Api.Municipalities;
using CommunityGrains.Api.OpenApi;
using CommunityGrains.Api.People;
using CommunityGrains.Api.Suggestions;
using CommunityGrains.Registry.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.OpenApi;

namespace CommunityGrains.Api;

/// <summary>A code in both languages.</summary>
public sealed record ProblemWords(string Code, string Ru, string En);

/// <summary>The API as a whole: what it needs, and where it answers.</summary>
public static class ApiEndpoints
{
    /// <summary>Every resource with its commands.</summary>
    public static readonly IReadOnlyList<Resource> Resources =
    [
        CommunityCommandRoutes.Resource, MunicipalityCommandRoutes.Resource, LeaderCommandRoutes.Resource,
        InitiativeCommandRoutes.Resource, AccountCommandRoutes.Resource, PersonCommandRoutes.Resource,
        SuggestionCommandRoutes.Resource,
    ];

    public static IServiceCollection AddApi(this IServiceCollection services, ApiOptions options)
    {
        services.AddSingleton(options);
        services.TryAddSingleton(RightsPolicy.Default);
        services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy =
            new RequestTimeoutPolicy { Timeout = options.RequestTimeout });
        services.AddOpenApi("v1", document =>
        {
            document.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            document.ShouldInclude = description =>
                description.ActionDescriptor.EndpointMetadata.OfType<Operation>().Any();
            document.AddOperationTransformer<DescribeOperations>();
            document.AddDocumentTransformer<DescribeDocument>();
        });
        return services;
    }

    public static void MapApi(this IEndpointRouteBuilder endpoints)
    {
        var options = endpoints.ServiceProvider.GetRequiredService<ApiOptions>();
        endpoints.MapCommunities();
        endpoints.MapMunicipalities();
        endpoints.MapLeaders();
        endpoints.MapInitiatives();
        endpoints.MapPeople(options);
        endpoints.MapAccounts();
        endpoints.MapSuggestions();
        foreach (var resource in Resources) endpoints.MapCommands(resource, options);
        endpoints.MapExports(options);
        endpoints.MapImports(options);
        endpoints.MapCommandLookup();
        endpoints.MapOpenApi("/openapi/v1.json");
        endpoints.MapGet("/problems/{code}", Explain).ExcludeFromDescription();
    }

    // Where the type of a problem points: its code in both languages.
    private static IResult Explain(string code) => Refusals.Find(code) is { } text
        ? ApiJson.Ok(new ProblemWords(text.Code, text.Russian, text.English))
        : Results.StatusCode(StatusCodes.Status404NotFound);
}

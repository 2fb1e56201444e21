using CommunityGrains.Api.Http;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Registry.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CommunityGrains.Api.Communities;

/// <summary>Questions about communities.</summary>
public static class CommunityEndpoints
{
    /// <summary>What a list, its facets, its map and its export can be narrowed by.</summary>
    public static readonly IReadOnlyList<Parameter> Filters =
    [
        Parameter.Text, Parameter.Municipality, Parameter.Form, Parameter.Basis, Parameter.Status,
        Parameter.Leader,
        Parameter.Topic, Parameter.Within, Parameter.Suspected,
    ];

    public static void MapCommunities(this IEndpointRouteBuilder api)
    {
        api.MapGet("/api/v1/communities", ListAsync)
            .Is(new("communities.list", "communities", "Find communities")
        {
            Parameters = [.. Filters, Parameter.Order, .. Common.Listing],
            Answer = typeof(PageAnswer<CommunityRow>),
            Problems = [400, 503],
        });
        api.MapGet("/api/v1/communities/facets", FacetsAsync).Is(
            new("communities.facets", "communities", "Count what a query finds, by filter")
            {
                Parameters = [.. Filters, .. Common.AsOfAndAfter],
                Answer = typeof(CommunityFacets),
                Problems = [400, 503],
            });
        api.MapGet("/api/v1/communities.geojson", GeoJsonAsync).Is(
            new("communities.geojson", "communities", "All public points of the map")
            {
                Description = "Without personal data. Communities without a point are left out.",
                Parameters = [.. Filters, .. Common.AsOfAndAfter],
                Media = ["application/geo+json"],
                Problems = [400, 503],
            });
        api.MapGet("/api/v1/communities/{id:guid}", OneAsync).Is(
            new("communities.get", "communities", "One community with all that hangs on it")
            {
                Parameters = Common.AsOfAndAfter,
                Answer = typeof(CommunityDetails),
                IsRecord = true,
                Problems = [400, 404, 503],
            });
        api.MapHistory("communities", GrainKinds.Community);
    }

    /// <summary>The query that the filters say.</summary>
    public static CommunityQuery QueryOf(Question question) => new(question.Region)
    {
        Text = question.Text(Parameter.Text),
        Municipality = question.Id(Parameter.Municipality) is { } municipality ? new(municipality) : null,
        Form = question.Choice<CommunityForm>(Parameter.Form),
        Basis = question.Choice<CommunityBasis>(Parameter.Basis),
        Status = question.Choice<CommunityStatus>(Parameter.Status),
        Leader = question.Choice<LeaderStanding>(Parameter.Leader),
        Topic = question.Text(Parameter.Topic),
        Within = question.Box(Parameter.Within),
        SuspectedOnly = question.Flag(Parameter.Suspected),
        AsOf = question.AsOf(),
    };

    private static async Task<IResult> ListAsync(HttpContext context, IRegistry registry)
    {
        var question = new Question(context);
        var query = QueryOf(question) with
        {
            Order = question.Choice<CommunityOrder>(Parameter.Order) ?? CommunityOrder.Name,
            Cursor = question.Text(Parameter.Cursor),
            Limit = question.Limit(),
        };
        await question.CheckAndWaitAsync(registry);
        return (await registry.CommunitiesAsync(query, context.RequestAborted)).Answer(context);
    }

    private static async Task<IResult> FacetsAsync(HttpContext context, IRegistry registry)
    {
        var question = new Question(context);
        var query = QueryOf(question);
        await question.CheckAndWaitAsync(registry);
        return ApiJson.Ok(await registry.CommunityFacetsAsync(query, context.RequestAborted));
    }

    private static async Task<IResult> GeoJsonAsync(HttpContext context, IRegistry registry)
    {
        var question = new Question(context);
        var query = QueryOf(question);
        await question.CheckAndWaitAsync(registry);
        return new CommunityPoints(registry.StreamCommunitiesAsync(query, context.RequestAborted));
    }

    private static Task<IResult> OneAsync(Guid id, HttpContext context, IRegistry registry) =>
        RecordAnswer.FindAsync(
            context, registry,
            (region, asOf, cancel) => registry.CommunityAsync(region, new(id), asOf, cancel),
            found => found.Row.Version);
}

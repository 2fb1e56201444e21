using CommunityGrains.Api.Http;
using CommunityGrains.Domain;
using CommunityGrains.Registry.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CommunityGrains.Api.Municipalities;

/// <summary>Questions about municipalities.</summary>
public static class MunicipalityEndpoints
{
    public static readonly IReadOnlyList<Parameter> Filters = [Parameter.Text, Parameter.IncludeMerged];

    public static void MapMunicipalities(this IEndpointRouteBuilder api)
    {
        api.MapGet("/api/v1/municipalities", ListAsync).Is(
            new("municipalities.list", "municipalities", "Find municipalities")
            {
                Parameters = [.. Filters, .. Common.Listing],
                Answer = typeof(PageAnswer<MunicipalityRow>),
                Problems = [400, 503],
            });
        api.MapGet("/api/v1/municipalities.geojson", GeoJsonAsync).Is(
            new("municipalities.geojson", "municipalities", "The boundaries on the map")
            {
                Description =
                    "A municipality without a boundary is given by its centre; without either, left out.",
                Parameters = [.. Filters, .. Common.AsOfAndAfter],
                Media = ["application/geo+json"],
                Problems = [400, 503],
            });
        api.MapGet("/api/v1/municipalities/{id:guid}", OneAsync).Is(
            new("municipalities.get", "municipalities", "One municipality with its names, codes and boundary")
            {
                Parameters = Common.AsOfAndAfter,
                Answer = typeof(MunicipalityDetails),
                IsRecord = true,
                Problems = [400, 404, 503],
            });
        api.MapHistory("municipalities", GrainKinds.Municipality);
    }

    public static MunicipalityQuery QueryOf(Question question) => new(question.Region)
    {
        Text = question.Text(Parameter.Text),
        IncludeMerged = question.Flag(Parameter.IncludeMerged),
        AsOf = question.AsOf(),
    };

    private static async Task<IResult> ListAsync(HttpContext context, IRegistry registry)
    {
        var question = new Question(context);
        var query = QueryOf(question) with
        {
            Cursor = question.Text(Parameter.Cursor),
            Limit = question.Limit(),
        };
        await question.CheckAndWaitAsync(registry);
        return (await registry.MunicipalitiesAsync(query, context.RequestAborted)).Answer(context);
    }

    private static async Task<IResult> GeoJsonAsync(HttpContext context, IRegistry registry)
    {
        var question = new Question(context);
        var query = QueryOf(question);
        await question.CheckAndWaitAsync(registry);
        return new MunicipalityAreas(registry, query);
    }

    private static Task<IResult> OneAsync(Guid id, HttpContext context, IRegistry registry) =>
        RecordAnswer.FindAsync(
            context, registry,
            (region, asOf, cancel) => registry.MunicipalityAsync(region, new(id), asOf, cancel),
            found => found.Row.Version);
}

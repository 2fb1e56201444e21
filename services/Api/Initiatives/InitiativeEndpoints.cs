using CommunityGrains.Api.Http;
using CommunityGrains.Domain;
using CommunityGrains.Registry.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CommunityGrains.Api.Initiatives;

/// <summary>Questions about initiatives.</summary>
public static class InitiativeEndpoints
{
    public static readonly IReadOnlyList<Parameter> Filters =
        [Parameter.Text, Parameter.Community, Parameter.Municipality, Parameter.InitiativeStatus];

    public static void MapInitiatives(this IEndpointRouteBuilder api)
    {
        api.MapGet("/api/v1/initiatives", ListAsync)
            .Is(new("initiatives.list", "initiatives", "Find initiatives")
        {
            Parameters = [.. Filters, .. Common.Listing],
            Answer = typeof(PageAnswer<InitiativeRow>),
            Problems = [400, 503],
        });
        api.MapGet("/api/v1/initiatives/{id:guid}", OneAsync).Is(
            new("initiatives.get", "initiatives",
                "One initiative with its dossier and what its next step requires")
            {
                Parameters = Common.AsOfAndAfter,
                Answer = typeof(InitiativeDetails),
                IsRecord = true,
                Problems = [400, 404, 503],
            });
        api.MapHistory("initiatives", GrainKinds.Initiative);
    }

    public static InitiativeQuery QueryOf(Question question) => new(question.Region)
    {
        Text = question.Text(Parameter.Text),
        Community = question.Id(Parameter.Community) is { } community ? new(community) : null,
        Municipality = question.Id(Parameter.Municipality) is { } municipality ? new(municipality) : null,
        Status = question.Choice<InitiativeStatus>(Parameter.InitiativeStatus),
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
        return (await registry.InitiativesAsync(query, context.RequestAborted)).Answer(context);
    }

    private static Task<IResult> OneAsync(Guid id, HttpContext context, IRegistry registry) =>
        RecordAnswer.FindAsync(
            context, registry,
            (region, asOf, cancel) => registry.InitiativeAsync(region, new(id), asOf, cancel),
            found => found.Row.Version);
}

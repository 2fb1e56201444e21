using CommunityGrains.Api.Http;
using CommunityGrains.Domain;
using CommunityGrains.Registry.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CommunityGrains.Api.Leaders;

/// <summary>Questions about claims to lead.</summary>
public static class LeaderEndpoints
{
    public static readonly IReadOnlyList<Parameter> Filters =
        [Parameter.Text, Parameter.Community, Parameter.Municipality, Parameter.Standing];

    public static void MapLeaders(this IEndpointRouteBuilder api)
    {
        api.MapGet("/api/v1/leaders", ListAsync).Is(new("leaders.list", "leaders", "Find claims to lead")
        {
            Parameters = [.. Filters, .. Common.Listing],
            Answer = typeof(PageAnswer<LeaderRow>),
            Problems = [400, 503],
        });
        api.MapGet("/api/v1/leaders/{id:guid}", OneAsync).Is(
            new("leaders.get", "leaders", "One claim with its evidence and the decision in force")
            {
                Parameters = Common.AsOfAndAfter,
                Answer = typeof(LeaderDetails),
                IsRecord = true,
                Problems = [400, 404, 503],
            });
        api.MapHistory("leaders", GrainKinds.Leader);
    }

    public static LeaderQuery QueryOf(Question question) => new(question.Region)
    {
        Text = question.Text(Parameter.Text),
        Community = question.Id(Parameter.Community) is { } community ? new(community) : null,
        Municipality = question.Id(Parameter.Municipality) is { } municipality ? new(municipality) : null,
        Standing = question.Choice<LeaderStanding>(Parameter.Standing),
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
        return (await registry.LeadersAsync(query, context.RequestAborted)).Answer(context);
    }

    private static Task<IResult> OneAsync(Guid id, HttpContext context, IRegistry registry) =>
        RecordAnswer.FindAsync(
            context, registry,
            (region, asOf, cancel) => registry.LeaderAsync(region, new(id), asOf, cancel),
            found => found.Row.Version);
}

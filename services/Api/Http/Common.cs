using CommunityGrains.Domain;
using CommunityGrains.EventLog;
using CommunityGrains.Registry.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CommunityGrains.Api.Http;

/// <summary>What the resources have in common.</summary>
public static class Common
{
    public static readonly IReadOnlyList<Parameter> AsOfAndAfter =
        [Parameter.AsOf, Parameter.AsOfPosition, Parameter.After];

    public static readonly IReadOnlyList<Parameter> Listing =
        [.. AsOfAndAfter, Parameter.Cursor, Parameter.Limit];

    /// <summary>GET …/{id}/history: what happened to a record, newest first.</summary>
    public static void MapHistory(this IEndpointRouteBuilder api, string resource, IGrainKind kind) =>
        api.MapGet($"/api/v1/{resource}/{{id:guid}}/history",
                (Guid id, HttpContext context, IRegistry registry) =>
                    HistoryAsync(id, kind, context, registry))
            .Is(new($"{resource}.history", resource, "What happened to the record, newest first")
            {
                Parameters = [Parameter.After, Parameter.Cursor, Parameter.Limit],
                Answer = typeof(PageAnswer<HistoryEntry>),
                Problems = [400, 404, 503],
            });

    private static async Task<IResult> HistoryAsync(
        Guid id, IGrainKind kind, HttpContext context, IRegistry registry)
    {
        var question = new Question(context);
        var cursor = question.Text(Parameter.Cursor);
        var limit = question.Limit();
        await question.CheckAndWaitAsync(registry);
        var page = await registry.HistoryAsync(
            new StreamId(question.Region, kind.Category, id), cursor, limit, context.RequestAborted);
        return page.Items.Count == 0 && cursor is null
            ? Problems.RecordNotFound().ToResult()
            : page.Answer(context);
    }
}

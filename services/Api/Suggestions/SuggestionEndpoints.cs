using CommunityGrains.Access;
using CommunityGrains.Access.People;
using CommunityGrains.Access.Suggestions;
using CommunityGrains.Api.Http;
using CommunityGrains.Registry.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CommunityGrains.Api.Suggestions;

/// <summary>Questions about what residents suggested, for those who decide.</summary>
public static class SuggestionEndpoints
{
    public static void MapSuggestions(this IEndpointRouteBuilder api)
    {
        api.MapGet("/api/v1/suggestions", ListAsync).Is(
            new("suggestions.list", "suggestions", "What residents suggested, the oldest first")
            {
                Description = "Only about places of the asker; open ones unless a status is asked for.",
                Parameters = [Parameter.SuggestionStatus, Parameter.After, Parameter.Cursor, Parameter.Limit],
                LooksCloser = true,
                Answer = typeof(PageAnswer<SuggestionRow>),
                Problems = [400, 401, 404, 429, 503],
            });
        api.MapGet("/api/v1/suggestions/{id:guid}", OneAsync).Is(
            new("suggestions.get", "suggestions", "One suggestion beside what is on record now")
            {
                Parameters = [Parameter.After],
                LooksCloser = true,
                Answer = typeof(SuggestionRow),
                Problems = [400, 401, 404, 429, 503],
            });
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, SuggestionDesk desk, IRegistry registry)
    {
        var question = new Question(context);
        var query = new SuggestionQuery(question.Region)
        {
            Status = question.Choice<SuggestionStatus>(Parameter.SuggestionStatus) ?? SuggestionStatus.Open,
            Cursor = question.Text(Parameter.Cursor),
            Limit = question.Limit(),
        };
        await question.CheckAndWaitAsync(registry);
        var page = await desk.ListAsync(question.Region, ReaderOf(context), query, context.RequestAborted);
        var answer = page.Answer(context);
        context.Response.Headers.CacheControl = "no-store";
        return answer;
    }

    private static async Task<IResult> OneAsync(
        Guid id, HttpContext context, SuggestionDesk desk, IRegistry registry)
    {
        var question = new Question(context);
        await question.CheckAndWaitAsync(registry);
        var found = await desk.OneAsync(
            question.Region, ReaderOf(context), new(id), context.RequestAborted);
        if (found is null) return Problems.RecordNotFound().ToResult();
        context.Response.Headers.CacheControl = "no-store";
        return ApiJson.Ok(found);
    }

    private static Reader ReaderOf(HttpContext context) =>
        new(context.Viewer(), ReadingPurpose.Work, AcceptedLanguage.Of(context));
}

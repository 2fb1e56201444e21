using CommunityGrains.Registry.Queries;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace CommunityGrains.Api.Http;

/// <summary>A page of a list as the API gives it. <c>Next</c>: the address of the following page, with the
/// same question; absent on the last one. <c>Position</c>: the log position the answer rests on.</summary>
public sealed record PageAnswer<T>(IReadOnlyList<T> Items, string? Next, long Position);

public static class PageAnswers
{
    public static IResult Answer<T>(this Page<T> page, HttpContext context)
    {
        var next = page.Next is null ? null : NextOf(context.Request, page.Next);
        if (next is not null) context.Response.Headers.Link = $"<{next}>; rel=\"next\"";
        context.Response.Headers.CacheControl = "private, no-cache";
        return ApiJson.Ok(new PageAnswer<T>(page.Items, next, page.Position));
    }

    private static string NextOf(HttpRequest request, string cursor)
    {
        // What one waited for has been seen; the following pages need not ask again.
        var kept = request.Query.Where(pair =>
            pair.Key != Parameter.Cursor.Name && pair.Key != Parameter.After.Name);
        var query = new QueryBuilder(kept) { { Parameter.Cursor.Name, cursor } };
        return request.Path + query.ToQueryString();
    }
}

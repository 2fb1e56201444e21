using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using CommunityGrains.Registry.Queries;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace CommunityGrains.Api.Http;

/// <summary>
/// The entity tag of a record: its stream's version, then a digest of the answer
/// (<c>"12-9f3a5c01b2d4e6f8"</c>). A record shows more than its own stream (a community its leaders), so that
/// the version alone could call an answer unchanged that is not. If-Match of a command compares the version
/// only.
/// </summary>
public static class RecordAnswer
{
    private const int DigestBytes = 8;

    /// <summary>Answers a question about one record as of when it asks, once the views have seen what it
    /// names; 404 when there is no such record.</summary>
    public static async Task<IResult> FindAsync<T>(
        HttpContext context, IRegistry registry, Func<string, AsOf?, CancellationToken, ValueTask<T?>> find,
        Func<T, long> versionOf)
        where T : class
    {
        var question = new Question(context);
        var asOf = question.AsOf();
        await question.CheckAndWaitAsync(registry);
        var found = await find(question.Region, asOf, context.RequestAborted);
        return found is null ? Problems.RecordNotFound().ToResult() : Of(context, found, versionOf(found));
    }

    /// <summary>200 with the record and its ETag, or 304 when If-None-Match names this very answer.</summary>
    private static IResult Of<T>(HttpContext context, T record, long version)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(record, ApiJson.Options);
        var digest = Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, DigestBytes));
        var tag = new EntityTagHeaderValue($"\"{version.ToString(CultureInfo.InvariantCulture)}-{digest}\"");
        context.Response.GetTypedHeaders().ETag = tag;
        context.Response.Headers.CacheControl = "private, no-cache";
        var known = context.Request.GetTypedHeaders().IfNoneMatch;
        var isKnown = known.Any(other =>
            other.Equals(EntityTagHeaderValue.Any) || other.Compare(tag, useStrongComparison: false));
        return isKnown
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Bytes(json, "application/json; charset=utf-8");
    }

    /// <summary>The version a command may only meet, by If-Match; null without one (or for "*").</summary>
    /// <exception cref="ProblemException">400: not one entity tag of a record.</exception>
    public static long? IfMatch(HttpRequest request)
    {
        if (request.Headers.IfMatch.Count == 0) return null;
        var tags = request.GetTypedHeaders().IfMatch;
        if (tags is [var any] && any.Equals(EntityTagHeaderValue.Any)) return null;
        return tags is [{ IsWeak: false } tag]
            && long.TryParse(
                tag.Tag.AsSpan().Trim('"').ToString().Split('-')[0], NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var version)
                ? version
                : throw new ProblemException(Problems.Invalid("If-Match", FieldErrors.Malformed));
    }
}

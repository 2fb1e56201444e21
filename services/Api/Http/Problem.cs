using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using CommunityGrains.Registry.Texts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityGrains.Api.Http;

/// <summary>
/// What went wrong, as RFC 9457 says it. <c>Code</c> is stable and is the end of <c>type</c>
/// (<c>/problems/community.closed</c>); <c>Details</c> are names and ids, never personal data;
/// <c>Errors</c> say per member of the body, or per parameter, what is wrong with it, as codes of
/// <see cref="FieldErrors"/>.
/// </summary>
public sealed record Problem(int Status, string Code)
{
    public IReadOnlyList<string> Details { get; init; } = [];

    public IReadOnlyDictionary<string, string> Errors { get; init; } = new Dictionary<string, string>();

    /// <summary>When it is worth trying again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Set when this is the first answer to a command, given again.</summary>
    public bool Replayed { get; init; }

    public IResult ToResult() => new Answer(this);

    /// <summary>Writes it, in the language the request accepts.</summary>
    public async Task WriteAsync(HttpContext context)
    {
        var options = context.RequestServices.GetRequiredService<ApiOptions>();
        var language = AcceptedLanguage.Of(context.Request, options.Language);
        var body = new JsonObject
        {
            ["type"] = $"/problems/{Code}",
            ["title"] = Refusals.Sentence(Code, language),
            ["status"] = Status,
            ["code"] = Code,
            ["details"] = new JsonArray([.. Details.Select(detail => JsonValue.Create(detail))]),
        };
        if (Errors.Count > 0)
        {
            body["errors"] = new JsonObject(
                Errors.OrderBy(error => error.Key, StringComparer.Ordinal).Select(error =>
                KeyValuePair.Create<string, JsonNode?>(
                    error.Key, new JsonArray(JsonValue.Create(Refusals.Sentence(error.Value, language))))));
        }

        body["traceId"] = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
        var response = context.Response;
        response.StatusCode = Status;
        response.ContentType = "application/problem+json; charset=utf-8";
        response.Headers.ContentLanguage = language.Tag();
        response.Headers.CacheControl = "no-store";
        response.Headers.Append("Vary", "Accept-Language");
        // RFC 9110: a 401 says by what means one may sign in.
        if (Status == StatusCodes.Status401Unauthorized) response.Headers.WWWAuthenticate = "Bearer";
        if (Replayed) response.Headers["Idempotent-Replayed"] = "true";
        if (RetryAfter is { } wait)
            response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds)
                .ToString(CultureInfo.InvariantCulture);
        await response.WriteAsync(body.ToJsonString(ApiJson.Options), context.RequestAborted);
    }

    private sealed class Answer(Problem problem) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => problem.WriteAsync(httpContext);
    }
}

/// <summary>A request that cannot be answered, thrown where reading it finds out; <see cref="ProblemPages"/>
/// writes it.</summary>
public sealed class ProblemException(Problem problem) : Exception(problem.Code)
{
    public Problem Problem { get; } = problem;
}

/// <summary>What may be wrong with a member of a body or a parameter.</summary>
public static class FieldErrors
{
    public const string Required = "field.required";
    public const string Unknown = "field.unknown";
    public const string Duplicate = "field.duplicate";
    public const string Malformed = "field.malformed";
    public const string OutOfRange = "field.out-of-range";
    public const string NoBusinessDate = "field.no-business-date";
}

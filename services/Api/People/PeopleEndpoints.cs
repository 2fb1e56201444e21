using System.Text.Json;
using CommunityGrains.Access;
using CommunityGrains.Access.People;
using CommunityGrains.Access.Rights;
using CommunityGrains.Api.Commands;
using CommunityGrains.Api.Http;
using CommunityGrains.Domain;
using CommunityGrains.Registry;
using CommunityGrains.Registry.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace CommunityGrains.Api.People;

/// <summary>What an erasure needs said.</summary>
public sealed record ErasureRequest(string Basis);

/// <summary>What an erasure did. <c>Document</c>: the act of destruction with the log extract, in
/// HTML.</summary>
public sealed record ErasureAnswer(PersonId Person, string Act, DateOnly On, int Events, string Document);

/// <summary>A person's own data, and the end of it.</summary>
public static class PeopleEndpoints
{
    private const int BasisLengthMax = StoredText.LengthMax;

    public static void MapPeople(this IEndpointRouteBuilder api, ApiOptions options)
    {
        api.MapPost("/api/v1/people/{id:guid}/erasure", EraseAsync)
            .WithMetadata(new RequestSizeLimitAttribute(options.CommandBytesMax))
            .Is(new("people.erase", "people", "Destroy a person's data")
            {
                Description = "Destroys the person's key: nothing of him can be read any more, in backups "
                    + "either. It cannot be undone. Asked again it says again what was done.",
                Body = typeof(ErasureRequest),
                Answer = typeof(ErasureAnswer),
                Problems = [400, 401, 404, 413, 415],
            });
        api.MapGet("/api/v1/people/{id:guid}/data", DataAsync).Is(
            new("people.data", "people", "All that is kept of a person, for himself")
            {
                Parameters = [Parameter.After],
                LooksCloser = true,
                Answer = typeof(SubjectFile),
                Problems = [400, 401, 404, 429, 503],
            });
    }

    private static async Task<IResult> EraseAsync(
        Guid id, HttpContext context, Erasing erasing, RegionCalendar calendar)
    {
        var question = new Question(context);
        question.Check();
        var basis = await BasisAsync(context);
        var caller = Caller.Of(context.Request, question.Region);
        var done = await erasing.EraseAsync(
            question.Region, new(id), basis, caller.Person, calendar.Today(question.Region),
            context.RequestAborted);
        if (done is null) return Problems.RecordNotFound().ToResult();
        context.Response.Headers.CacheControl = "no-store";
        return ApiJson.Ok(new ErasureAnswer(
            done.Person, done.Act, done.On, done.Events.Count,
            ActOfDestruction.Of(done, AcceptedLanguage.Of(context))));
    }

    private static async Task<IResult> DataAsync(
        Guid id, HttpContext context, SubjectData data, RightsPolicy rights, IRegistry registry)
    {
        var question = new Question(context);
        await question.CheckAndWaitAsync(registry);
        var viewer = context.Viewer();
        var place = Place.AllOf(question.Region) with { Subject = new PersonId(id) };
        if (rights.Decide(viewer, new What.Operation("people.data"), place) != Verdict.Granted)
            return Problems.RecordNotFound().ToResult();
        var isOwn = viewer.By == new PersonId(id);
        var found = await data.OfAsync(
            question.Region, new(id), isOwn ? null : viewer.Account?.ToString(),
            context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return found is null ? Problems.RecordNotFound().ToResult() : ApiJson.Ok(found);
    }

    private static async Task<string> BasisAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
            throw new ProblemException(Problems.ContentType("application/json"));
        ErasureRequest? said;
        try
        {
            said = await JsonSerializer.DeserializeAsync<ErasureRequest>(
                context.Request.Body, ApiJson.Options, context.RequestAborted);
        }
        catch (JsonException)
        {
            throw new ProblemException(Problems.Malformed());
        }

        var basis = StoredText.Tidy(said?.Basis);
        if (basis is null) throw new ProblemException(Problems.Invalid("basis", FieldErrors.Required));
        return basis.Length <= BasisLengthMax && StoredText.IsClean(basis)
            ? basis
            : throw new ProblemException(Problems.Invalid("basis", FieldErrors.Malformed));
    }
}

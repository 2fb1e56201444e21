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

/// <summary>Who is looked for: a name or parts of it from three letters on, a phone, or an e-mail.</summary>
public sealed record PeopleSearch(string Text);

/// <summary>What an erasure needs said.</summary>
public sealed record ErasureRequest(string Basis);

/// <summary>What an erasure did. <c>Document</c>: the act of destruction with the log extract, in
/// HTML.</summary>
public sealed record ErasureAnswer(PersonId Person, string Act, DateOnly On, int Events, string Document);

/// <summary>A person's own data, and the end of it.</summary>
public static class PeopleEndpoints
{
    public static void MapPeople(this IEndpointRouteBuilder api, ApiOptions options)
    {
        api.MapPost("/api/v1/people/search", FindAsync)
            .WithMetadata(new RequestSizeLimitAttribute(options.CommandBytesMax))
            .Is(new("people.find", "people", "Find people by name, phone or e-mail")
            {
                Description = "Only those of whom the asker may know the name where they stand now. What is "
                    + "looked for stands in the body, because addresses are written down on their way.",
                Parameters = [Parameter.After],
                LooksCloser = true,
                Body = typeof(PeopleSearch),
                Answer = typeof(PeopleFound),
                Problems = [400, 401, 404, 413, 415, 429, 503],
            });
        api.MapGet("/api/v1/people/{id:guid}", OneAsync).Is(
            new("people.get", "people", "A person: where he stands, what he agreed to, what is kept of him")
            {
                Parameters = [Parameter.After],
                LooksCloser = true,
                Answer = typeof(PersonFile),
                Problems = [400, 401, 404, 429, 503],
            });
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

    private static async Task<IResult> FindAsync(
        HttpContext context, PeopleDirectory people, IRegistry registry)
    {
        var question = new Question(context);
        await question.CheckAndWaitAsync(registry);
        var text = Line("text", (await BodyAsync<PeopleSearch>(context))?.Text, StoredText.NameLengthMax);
        context.Response.Headers.CacheControl = "no-store";
        return ApiJson.Ok(
            await people.FindAsync(context.Viewer(), question.Region, text, context.RequestAborted));
    }

    private static async Task<IResult> OneAsync(
        Guid id, HttpContext context, PeopleDirectory people, IRegistry registry)
    {
        var question = new Question(context);
        await question.CheckAndWaitAsync(registry);
        var found = await people.OneAsync(
            context.Viewer(), question.Region, new(id), context.RequestAborted);
        if (found is null) return Problems.RecordNotFound().ToResult();
        context.Response.Headers.CacheControl = "no-store";
        return ApiJson.Ok(found);
    }

    private static async Task<IResult> EraseAsync(
        Guid id, HttpContext context, Erasing erasing, RegionCalendar calendar)
    {
        var question = new Question(context);
        question.Check();
        var said = await BodyAsync<ErasureRequest>(context);
        var basis = Line("basis", said?.Basis, StoredText.LengthMax);
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

    private static async Task<T?> BodyAsync<T>(HttpContext context) where T : class
    {
        if (!context.Request.HasJsonContentType())
            throw new ProblemException(Problems.ContentType("application/json"));
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(
                context.Request.Body, ApiJson.Options, context.RequestAborted);
        }
        catch (JsonException)
        {
            throw new ProblemException(Problems.Malformed());
        }
    }

    private static string Line(string member, string? said, int lengthMax)
    {
        var text = StoredText.Tidy(said)
            ?? throw new ProblemException(Problems.Invalid(member, FieldErrors.Required));
        return text.Length <= lengthMax && StoredText.IsClean(text)
            ? text
            : throw new ProblemException(Problems.Invalid(member, FieldErrors.Malformed));
    }
}

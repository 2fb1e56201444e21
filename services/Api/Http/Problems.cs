using CommunityGrains.Domain;
using CommunityGrains.Registry.Texts;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Api.Http;

/// <summary>The problems of the way here: what is wrong with a request before any grain hears of
/// it.</summary>
public static class Problems
{
    public static Problem Invalid(IReadOnlyDictionary<string, string> errors) =>
        new(StatusCodes.Status400BadRequest, "request.invalid") { Errors = errors };

    public static Problem Invalid(string member, string error) =>
        Invalid(new Dictionary<string, string> { [member] = error });

    /// <summary>The body is no JSON object, or something follows it.</summary>
    public static Problem Malformed() => new(StatusCodes.Status400BadRequest, "request.malformed");

    public static Problem TooLarge() => new(StatusCodes.Status413PayloadTooLarge, "request.too-large");

    public static Problem ContentType(params string[] accepted) =>
        new(StatusCodes.Status415UnsupportedMediaType, "request.content-type") { Details = accepted };

    public static Problem RecordNotFound() => new(StatusCodes.Status404NotFound, "record.not-found");

    /// <summary>Nobody is signed in, and somebody who is may be answered.</summary>
    public static Problem SignInFirst() => new(StatusCodes.Status401Unauthorized, "request.sign-in");

    public static Problem NoSuchAddress() => new(StatusCodes.Status404NotFound, "request.not-found");

    /// <summary>What a grain of the kind says of a record that it has never heard of. A person's record says
    /// no such thing: there is nothing to be done before it.</summary>
    public static Problem Unknown(string category) => category == GrainKinds.Person.Category
        ? RecordNotFound()
        : Of(new Refusal($"{category}.unknown", []), replayed: false);

    public static Problem ViewBehind() =>
        new(StatusCodes.Status503ServiceUnavailable, "view.behind") { RetryAfter = TimeSpan.FromSeconds(1) };

    public static Problem Draining() =>
        new(StatusCodes.Status503ServiceUnavailable,
            "program.draining") { RetryAfter = TimeSpan.FromSeconds(5) };

    public static Problem Reused() => new(StatusCodes.Status422UnprocessableEntity, "command.reused");

    /// <summary>
    /// A grain's refusal. What was no value of its field is 422, with the fields among <c>errors</c>; what
    /// the state does not allow is 409.
    /// </summary>
    public static Problem Of(Refusal refusal, bool replayed)
    {
        var kind = Refusals.Find(refusal.Code)?.Kind ?? RefusalKind.State;
        return new Problem(StatusOf(kind), refusal.Code)
        {
            Details = [.. refusal.Details],
            Errors = kind == RefusalKind.Field
                ? refusal.Details.Distinct(StringComparer.Ordinal)
                    .ToDictionary(field => field, _ => refusal.Code)
                : new Dictionary<string, string>(),
            Replayed = replayed,
        };
    }

    private static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Field => StatusCodes.Status422UnprocessableEntity,
        RefusalKind.Unknown => StatusCodes.Status404NotFound,
        RefusalKind.Version => StatusCodes.Status412PreconditionFailed,
        _ => StatusCodes.Status409Conflict,
    };
}

using CommunityGrains.Access;
using CommunityGrains.Api.Http;
using CommunityGrains.Domain;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Api.Commands;

/// <summary>Who asks, under which command id.</summary>
public sealed record Caller(PersonId Person, Guid Command)
{
    private const int KeyLengthMax = 255;

    private static readonly Guid KeySpace = new("5f0e6f0b-37a4-4a5c-9c0e-6d0b8a3b5a10");

    /// <summary>
    /// Who acts is whoever the request was signed in as, never what it says. Idempotency-Key is the
    /// command's id: a GUID as it is, any other text as an id derived from region, person and text, so
    /// that two people who both begin with "1" do not meet.
    /// </summary>
    /// <exception cref="ProblemException">400: a header that is no value of its kind.</exception>
    public static Caller Of(HttpRequest request, string region)
    {
        var person = request.HttpContext.Viewer().By;
        var key = request.Headers["Idempotency-Key"];
        if (key.Count == 0) return new Caller(person, Guid.CreateVersion7());
        var text = key.ToString().Trim('"');
        if (key.Count > 1 || text.Length is 0 or > KeyLengthMax)
            throw new ProblemException(Problems.Invalid("Idempotency-Key", FieldErrors.Malformed));
        return new Caller(person, Guid.TryParse(text, out var command)
            ? command
            : NameBasedId.Create(KeySpace, $"{region}/{person}/{text}"));
    }
}

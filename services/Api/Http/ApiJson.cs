using System.Text.Json;
using CommunityGrains.EventLog.Codec;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Api.Http;

/// <summary>JSON as the API speaks it: the domain's own way, so that a value looks the same in a command, an
/// event and an answer.</summary>
public static class ApiJson
{
    public static JsonSerializerOptions Options => DomainJson.Options;

    public static IResult Ok<T>(T value, int status = StatusCodes.Status200OK) =>
        Results.Json(value, Options, "application/json; charset=utf-8", status);
}

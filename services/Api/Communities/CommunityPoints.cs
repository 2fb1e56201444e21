using System.Text.Json;
using CommunityGrains.Api.Http;
using CommunityGrains.Domain;
using CommunityGrains.Registry.Queries;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Api.Communities;

/// <summary>
/// The points of the map as a GeoJSON FeatureCollection (RFC 7946), written while they are read. It goes out
/// to open-data sites, so it names every property it has: nothing of a person can slip in with a new field.
/// </summary>
public sealed class CommunityPoints(IAsyncEnumerable<CommunityRow> rows) : IResult
{
    private const int FlushBytes = 32 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var cancel = httpContext.RequestAborted;
        // The first row is awaited before the headers go, so that a failing query can still be a problem.
        await using var reading = rows.GetAsyncEnumerator(cancel);
        var more = await reading.MoveNextAsync();
        response.ContentType = "application/geo+json; charset=utf-8";
        response.Headers.CacheControl = "no-cache";
        await using var json = new Utf8JsonWriter(
            response.BodyWriter, new JsonWriterOptions { Encoder = ApiJson.Options.Encoder });
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteStartArray("features");
        for (; more; more = await reading.MoveNextAsync())
        {
            if (reading.Current.Entry.Location is { } point) Write(json, reading.Current, point);
            if (json.BytesPending <= FlushBytes) continue;
            json.Flush();
            await response.BodyWriter.FlushAsync(cancel);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        await response.BodyWriter.FlushAsync(cancel);
    }

    private static void Write(Utf8JsonWriter json, CommunityRow row, GeoPoint point)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteString("id", row.Id.Value);
        json.WriteStartObject("geometry");
        json.WriteString("type", "Point");
        json.WriteStartArray("coordinates");
        json.WriteNumberValue(point.Longitude);
        json.WriteNumberValue(point.Latitude);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteString("name", row.Entry.Name);
        json.WriteString("form", KebabCase.Of(row.Entry.Form));
        json.WriteString("status", KebabCase.Of(row.Status));
        json.WriteString("municipalityId", row.Entry.Municipality.Value);
        json.WriteString("municipality", row.MunicipalityName);
        if (row.Entry.Topics is { } topics) json.WriteString("topics", topics);
        json.WriteString("leader", KebabCase.Of(row.Leader));
        json.WriteEndObject();
        json.WriteEndObject();
    }
}

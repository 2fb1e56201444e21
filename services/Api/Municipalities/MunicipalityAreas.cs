using System.Text.Json;
using CommunityGrains.Api.Http;
using CommunityGrains.Domain;
using CommunityGrains.Registry.Queries;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Api.Municipalities;

/// <summary>The municipalities as a GeoJSON FeatureCollection: boundaries (MultiPolygon), else
/// centres.</summary>
public sealed class MunicipalityAreas(IRegistry registry, MunicipalityQuery query) : IResult
{
    private const int PageSize = 200;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var cancel = httpContext.RequestAborted;
        var page = await registry.MunicipalitiesAsync(query with { Limit = PageSize }, cancel);
        response.ContentType = "application/geo+json; charset=utf-8";
        response.Headers.CacheControl = "no-cache";
        await using var json = new Utf8JsonWriter(
            response.BodyWriter, new JsonWriterOptions { Encoder = ApiJson.Options.Encoder });
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteStartArray("features");
        while (true)
        {
            foreach (var row in page.Items)
            {
                var boundary = row.HasBoundary
                    ? (await registry.MunicipalityAsync(query.Region, row.Id, query.AsOf, cancel))?.Boundary
                    : null;
                if (boundary is not null || row.Centre is not null) Write(json, row, boundary);
                json.Flush();
                await response.BodyWriter.FlushAsync(cancel);
            }

            if (page.Next is null) break;
            page = await registry.MunicipalitiesAsync(
                query with { Limit = PageSize, Cursor = page.Next }, cancel);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        await response.BodyWriter.FlushAsync(cancel);
    }

    private static void Write(Utf8JsonWriter json, MunicipalityRow row, GeoArea? boundary)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteString("id", row.Id.Value);
        json.WriteStartObject("geometry");
        json.WriteString("type", boundary is null ? "Point" : "MultiPolygon");
        json.WritePropertyName("coordinates");
        if (boundary is null) JsonSerializer.Serialize(json, row.Centre, ApiJson.Options);
        else JsonSerializer.Serialize(json, boundary.Polygons, ApiJson.Options);
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteString("name", row.Name);
        json.WriteString("officialName", row.OfficialName);
        json.WriteString("form", KebabCase.Of(row.Form));
        json.WriteString("region", row.OwnRegion);
        if (row.Oktmo is { } code) json.WriteString("oktmo", code);
        json.WriteNumber("communities", row.Communities);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}

using System.Text.Json;
using CommunityGrains.Domain;

namespace CommunityGrains.Registry.Exports;

/// <summary>
/// A GeoJSON FeatureCollection (RFC 7946), feature by feature. Coordinates are [longitude, latitude] in
/// degrees, WGS 84. Disposing closes the collection and leaves the stream open.
/// </summary>
public sealed class GeoJsonWriter : IAsyncDisposable
{
    private const int FlushBytes = 1 << 16;

    private readonly Utf8JsonWriter json;

    public GeoJsonWriter(Stream stream)
    {
        json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JsonLines.Encoder });
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteStartArray("features");
    }

    /// <summary>A feature; its geometry is the area when there is one, else the point, else null.</summary>
    public async ValueTask WriteAsync(
        Guid id, GeoPoint? point, GeoArea? area, IEnumerable<KeyValuePair<string, JsonValueText>> properties,
        CancellationToken cancel = default)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteString("id", id);
        json.WritePropertyName("geometry");
        WriteGeometry(json, point, area);
        json.WriteStartObject("properties");
        foreach (var (name, value) in properties) value.Write(json, name);
        json.WriteEndObject();
        json.WriteEndObject();
        if (json.BytesPending > FlushBytes) await json.FlushAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        json.WriteEndArray();
        json.WriteEndObject();
        await json.DisposeAsync();
    }

    internal static void WriteGeometry(Utf8JsonWriter json, GeoPoint? point, GeoArea? area)
    {
        if (area is not null)
        {
            json.WriteStartObject();
            json.WriteString("type", area.Polygons.Count == 1 ? "Polygon" : "MultiPolygon");
            json.WritePropertyName("coordinates");
            if (area.Polygons.Count == 1) WriteRings(json, area.Polygons[0]);
            else WriteArray(json, area.Polygons, WriteRings);
            json.WriteEndObject();
        }
        else if (point is not null)
        {
            json.WriteStartObject();
            json.WriteString("type", "Point");
            json.WritePropertyName("coordinates");
            WritePoint(json, point);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static void WriteRings(Utf8JsonWriter json, ValueList<ValueList<GeoPoint>> rings) =>
        WriteArray(json, rings, (writer, ring) => WriteArray(writer, ring, WritePoint));

    private static void WriteArray<T>(Utf8JsonWriter json, ValueList<T> items,
        Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray();
        foreach (var item in items) write(json, item);
        json.WriteEndArray();
    }

    private static void WritePoint(Utf8JsonWriter json, GeoPoint point)
    {
        json.WriteStartArray();
        json.WriteNumberValue(point.Longitude);
        json.WriteNumberValue(point.Latitude);
        json.WriteEndArray();
    }
}

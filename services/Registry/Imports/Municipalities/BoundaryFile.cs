using System.Text.Json;
using CommunityGrains.Domain;
using CommunityGrains.Registry.Files;

namespace CommunityGrains.Registry.Imports.Municipalities;

/// <summary>A feature of a boundaries file: what it calls itself, and its area (null when it has none that is
/// valid). <c>Number</c>: its place in the file, from 1.</summary>
internal sealed record BoundaryFeature(
    int Number, string? Name, string? OfficialName, string? Oktmo, string? Region, GeoArea? Area);

/// <summary>Reads boundaries from GeoJSON (RFC 7946): features with polygons, [longitude, latitude] in WGS
/// 84.</summary>
internal static class BoundaryFile
{
    public static bool Looks(string fileName) =>
        Path.GetExtension(fileName).ToLowerInvariant() is ".geojson" or ".json";

    /// <exception cref="TableException">Not GeoJSON, or larger than the limit.</exception>
    public static async Task<IReadOnlyList<BoundaryFeature>> ReadAsync(
        Stream file, TableLimits limits, CancellationToken cancel)
    {
        using var text = new SizeLimit(file, limits.FileBytesMax);
        try
        {
            using var json = await JsonDocument.ParseAsync(text, default, cancel);
            if (json.RootElement.ValueKind != JsonValueKind.Object
                || !json.RootElement.TryGetProperty("features", out var features)
                    || features.ValueKind != JsonValueKind.Array)
                throw new TableException("boundaries.not-geojson", "features");
            return [.. features.EnumerateArray().Select((feature, at) => Read(feature, at + 1))];
        }
        catch (JsonException exception)
        {
            throw new TableException(
                new TableProblem("boundaries.not-geojson", (int?)exception.LineNumber + 1, null, "JSON"),
                    exception);
        }
    }

    private static BoundaryFeature Read(JsonElement feature, int number)
    {
        var properties = Member(feature, "properties");
        return new BoundaryFeature(
            number, Text(properties, "name", "название", "NAME"),
            Text(properties, "officialName", "official_name", "official_name:ru"),
            Text(properties, "oktmo", "oktmo:user", "OKTMO", "ОКТМО"), Text(properties, "region", "регион"),
            Area(Member(feature, "geometry")));
    }

    private static GeoArea? Area(JsonElement? geometry)
    {
        if (geometry is not { } shape
            || Member(shape,
                "coordinates") is not { ValueKind: JsonValueKind.Array } coordinates) return null;
        var area = Text(shape, "type") switch
        {
            "Polygon" when Rings(coordinates) is { } rings => new GeoArea([rings]),
            "MultiPolygon" => Several(coordinates),
            _ => null,
        };
        return area is { IsValid: true } ? area : null;
    }

    private static GeoArea? Several(JsonElement coordinates)
    {
        var polygons = coordinates.EnumerateArray().Select(Rings).ToList();
        return polygons.Any(polygon => polygon is null) ? null
            : new GeoArea([.. polygons.Select(polygon => polygon!.Value)]);
    }

    private static ValueList<ValueList<GeoPoint>>? Rings(JsonElement polygon)
    {
        if (polygon.ValueKind != JsonValueKind.Array) return null;
        var rings = new List<ValueList<GeoPoint>>();
        foreach (var ring in polygon.EnumerateArray())
        {
            if (ring.ValueKind != JsonValueKind.Array) return null;
            var points = new List<GeoPoint>();
            foreach (var point in ring.EnumerateArray())
            {
                if (point.ValueKind != JsonValueKind.Array || point.GetArrayLength() < 2
                    || !point[0].TryGetDouble(out var longitude) || !point[1]
                        .TryGetDouble(out var latitude)) return null;
                points.Add(new GeoPoint(latitude, longitude));
            }

            rings.Add([.. points]);
        }

        return [.. rings];
    }

    private static JsonElement? Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member
            : null;

    private static string? Text(JsonElement? element, params string[] names)
    {
        foreach (var name in names)
        {
            if (element is { } owner && Member(owner, name) is { ValueKind: JsonValueKind.String } member
                && Cells.Cell.Tidy(member.GetString()!) is { Length: > 0 } text) return text;
        }

        return null;
    }

    /// <summary>Refuses to read on after so many bytes.</summary>
    private sealed class SizeLimit(Stream inner, long bytesMax) : Stream
    {
        private long total;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => total;
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer,
            CancellationToken cancellationToken = default) =>
            Count(await inner.ReadAsync(buffer, cancellationToken));

        public override int Read(byte[] buffer, int offset, int count) =>
            Count(inner.Read(buffer, offset, count));

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private int Count(int read) => (total += read) <= bytesMax
            ? read
            : throw new TableException("table.too-large", $"{bytesMax >> 20}");
    }
}

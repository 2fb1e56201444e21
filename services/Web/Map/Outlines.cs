using System.Runtime.CompilerServices;
using System.Text.Json;
using CommunityGrains.Domain;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Map;

/// <summary>
/// Areas as they are drawn: their lines without the points that nobody would see, as differences in
/// hundred-thousandths of a degree, latitude before longitude. Boundaries as offices send them weigh
/// megabytes; a region's map needs some dozens of kilobytes of them.
/// </summary>
public static class Outlines
{
    /// <summary>How far a line may be from the true one where a whole region is seen: about 150 m.</summary>
    public const double ToleranceOfRegion = 0.0014;

    /// <summary>The same where one municipality fills the picture: about 20 m.</summary>
    public const double ToleranceOfOne = 0.0002;

    private static readonly ConditionalWeakTable<MunicipalityAreas, DataFile> Written = [];

    /// <summary>All of them: <c>id</c>, <c>name</c>, <c>rings</c> and, without a boundary,
    /// <c>centre</c>.</summary>
    public static DataFile Of(MunicipalityAreas areas) =>
        Written.GetValue(areas, all => Write(all.Areas, ToleranceOfRegion));

    /// <summary>One of them; none, when it has no area.</summary>
    public static DataFile Of(MunicipalityAreas areas, MunicipalityId id) =>
        Write(areas.Areas.Where(area => area.Id == id), ToleranceOfOne);

    /// <summary>The rings of an area as JSON, for an attribute.</summary>
    public static string Rings(GeoArea area, double tolerance = ToleranceOfOne)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes)) WriteRings(json, area, tolerance);
        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>The line without points that lie closer to what remains than the tolerance, in degrees (by
    /// Douglas and Peucker); its ends stay.</summary>
    public static IReadOnlyList<GeoPoint> Simplify(IReadOnlyList<GeoPoint> line, double tolerance)
    {
        if (line.Count < 3) return line;
        var keep = new bool[line.Count];
        keep[0] = keep[^1] = true;
        var parts = new Stack<(int From, int To)>();
        parts.Push((0, line.Count - 1));
        while (parts.TryPop(out var part))
        {
            var (farthest, distance) = Farthest(line, part.From, part.To);
            if (distance <= tolerance) continue;
            keep[farthest] = true;
            parts.Push((part.From, farthest));
            parts.Push((farthest, part.To));
        }

        return [.. line.Where((_, index) => keep[index])];
    }

    private static DataFile Write(IEnumerable<MunicipalityArea> areas, double tolerance)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = Json.Encoder }))
        {
            json.WriteStartArray();
            foreach (var area in areas.Where(area => area.Boundary is not null || area.Centre is not null))
            {
                json.WriteStartObject();
                json.WriteString("id", area.Id.Value);
                json.WriteString("name", area.Name);
                if (area.Boundary is { } boundary)
                {
                    json.WritePropertyName("rings");
                    WriteRings(json, boundary, tolerance);
                }
                else
                {
                    json.WriteStartArray("centre");
                    json.WriteNumberValue(area.Centre!.Latitude);
                    json.WriteNumberValue(area.Centre.Longitude);
                    json.WriteEndArray();
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return new DataFile(bytes.ToArray());
    }

    // [[ring, ring], …]: polygons of rings of numbers. An island smaller than what is seen stays a triangle.
    private static void WriteRings(Utf8JsonWriter json, GeoArea area, double tolerance)
    {
        json.WriteStartArray();
        foreach (var polygon in area.Polygons)
        {
            json.WriteStartArray();
            foreach (var ring in polygon)
            {
                json.WriteStartArray();
                var (latitude, longitude) = (0L, 0L);
                foreach (var point in SimplifyRing(ring, tolerance))
                {
                    var (nextLatitude, nextLongitude) = (E5(point.Latitude), E5(point.Longitude));
                    json.WriteNumberValue(nextLatitude - latitude);
                    json.WriteNumberValue(nextLongitude - longitude);
                    (latitude, longitude) = (nextLatitude, nextLongitude);
                }

                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    // A closed line has no ends of its own: it is cut where it is farthest from its beginning.
    private static IReadOnlyList<GeoPoint> SimplifyRing(ValueList<GeoPoint> ring, double tolerance)
    {
        if (ring.Count <= 4) return ring;
        var half = Enumerable.Range(1, ring.Count - 2).MaxBy(index => Squared(ring[0], ring[index]));
        IReadOnlyList<GeoPoint> simple =
        [
            .. Simplify([.. ring.Take(half + 1)], tolerance),
            .. Simplify([.. ring.Skip(half)], tolerance).Skip(1),
        ];
        return simple.Count >= 4 ? simple : [ring[0], ring[half / 2], ring[half], ring[^1]];
    }

    private static (int Index, double Distance) Farthest(IReadOnlyList<GeoPoint> line, int from, int to)
    {
        var (index, distance) = (from, 0.0);
        for (var at = from + 1; at < to; at++)
        {
            if (Distance(line[at], line[from], line[to]) is var here && here > distance)
                (index, distance) = (at, here);
        }

        return (index, distance);
    }

    private static double Distance(GeoPoint point, GeoPoint from, GeoPoint to)
    {
        var length = Squared(from, to);
        if (length == 0) return Math.Sqrt(Squared(point, from));
        var along = ((point.Latitude - from.Latitude) * (to.Latitude - from.Latitude)
            + (point.Longitude - from.Longitude) * (to.Longitude - from.Longitude)) / length;
        var share = Math.Clamp(along, 0, 1);
        return Math.Sqrt(Squared(point, new GeoPoint(
            from.Latitude + share * (to.Latitude - from.Latitude),
            from.Longitude + share * (to.Longitude - from.Longitude))));
    }

    private static double Squared(GeoPoint one, GeoPoint other) =>
        Math.Pow(one.Latitude - other.Latitude, 2) + Math.Pow(one.Longitude - other.Longitude, 2);

    private static long E5(double degrees) => (long)Math.Round(degrees * 1e5);
}

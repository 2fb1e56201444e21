using System.Runtime.CompilerServices;
using System.Text.Json;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Map;

/// <summary>How a point is drawn; what each means stands in the legend.</summary>
public enum PointKind
{
    /// <summary>Its leader is verified.</summary>
    Led,

    /// <summary>Nobody's right to lead it is verified.</summary>
    Unled,

    /// <summary>It has shown no sign of life for long.</summary>
    Quiet,
}

/// <summary>
/// Points as columns of whole numbers, each the difference from the one before, in hundred-thousandths of a
/// degree (about a metre): a tenth of the same points as GeoJSON. <c>key</c>, <c>lat</c>, <c>lng</c>: the
/// columns. <c>kind</c>: a digit for each point.
/// </summary>
public static class PointColumns
{
    private const int E7ToE5 = 100;

    // As long as the registry gives the same answer it is not written anew.
    private static readonly ConditionalWeakTable<CommunityPoints, DataFile> Written = [];

    public static DataFile Of(CommunityPoints points) => Written.GetValue(points, Write);

    public static PointKind KindOf(CommunityStatus status, LeaderStanding leader) => (status, leader) switch
    {
        (CommunityStatus.Dormant, _) => PointKind.Quiet,
        (_, LeaderStanding.Verified) => PointKind.Led,
        _ => PointKind.Unled,
    };

    private static DataFile Write(CommunityPoints answer)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            Column(json, "key", answer.Points.Select(point => point.Key));
            Column(json, "lat", answer.Points.Select(point => E5(point.LatitudeE7)));
            Column(json, "lng", answer.Points.Select(point => E5(point.LongitudeE7)));
            json.WriteString("kind", string.Concat(answer.Points.Select(
                point => (char)('0' + (int)KindOf(point.Status, point.Leader)))));
            json.WriteEndObject();
        }

        return new DataFile(bytes.ToArray());
    }

    private static void Column(Utf8JsonWriter json, string name, IEnumerable<long> numbers)
    {
        json.WriteStartArray(name);
        var before = 0L;
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number - before);
            before = number;
        }

        json.WriteEndArray();
    }

    private static long E5(int degreesE7) => (long)Math.Round((double)degreesE7 / E7ToE5);
}

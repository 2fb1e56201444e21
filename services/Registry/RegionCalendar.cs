namespace CommunityGrains.Registry;

/// <summary>
/// Which day it is in a region: the business date of whatever is asked without one. Regions without a time
/// zone of their own in the table take the deployment's.
/// </summary>
public sealed class RegionCalendar(TimeProvider clock, TimeZoneInfo deploymentZone)
{
    // ISO 3166-2 → IANA, only where it is not the time of Moscow and a centre of ours works there.
    private static readonly Dictionary<string, string> Zones = new(StringComparer.Ordinal)
    {
        ["RU-BA"] = "Asia/Yekaterinburg",
        ["RU-CHE"] = "Asia/Yekaterinburg",
        ["RU-ORE"] = "Asia/Yekaterinburg",
        ["RU-PER"] = "Asia/Yekaterinburg",
        ["RU-SVE"] = "Asia/Yekaterinburg",
        ["RU-SAM"] = "Europe/Samara",
        ["RU-UD"] = "Europe/Samara",
    };

    public static readonly TimeZoneInfo Moscow = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Today in the region.</summary>
    public DateOnly Today(string region) => DayOf(clock.GetUtcNow(), region);

    /// <summary>The calendar day of an instant in the region.</summary>
    public DateOnly DayOf(DateTimeOffset instant, string region) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, ZoneOf(region)).DateTime);

    public TimeZoneInfo ZoneOf(string region) => Zones.TryGetValue(region, out var zone)
        ? TimeZoneInfo.FindSystemTimeZoneById(zone)
        : deploymentZone;
}

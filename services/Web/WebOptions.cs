namespace CommunityGrains.Web;

/// <summary>What the pages need to know of the deployment. <c>Region</c>: the tenant whose registry they show
/// (ISO 3166-2). <c>TimeZone</c>: IANA name; instants of the history are written in it.</summary>
public sealed class WebOptions
{
    public string Region { get; set; } = "RU-BA";

    /// <summary>Null: no pictures under the map, so that it opens without any network.</summary>
    public MapTiles? Tiles { get; set; }

    /// <summary>Whose the map's data are, as their terms ask it to be said: the pictures', the
    /// boundaries'.</summary>
    public string? MapCredit { get; set; }

    public string TimeZone { get; set; } = "Asia/Yekaterinburg";
}

namespace CommunityGrains.Web;

/// <summary>What the pages need to know of the deployment. <c>Region</c>: the tenant whose registry they show
/// (ISO 3166-2). <c>TimeZone</c>: IANA name; instants of the history are written in it.</summary>
public sealed class WebOptions
{
    public string Region { get; set; } = "RU-BA";

    public string TimeZone { get; set; } = "Asia/Yekaterinburg";
}

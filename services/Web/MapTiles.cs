namespace CommunityGrains.Web;

/// <summary>Pictures under the map, from a server of the deployment's choice.</summary>
public sealed record MapTiles
{
    private static readonly string[] Places = ["{z}", "{x}", "{y}"];

    private MapTiles(string template, string origin) => (Template, Origin) = (template, origin);

    /// <summary>Where a picture is: "https://tiles.example.org/{z}/{x}/{y}.png".</summary>
    public string Template { get; }

    /// <summary>The one origin that pages let their browser take pictures from, besides their own.</summary>
    public string Origin { get; }

    /// <summary>Null unless it is an address (https, or http) with <c>{z}</c>, <c>{x}</c> and <c>{y}</c> in
    /// its path, of one host: a host that changes from picture to picture is of no origin.</summary>
    public static MapTiles? Parse(string? template) =>
        template is not null
        && Array.TrueForAll(Places, place => template.Contains(place, StringComparison.Ordinal))
        && Uri.TryCreate(Filled(template), UriKind.Absolute, out var address)
        && (address.Scheme is "https" or "http")
        && address.UserInfo.Length == 0
        && !address.Host.Contains('{', StringComparison.Ordinal)
        && template.StartsWith(address.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase)
        && !Filled(template).Contains('{', StringComparison.Ordinal)
            ? new MapTiles(template, OriginOf(address))
            : null;

    // As it stands in a header: ASCII, whatever the alphabet of the name.
    private static string OriginOf(Uri address) => address.HostNameType == UriHostNameType.Dns
        ? address.GetLeftPart(UriPartial.Authority).Replace(
            address.Host, address.IdnHost, StringComparison.Ordinal)
        : address.GetLeftPart(UriPartial.Authority);

    private static string Filled(string template) =>
        Places.Aggregate(template, (text, place) => text.Replace(place, "0", StringComparison.Ordinal));
}

using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Access.Accounts;

/// <summary>Where a request comes from, as far as signing in needs to know.</summary>
public static class Browsers
{
    private const int PrefixBytes = 8;

    // In this order: many call themselves by the names of others as well.
    private static readonly (string Mark, string Name)[] Programs =
    [
        ("YaBrowser/", "Yandex"), ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
        ("Macintosh", "macOS"), ("Linux", "Linux"),
    ];

    public static Visit VisitOf(HttpContext http) => new(
        AddressOf(http.Connection.RemoteIpAddress), About(http.Request.Headers.UserAgent.ToString()));

    /// <summary>The kind of browser and of system, from a list of ours: "Firefox, Linux".</summary>
    public static string About(string userAgent) => string.Join(", ", ((string?[])[
        NameIn(Programs, userAgent), NameIn(Systems, userAgent)]).Where(name => name is not null));

    /// <summary>The address whose tries are counted together: of IPv6 the network, which one subscriber has
    /// whole.</summary>
    public static string AddressOf(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();
        return Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, PrefixBytes)) + "/64";
    }

    private static string? NameIn((string Mark, string Name)[] known, string userAgent) =>
        Array.Find(known, one => userAgent.Contains(one.Mark, StringComparison.Ordinal)).Name;
}

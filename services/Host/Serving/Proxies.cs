using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.HttpOverrides;

namespace CommunityGrains.Host.Serving;

/// <summary>Proxies before the program, which say whose request they pass on and whether it came by https.
/// What others say of that is not believed.</summary>
internal static class Proxies
{
    private const int WholeIPv4 = 32, WholeIPv6 = 128;

    /// <summary>Reads "10.0.0.5" or "10.1.0.0/16"; null when it is neither, and for "everybody" (/0), who is
    /// not to be believed.</summary>
    public static System.Net.IPNetwork? Parse(string text)
    {
        if (System.Net.IPNetwork.TryParse(text, out var network))
            return network.PrefixLength > 0 ? network : null;
        if (!IPAddress.TryParse(text, out var address)) return null;
        // An IPv4 address within IPv6 is seen as what it is within.
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        else if (address.AddressFamily == AddressFamily.InterNetworkV6) return new(address, WholeIPv6);
        // "10" and "010.0.0.5" are read too, as addresses that nobody means.
        else if (address.ToString() != text) return null;
        return new(address, WholeIPv4);
    }

    /// <summary>Believes these, and without any nobody.</summary>
    public static void UseProxies(this IApplicationBuilder app, IReadOnlyList<System.Net.IPNetwork> proxies)
    {
        if (proxies.Count == 0) return;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            // One proxy is believed about whom it sees; a chain of them would let the first one say anything.
            ForwardLimit = 1,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies) options.KnownIPNetworks.Add(proxy);
        app.UseForwardedHeaders(options);
    }
}

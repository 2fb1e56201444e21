using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace CommunityGrains.Host.Serving;

/// <summary>Proxies before the program, which say whose request they pass on and whether it came by https.
/// What others say of that is not believed.</summary>
internal static class Proxies
{
    /// <summary>Reads "10.0.0.5" or "10.1.0.0/16"; null when it is neither.</summary>
    public static System.Net.IPNetwork? Parse(string text) =>
        System.Net.IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address)
            ? new System.Net.IPNetwork(
                address, address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? 128 : 32)
        : null;

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

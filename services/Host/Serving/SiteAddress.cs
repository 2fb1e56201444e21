using CommunityGrains.Notices.Letters;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CommunityGrains.Host.Serving;

/// <summary>Where the pages are reached: what the operator said, the first name behind the proxy, or where
/// this program listens.</summary>
public sealed class SiteAddress(HostOptions options, IServer server) : ISiteAddress
{
    public Uri Address => options.Mail.Site ?? (options.Proxies.Count > 0 && options.Names.Count > 0
        ? new Uri($"https://{options.Names[0]}")
        : Listening());

    private Uri Listening()
    {
        var bound = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
            ?? options.Urls.Split(';')[0];
        var address = BindingAddress.Parse(bound);
        var host = address.Host is "[::]" or "0.0.0.0" or "*" or "+" ? "localhost" : address.Host;
        return new Uri($"{address.Scheme}://{host}:{address.Port}");
    }
}

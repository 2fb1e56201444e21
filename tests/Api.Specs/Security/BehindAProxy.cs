using System.Net;
using CommunityGrains.Api.Security;
using CommunityGrains.Host.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityGrains.Api.Specs.Security;

/// <summary>Whose word is taken for whose request it is, and whether it came by https.</summary>
public sealed class BehindAProxy
{
    [Theory]
    [InlineData("10.0.0.5", "10.0.0.5/32")]
    [InlineData("10.1.0.0/16", "10.1.0.0/16")]
    [InlineData("::1", "::1/128")]
    [InlineData("2001:db8::/32", "2001:db8::/32")]
    [InlineData("::ffff:10.0.0.5", "10.0.0.5/32")]
    [InlineData("10", null)]
    [InlineData("010.0.0.5", null)]
    [InlineData("10.1.0.1/16", "10.1.0.0/16")]
    [InlineData("10.0.0.5/33", null)]
    [InlineData("0.0.0.0/0", null)]
    [InlineData("::/0", null)]
    [InlineData("proxy.example.org", null)]
    [InlineData("", null)]
    public void A_proxy_is_an_address_or_a_network(string text, string? network) =>
        (Proxies.Parse(text)?.ToString()).ShouldBe(network);

    [Theory]
    // No proxy is configured: nobody is believed.
    [InlineData("", "127.0.0.1", "203.0.113.7", "127.0.0.1")]
    // The configured one is, also by its network and by IPv6, and as a socket for both shows IPv4.
    [InlineData("10.0.0.5", "10.0.0.5", "203.0.113.7", "203.0.113.7")]
    [InlineData("10.0.0.0/8", "10.0.0.5", "203.0.113.7", "203.0.113.7")]
    [InlineData("10.0.0.5", "::ffff:10.0.0.5", "203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8::5", "2001:db8::5", "2001:db8:1::7", "2001:db8:1::7")]
    // Another one is not, nor this machine.
    [InlineData("10.0.0.5", "10.0.0.6", "203.0.113.7", "10.0.0.6")]
    [InlineData("10.0.0.5", "127.0.0.1", "203.0.113.7", "127.0.0.1")]
    [InlineData("2001:db8::5", "2001:db8::6", "203.0.113.7", "2001:db8::6")]
    // Of a chain its last word counts: what stands before it the client may have written.
    [InlineData("10.0.0.5", "10.0.0.5", "198.51.100.1, 203.0.113.7", "203.0.113.7")]
    [InlineData("10.0.0.0/8", "10.0.0.5", "198.51.100.1, 10.0.0.6", "10.0.0.6")]
    [InlineData("10.0.0.5", "10.0.0.5", "nonsense", "10.0.0.5")]
    public async Task Only_the_configured_proxys_word_counts(
        string proxies, string from, string forwarded, string seen)
    {
        var http = await Ask(proxies, from, ("X-Forwarded-For", forwarded));
        http.Connection.RemoteIpAddress!.ToString().ShouldBe(IPAddress.Parse(seen).ToString());
    }

    [Theory]
    [InlineData("X-Forwarded-Host", "evil.example.org")]
    [InlineData("X-Forwarded-Prefix", "/evil")]
    [InlineData("Forwarded", "for=203.0.113.7;proto=https;host=evil.example.org")]
    [InlineData("X-Real-IP", "203.0.113.7")]
    public async Task Nor_is_a_proxy_believed_about_anything_else(string header, string value)
    {
        var http = await Ask("10.0.0.5", "10.0.0.5", (header, value));
        (http.Request.Scheme, http.Request.Host.Value, http.Request.PathBase.Value)
            .ShouldBe(("http", "registry.example.org", ""));
        http.Connection.RemoteIpAddress!.ToString().ShouldBe("10.0.0.5");
    }

    [Theory]
    [InlineData("10.0.0.5", "10.0.0.5", "https", true)]
    [InlineData("10.0.0.5", "10.0.0.5", "http", false)]
    [InlineData("10.0.0.5", "10.0.0.5", "https, http", false)]
    [InlineData("10.0.0.5", "10.0.0.6", "https", false)]
    [InlineData("", "127.0.0.1", "https", false)]
    public async Task Browsers_are_told_to_stay_with_https_only_where_it_is_https(
        string proxies, string from, string protocol, bool told)
    {
        var http = await Ask(
            proxies, from, ("X-Forwarded-Proto", protocol), ("X-Forwarded-For", "203.0.113.7"));
        http.Response.Headers.StrictTransportSecurity.ToString()
            .ShouldBe(told ? "max-age=31536000; includeSubDomains" : "");
    }

    private static async Task<HttpContext> Ask(
        string proxies, string from, params (string Name, string Value)[] headers)
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var app = new ApplicationBuilder(services);
        app.UseProxies([.. proxies.Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(one => Proxies.Parse(one)!.Value)]);
        app.UseSecurityHeaders();
        app.Run(_ => Task.CompletedTask);
        var http = new DefaultHttpContext();
        http.Request.Scheme = "http";
        http.Request.Host = new HostString("registry.example.org");
        http.Connection.RemoteIpAddress = IPAddress.Parse(from);
        foreach (var (name, value) in headers) http.Request.Headers[name] = value;
        await app.Build()(http);
        return http;
    }
}

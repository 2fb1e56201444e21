using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Host.Serving;

namespace CommunityGrains.Host.CommandLine;

/// <summary>What a server is told of the world before it: proxies, and an issuer of tokens.</summary>
internal sealed class EdgeOptions
{
    private readonly CommonOptions common;
    private readonly Option<string?> proxies;
    private readonly Option<string?> names;
    private readonly Option<string?> issuer;
    private readonly Option<string?> audience;
    private readonly Option<string?> algorithms;

    public EdgeOptions(CommonOptions common)
    {
        this.common = common;
        proxies = new("--proxies")
        {
            Description = common.Say(
                "Прокси, чьим заголовкам X-Forwarded-* верить: адреса и сети через запятую",
                "Proxies whose X-Forwarded-* headers are believed: addresses and networks, by commas"),
            HelpName = "10.0.0.5,10.1.0.0/16",
        };
        proxies.Validators.Add(result =>
        {
            if (Parts(result.GetValueOrDefault<string?>()).FirstOrDefault(one => Proxies.Parse(one) is null)
                is { } wrong)
            {
                result.AddError(common.Say(
                    $"--proxies: '{wrong}' — не адрес и не сеть вида 10.0.0.5 или 10.1.0.0/16",
                    $"--proxies: '{wrong}' is neither an address nor a network such as 10.0.0.5 or "
                    + "10.1.0.0/16"));
            }
        });
        names = new("--names")
        {
            Description = common.Say(
                "Под какими именами отвечать, через запятую; без них — под любыми, если открыто для других",
                "The names to answer to, by commas; without them to any, when open to others"),
            HelpName = "registry.example.org",
        };
        names.Validators.Add(result =>
        {
            if (Parts(result.GetValueOrDefault<string?>()).FirstOrDefault(one => NameOf(one) is null)
                is { } wrong)
            {
                result.AddError(common.Say(
                    $"--names: '{wrong}' — не имя; нужно имя без https:// и без порта: registry.example.org",
                    $"--names: '{wrong}' is no name; it takes a name without https:// and without a port: "
                    + "registry.example.org"));
            }
        });
        (issuer, audience, algorithms) = IssuerOptions(common);
    }

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[proxies, names, issuer, audience, algorithms])
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(issuer) is null != result.GetValue(audience) is null)
            {
                result.AddError(common.Say(
                    "--jwt-issuer и --jwt-audience указывают вместе",
                    "--jwt-issuer and --jwt-audience go together"));
            }
            else if (result.GetValue(issuer) is null && result.GetValue(algorithms) is not null)
            {
                result.AddError(common.Say(
                    "--jwt-algorithms указывают вместе с --jwt-issuer",
                    "--jwt-algorithms goes together with --jwt-issuer"));
            }
        });
    }

    public HostOptions Apply(HostOptions options, ParseResult result) => options with
    {
        Proxies = [.. Parts(result.GetValue(proxies)).Select(one => Proxies.Parse(one)!.Value)],
        Names = [.. Parts(result.GetValue(names)).Select(one => NameOf(one)!)],
        Issuer = AddressOf(result.GetValue(issuer)) is { } address && result.GetValue(audience) is { } said
            ? new ExternalIssuer(
                address, said,
                Parts(result.GetValue(algorithms)) is { Length: > 0 } chosen
                    ? chosen
                    : ExternalIssuer.AlgorithmsUsual)
            : null,
    };

    private static (Option<string?> Issuer, Option<string?> Audience, Option<string?> Algorithms)
        IssuerOptions(CommonOptions common)
    {
        Option<string?> from = new("--jwt-issuer")
        {
            Description = common.Say(
                "Чьи токены (JWT) принимать для API: адрес издателя",
                "Whose tokens (JWT) the API takes: the issuer's address"),
            HelpName = "https://id.example.org",
        };
        from.Validators.Add(result =>
        {
            if (AddressOf(result.GetValueOrDefault<string?>()) is null)
            {
                result.AddError(common.Say(
                    "--jwt-issuer: нужен адрес https://…", "--jwt-issuer takes an address https://…"));
            }
        });
        Option<string?> whom = new("--jwt-audience")
        {
            Description = common.Say(
                "Для кого выпущены эти токены (aud)", "For whom those tokens are made (aud)"),
            HelpName = "registry",
        };
        whom.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string?>()))
            {
                result.AddError(common.Say(
                    "--jwt-audience: нужно, для кого выпущены токены",
                    "--jwt-audience takes whom they are for"));
            }
        });
        Option<string?> signature = new("--jwt-algorithms")
        {
            Description = common.Say(
                "Чем они подписаны; по умолчанию RS256,ES256", "How they are signed; RS256,ES256 by default"),
            HelpName = "RS256,ES256",
        };
        signature.Validators.Add(result =>
        {
            var chosen = Parts(result.GetValueOrDefault<string?>());
            if (chosen.Length == 0 || chosen.Except(ExternalIssuer.AlgorithmsKnown).Any())
            {
                var known = string.Join(", ", ExternalIssuer.AlgorithmsKnown);
                result.AddError(common.Say(
                    $"--jwt-algorithms: только {known}", $"--jwt-algorithms takes only {known}"));
            }
        });
        return (from, whom, signature);
    }

    // The issuer's keys come from there; only on this machine may that be without https.
    private static Uri? AddressOf(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps
            || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? address
            : null;

    // As a request names it: without capitals, other alphabets in their ASCII form, IPv6 in brackets.
    private static string? NameOf(string text)
    {
        if (IPAddress.TryParse(text.Trim('[', ']'), out var address))
            return address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : text;
        try
        {
            var name = new IdnMapping().GetAscii(text).ToLowerInvariant();
            return Uri.CheckHostName(name) == UriHostNameType.Dns ? name : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string[] Parts(string? text) => (text ?? "").Split(
        ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

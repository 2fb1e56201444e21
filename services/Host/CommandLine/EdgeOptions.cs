using System.CommandLine;
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
                    $"'{wrong}' — не адрес и не сеть", $"'{wrong}' is neither an address nor a network"));
            }
        });
        names = new("--names")
        {
            Description = common.Say(
                "Под какими именами отвечать, через запятую; без них — под любыми, если открыто для других",
                "The names to answer to, by commas; without them to any, when open to others"),
            HelpName = "registry.example.org",
        };
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
        });
    }

    public HostOptions Apply(HostOptions options, ParseResult result) => options with
    {
        Proxies = [.. Parts(result.GetValue(proxies)).Select(one => Proxies.Parse(one)!.Value)],
        Names = Parts(result.GetValue(names)),
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
        Option<string?> signature = new("--jwt-algorithms")
        {
            Description = common.Say(
                "Чем они подписаны; по умолчанию RS256,ES256", "How they are signed; RS256,ES256 by default"),
            HelpName = "RS256,ES256",
        };
        signature.Validators.Add(result =>
        {
            if (Parts(result.GetValueOrDefault<string?>()).Except(ExternalIssuer.AlgorithmsKnown).Any())
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

    private static string[] Parts(string? text) => (text ?? "").Split(
        ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

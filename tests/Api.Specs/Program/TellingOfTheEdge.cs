using System.CommandLine;
using CommunityGrains.Host;
using CommunityGrains.Host.CommandLine;
using CommunityGrains.Registry.Texts;

namespace CommunityGrains.Api.Specs.Program;

/// <summary>What a server is told of the world before it, and what it says of what it does not
/// understand.</summary>
public sealed class TellingOfTheEdge : CommandLineRun
{
    [Theory]
    [InlineData("10.0.0.5", "10.0.0.5/32")]
    [InlineData(" 10.0.0.5 , 10.1.0.0/16,, ::1", "10.0.0.5/32 10.1.0.0/16 ::1/128")]
    public void Proxies_are_addresses_and_networks_by_commas(string said, string read) =>
        string.Join(' ', Read("--proxies", said).Proxies).ShouldBe(read);

    [Theory]
    [InlineData("registry.example.org", "registry.example.org")]
    [InlineData("Registry.Example.ORG, 192.168.1.5", "registry.example.org 192.168.1.5")]
    [InlineData("реестр.рф", "xn--e1aegbpw.xn--p1ai")]
    [InlineData("2001:db8::5,[::1]", "[2001:db8::5] [::1]")]
    public void Names_are_as_requests_name_them(string said, string read)
    {
        var names = Read("--names", said).Names;
        if (read.Contains("xn--", StringComparison.Ordinal))
            names.Single().ShouldBe(new System.Globalization.IdnMapping().GetAscii(said));
        else string.Join(' ', names).ShouldBe(read);
    }

    [Fact]
    public void Without_a_word_nobody_is_believed_and_no_issuer_trusted()
    {
        var options = Read();
        options.Proxies.ShouldBeEmpty();
        options.Names.ShouldBeEmpty();
        options.Issuer.ShouldBeNull();
    }

    [Fact]
    public void Nothing_lies_under_the_map_unless_it_is_said_where_it_comes_from_and_whose_it_is()
    {
        (Read().Tiles, Read().MapCredit).ShouldBe((null, null));
        var options = Read(
            "--map-tiles", "https://tiles.example.org/{z}/{x}/{y}.png", "--map-credit", "© карта");
        (options.Tiles!.Origin, options.MapCredit).ShouldBe(("https://tiles.example.org", "© карта"));
        Read("--map-credit", "© границы").MapCredit.ShouldBe("© границы", "boundaries are somebody's, too");
    }

    [Fact]
    public void An_issuer_is_trusted_for_one_audience_and_the_usual_signatures_or_the_chosen_ones()
    {
        string[] said = ["--jwt-issuer", "https://id.example.org", "--jwt-audience", "registry"];
        var issuer = Read(said).Issuer.ShouldNotBeNull();
        (issuer.Issuer.OriginalString, issuer.Audience).ShouldBe(("https://id.example.org", "registry"));
        issuer.Algorithms.ShouldBe(["RS256", "ES256"]);
        Read([.. said, "--jwt-algorithms", "PS256, ES384"]).Issuer!.Algorithms.ShouldBe(["PS256", "ES384"]);
        Read("--jwt-issuer", "http://localhost:8080", "--jwt-audience", "x").Issuer.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("--proxies 10.0.0.5,proxy.example.org",
        "'proxy.example.org' is neither an address nor a network")]
    [InlineData("--proxies 0.0.0.0/0", "'0.0.0.0/0' is neither")]
    [InlineData("--names https://registry.example.org", "a name without https:// and without a port")]
    [InlineData("--names registry.example.org:443", "'registry.example.org:443' is no name")]
    [InlineData("--names *", "'*' is no name")]
    [InlineData("--jwt-issuer id.example.org --jwt-audience x", "--jwt-issuer takes an address https://")]
    [InlineData("--jwt-issuer http://id.example.org --jwt-audience x",
        "--jwt-issuer takes an address https://")]
    [InlineData("--jwt-issuer https://id.example.org", "--jwt-issuer and --jwt-audience go together")]
    [InlineData("--jwt-audience registry", "--jwt-issuer and --jwt-audience go together")]
    [InlineData("--jwt-algorithms RS256", "--jwt-algorithms goes together with --jwt-issuer")]
    [InlineData("--jwt-issuer https://id.example.org --jwt-audience x --jwt-algorithms none",
        "--jwt-algorithms takes only RS256")]
    [InlineData("--jwt-issuer https://id.example.org --jwt-audience x --jwt-algorithms HS256",
        "--jwt-algorithms takes only RS256")]
    [InlineData("--jwt-issuer https://id.example.org --jwt-audience x --jwt-algorithms rs256",
        "--jwt-algorithms takes only RS256")]
    [InlineData("--map-tiles https://{s}.example.org/{z}/{x}/{y}.png --map-credit x",
        "--map-tiles takes an address of one server")]
    [InlineData("--map-tiles https://tiles.example.org/{z}/{x}/{y}.png",
        "--map-tiles goes together with --map-credit")]
    public async Task What_is_not_understood_is_named_with_what_to_write_instead(string said, string sentence)
    {
        await Run(["serve", .. said.Split(' ')]);
        Exit.ShouldBe(ExitCode.Usage);
        Error.ShouldContain(sentence);
        Directory.Exists(Data).ShouldBeFalse("nothing is begun");
    }

    private static HostOptions Read(params string[] said)
    {
        var common = new CommonOptions(Language.English);
        var command = new Command("serve");
        common.Edge.AddTo(command);
        common.Map.AddTo(command);
        var result = command.Parse(said);
        result.Errors.ShouldBeEmpty();
        return common.Map.Apply(common.Edge.Apply(new HostOptions(), result), result);
    }
}

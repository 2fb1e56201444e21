using System.Net;
using System.Text.RegularExpressions;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Host;
using CommunityGrains.Host.CommandLine;
using CommunityGrains.Registry.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace CommunityGrains.Api.Specs.Program;

/// <summary>An empty system tells its operator, and nobody else, how to become its first
/// administrator.</summary>
public sealed partial class TheFirstLink : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("communitygrains-").FullName;
    private readonly Fixture.KeptLog journal = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private HostOptions Options => new()
    {
        Data = Path.Combine(folder, "data"), Urls = "http://127.0.0.1:0", Language = Language.English,
    };

    [Fact]
    public async Task It_is_printed_once_for_a_day_opens_the_form_and_stands_in_no_journal()
    {
        await using var app = await Build(Options);
        var printed = await Start(app, Options);
        printed.ShouldContain("There are no accounts yet");
        printed.ShouldContain("within 24 h");
        var link = Link().Matches(printed).Single().Value;
        (await StatusOf(link)).ShouldBe(HttpStatusCode.OK);
        var secret = link.Split('/')[^1];
        journal.Lines.ShouldNotContain(line => line.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_programs_on_one_store_print_one_each_both_work_and_none_after_the_first_account()
    {
        await using var first = await Build(Options);
        var one = Link().Match(await Start(first, Options)).Value;
        await using var second = await Build(Options);
        var other = Link().Match(await Start(second, Options)).Value;
        (await StatusOf(one)).ShouldBe(HttpStatusCode.OK);
        (await StatusOf(other)).ShouldBe(HttpStatusCode.OK);
        (await second.Services.GetRequiredService<Invitations>().AcceptAsync(
            other.Split('/')[^1], "anna@example.org", "синий трактор едет", Cancel))
            .ShouldBeOfType<AcceptOutcome.Accepted>();
        (await StatusOf(one)).ShouldBe(HttpStatusCode.NotFound);
        await using var third = await Build(Options);
        (await Start(third, Options)).ShouldNotContain("/invitation/");
    }

    [Fact]
    public async Task It_names_an_address_where_a_password_may_travel()
    {
        var open = Options with { Urls = "http://*:0" };
        await using (var app = await Build(open))
            Link().Match(await Start(app, open)).Value.ShouldStartWith("http://localhost:");
        var behind = open with
        {
            Proxies = [IPNetwork.Parse("10.0.0.0/8")], Names = ["registry.example.org"],
        };
        await using (var app = await Build(behind))
        {
            Link().Match(await Start(app, behind)).Value
                .ShouldStartWith("https://registry.example.org/en/invitation/");
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Task<WebApplication> Build(HostOptions options) => Composition.BuildAsync(
        options, logging => logging.AddProvider(journal),
        services => services.Replace(ServiceDescriptor.Singleton(new Passwords(iterations: 10))), Cancel);

    private static async Task<string> Start(WebApplication app, HostOptions options)
    {
        await using var output = new StringWriter();
        await ServeCommand.StartAsync(app, options, output, Cancel);
        return output.ToString();
    }

    private static async Task<HttpStatusCode> StatusOf(string link)
    {
        using var client = new HttpClient();
        return (await client.GetAsync(new Uri(link), Cancel)).StatusCode;
    }

    [GeneratedRegex("https?://[^ ]*/invitation/[A-Za-z0-9_-]+")]
    private static partial Regex Link();
}

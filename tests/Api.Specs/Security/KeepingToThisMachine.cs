using CommunityGrains.Api.Security;
using CommunityGrains.Api.Specs.Fixture;
using CommunityGrains.Host;

namespace CommunityGrains.Api.Specs.Security;

public sealed class KeepingToThisMachine(RunningProgram program) : HttpSpecification(program)
{
    [Theory]
    [InlineData("http://localhost:5080", false)]
    [InlineData("http://127.0.0.1:0", false)]
    [InlineData("http://[::1]:5080", false)]
    [InlineData("http://localhost:5080;http://127.0.0.2:80", false)]
    [InlineData("http://0.0.0.0:5080", true)]
    [InlineData("http://*:5080", true)]
    [InlineData("http://+:5080", true)]
    [InlineData("http://[::]:5080", true)]
    [InlineData("http://192.168.1.5:5080", true)]
    [InlineData("http://example.org", true)]
    [InlineData("http://localhost.example.org", true)]
    [InlineData("http://localhost:5080;http://0.0.0.0:80", true)]
    public void It_is_known_which_addresses_are_open_to_others(string urls, bool open)
    {
        KnownNames.Objection(urls).ShouldBeNull();
        KnownNames.AreOpen(urls).ShouldBe(open);
    }

    [Theory]
    [InlineData("unix:/tmp/x.sock")]
    [InlineData("http://unix:/tmp/x.sock")]
    [InlineData("ftp://localhost")]
    [InlineData("5080")]
    public async Task What_is_no_address_is_refused_with_the_reason(string urls) =>
        (await Should.ThrowAsync<RefusedException>(
            () => Composition.BuildAsync(new HostOptions { Urls = urls })))
            .Message.ShouldContain("is not an address");

    [Theory]
    [InlineData("evil.example.org")]
    [InlineData("localhost.evil.example.org")]
    [InlineData("192.168.1.5")]
    public async Task A_request_to_another_name_is_not_answered(string host)
    {
        await Get("/api/v1/communities", ("Host", host));
        ThenProblem(421, "request.host");
        await Get("/", ("Host", host));
        ThenProblem(421, "request.host");
    }

    [Theory]
    [InlineData("Origin", "https://evil.example.org")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://localhost:1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_write_from_another_site_is_refused(string header, string value)
    {
        await GivenACommunity();
        await Post("/api/v1/communities/<yard>/still-true", null, (header, value));
        ThenProblem(403, "request.cross-site");
        await Get("/api/v1/communities/<yard>", (header, value));
        ThenStatus(200);
    }

    [Fact]
    public async Task A_write_from_its_own_page_is_taken()
    {
        await GivenACommunity();
        await Post("/api/v1/communities/<yard>/life-signs",
            """{"what": "субботник", "seenOn": "2026-03-01"}""",
            ("Origin", Program.Address.GetLeftPart(UriPartial.Authority)), ("Sec-Fetch-Site", "same-origin"));
        ThenStatus(200);
    }

    [Theory]
    [InlineData("/api/v1/communities")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/health/ready")]
    [InlineData("/")]
    public async Task Every_answer_carries_the_headers_that_protect_and_none_that_tells(string path)
    {
        await Send(HttpMethod.Get, path, null);
        Answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        var policy = Answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src");
        policy.ShouldNotContain("//", Case.Sensitive, "no browser is let ask anybody else");
        Answer.Headers.GetValues("Referrer-Policy").ShouldBe(["same-origin"]);
        Answer.Headers.Contains("Server").ShouldBeFalse();
        Answer.Headers.Contains("X-Powered-By").ShouldBeFalse();
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using CommunityGrains.Access.People;
using CommunityGrains.Web.Specs.Sample;

namespace CommunityGrains.Web.Specs;

/// <summary>What holds for the whole site: languages, the stylesheet, headers, errors.</summary>
public sealed class SiteSpecs(Site site)
{
    [Theory]
    [InlineData("/", "/en")]
    [InlineData("/communities?text=a%26b", "/en/communities?text=a%26b")]
    [InlineData("/municipalities", "/en/municipalities")]
    public async Task Every_page_leads_to_itself_in_the_other_language(string russian, string english)
    {
        var html = await site.GetAsync(russian);
        html.ShouldContain("<html lang=\"ru\">");
        html.ShouldContain($"href=\"{english}\" lang=\"en\" hreflang=\"en\"");
        html = await site.GetAsync(english);
        html.ShouldContain("<html lang=\"en\">");
        html.ShouldContain($"href=\"{russian}\" lang=\"ru\" hreflang=\"ru\"");
    }

    [Fact]
    public async Task English_pages_stay_english()
    {
        var html = await site.GetAsync($"/en/communities/{SampleData.Full}");
        html.ShouldContain("href=\"/en/communities\"");
        html.ShouldContain($"href=\"/en/leaders/{SampleData.Verified}\"");
        html.Seen().ShouldContain("leader verified until 12 December 2026");
    }

    [Theory]
    [InlineData("css", "text/css", 12_000)]
    [InlineData("js", "text/javascript", 4_000)]
    public async Task What_every_page_loads_is_small_fingerprinted_and_kept(
        string kind, string type, int bytesMax)
    {
        var html = await site.GetAsync("/");
        var address = Regex.Match(html, $"/assets/site[.][0-9a-f]+[.]{kind}").Value;

        var reply = await AskAsync(address);
        ((int)reply.StatusCode).ShouldBe(200);
        reply.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        reply.Content.Headers.ContentEncoding.Single().ShouldBe("br");
        reply.Content.Headers.ContentLength!.Value.ShouldBeInRange(500, bytesMax);
        reply.Headers.CacheControl!.ToString().ShouldBe("public, max-age=31536000, immutable");
        (await AskAsync(address, reply.Headers.ETag)).StatusCode.ShouldBe(HttpStatusCode.NotModified);

        (await AskAsync($"/assets/site.0000000000000000.{kind}")).Headers.CacheControl!.ToString()
            .ShouldBe("no-cache", "a page of an older version may still ask for its own");
        (await AskAsync($"/assets/other.0000000000000000.{kind}")).StatusCode
            .ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Pages_allow_no_script_and_no_style_but_our_own_files()
    {
        var reply =
            await site.Http.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        var policy = reply.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("script-src 'self';");
        policy.ShouldNotContain("unsafe");
        var html = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        html.ShouldNotContain(" style=");
        html.ShouldNotContain("<style");
        html.ShouldNotContain(" onclick=");
        foreach (Match script in Regex.Matches(html, "<script[^>]*>"))
            script.Value.ShouldContain("src=\"/assets/");
    }

    [Theory]
    [InlineData("https://tiles.example.org/{z}/{x}/{y}.png", "https://tiles.example.org")]
    [InlineData("https://TILES.example.org:8443/a/{z}/{x}/{y}?k=;", "https://tiles.example.org:8443")]
    [InlineData("https://карта.example.org/{z}/{x}/{y}.png", "https://xn--80aa2azak.example.org")]
    [InlineData("http://[::1]:8080/{z}/{x}/{y}.png", "http://[::1]:8080")]
    public async Task Pictures_under_the_map_come_from_the_one_origin_that_was_chosen_or_from_none(
        string template, string origin)
    {
        await using var tiled = new Site { Options = web => web.Tiles = MapTiles.Parse(template) };
        await tiled.InitializeAsync();
        foreach (var page in (string[])["/", "/communities?view=map", "/nowhere"])
        {
            var (without, with) = (await PolicyAsync(site, page), await PolicyAsync(tiled, page));
            without.ShouldContain("img-src 'self' data:; ");
            without.ShouldNotContain("//", Case.Sensitive, "nobody else is asked for anything");
            with.ShouldBe(without.Replace("data:;", $"data: {origin};", StringComparison.Ordinal));
        }

        static async Task<string> PolicyAsync(Site site, string page)
        {
            var reply = await site.Http.GetAsync(
                new Uri(page, UriKind.Relative), TestContext.Current.CancellationToken);
            return reply.Headers.GetValues("Content-Security-Policy").Single();
        }
    }

    [Theory]
    [InlineData("/nowhere", "Такой страницы нет")]
    [InlineData("/en/nowhere", "There is no such page")]
    [InlineData("/communities/not-an-id", "Такой страницы нет")]
    [InlineData("/leaders/00000099-0000-7000-8000-000000000000", "Такой страницы нет")]
    [InlineData("/en/initiatives/00000099-0000-7000-8000-000000000000", "There is no such page")]
    public async Task An_unknown_address_is_answered_in_words(string address, string words) =>
        (await site.GetAsync(address, status: 404)).Seen().ShouldContain(words);

    [Fact]
    public async Task An_unknown_address_of_the_api_is_answered_without_a_page()
    {
        var reply =
            await site.Http.GetAsync(new Uri("/api/v9", UriKind.Relative),
                TestContext.Current.CancellationToken);
        ((int)reply.StatusCode).ShouldBe(404);
        (await reply.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failure_is_owned_up_to_and_tells_nothing_of_the_inside()
    {
        await using var broken = new Site();
        await broken.InitializeAsync();
        broken.Registry.Failure = new IOException("disk /dev/sdb1 is gone");
        var html = await broken.GetAsync("/communities", status: 500);
        html.Seen().ShouldContain("Ошибка на нашей стороне");
        html.ShouldNotContain("sdb1");
        var line = broken.Journal.Single(said => said.Contains("/communities", StringComparison.Ordinal));
        line.ShouldContain("System.IO.IOException");
        line.ShouldContain("   at ", Case.Sensitive, "the place of the failure");
        line.ShouldNotContain("sdb1", Case.Sensitive, "an exception's text may quote what is on record");
    }

    [Theory]
    [InlineData("/communities", "Слишком много людей за короткое время", "через 60 мин")]
    [InlineData("/en/communities", "Too many people in a short time", "Go on in 60 min")]
    public async Task Who_asks_for_unusually_many_people_is_told_why_and_when_to_go_on(
        string page, string title, string wait)
    {
        await using var refusing = new Site();
        await refusing.InitializeAsync();
        refusing.Registry.Failure = new UnusualVolumeException(TimeSpan.FromHours(1));
        var reply = await refusing.Http.GetAsync(
            new Uri(page, UriKind.Relative), TestContext.Current.CancellationToken);
        ((int)reply.StatusCode).ShouldBe(429);
        reply.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromHours(1));
        var html = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        html.Seen().ShouldContain(title);
        html.Seen().ShouldContain(wait);
        refusing.Journal.ShouldBeEmpty("it is no failure");
    }

    [Fact]
    public async Task Asked_for_the_head_only_the_head_is_answered()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/communities");
        var reply = await site.Http.SendAsync(request, TestContext.Current.CancellationToken);
        ((int)reply.StatusCode).ShouldBe(200);
        reply.Content.Headers.ContentLength!.Value.ShouldBeGreaterThan(1000);
        (await reply.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    private async Task<HttpResponseMessage> AskAsync(string address, EntityTagHeaderValue? known = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.AcceptEncoding.Add(new("br"));
        if (known is not null) request.Headers.IfNoneMatch.Add(known);
        return await site.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}

using CommunityGrains.Api.Specs.Fixture;

namespace CommunityGrains.Api.Specs.Queries;

public sealed class FindingCommunities(RunningProgram program) : HttpSpecification(program)
{
    [Fact]
    public async Task By_part_of_a_word_in_any_order()
    {
        await GivenACommunity("yard", "ТОС «Дружный двор»");
        await GivenACommunity("river", "Клуб «Речники»");
        await Get("/api/v1/communities?text=" + Uri.EscapeDataString("двор друж"));
        ThenFound("yard");
    }

    [Fact]
    public async Task By_status_form_and_municipality()
    {
        await GivenACommunity();
        await GivenAMunicipality("village", "Подгорный район");
        await GivenACommunity("closed", "ТОС «Бывший»");
        await Post("/api/v1/communities/<closed>/closure", """{"reason": "распущено"}""");
        await Get("/api/v1/communities");
        ThenFound("yard");
        await Get("/api/v1/communities?status=closed");
        ThenFound("closed");
        await Get("/api/v1/communities?form=interest-club");
        ThenFound();
        await Get(WithIds("/api/v1/communities?municipality=<town>"));
        ThenFound("yard");
        await Get(WithIds("/api/v1/communities?municipality=<village>"));
        ThenFound();
    }

    [Fact]
    public async Task Page_by_page_each_once()
    {
        foreach (var letter in "абвгд") await GivenACommunity($"c{letter}", $"ТОС «{letter}»");
        await Get("/api/v1/communities?limit=2");
        var found = new List<string>();
        for (var pages = 1; ; pages++)
        {
            ThenStatus(200);
            found.AddRange(Json.GetProperty("items").EnumerateArray()
                .Select(item => item.GetProperty("id").GetString()!));
            if (!Json.TryGetProperty("next", out var next))
            {
                pages.ShouldBe(3);
                break;
            }

            Answer.Headers.GetValues("Link").Single().ShouldBe($"<{next.GetString()}>; rel=\"next\"");
            await Get(next.GetString()!);
        }

        found.ShouldBe("абвгд".Select(letter => Id($"c{letter}")));
    }

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=201", "limit")]
    [InlineData("?limit=ten", "limit")]
    [InlineData("?status=happy", "status")]
    [InlineData("?asOf=01.02.2026", "asOf")]
    [InlineData("?asOf=2024-02-01&asOfPosition=3", "asOfPosition")]
    [InlineData("?municipality=Уфа", "municipality")]
    [InlineData("?colour=red", "colour")]
    [InlineData("?limit=5&limit=6", "limit")]
    [InlineData("?cursor=nonsense", "cursor")]
    [InlineData("?within=1,2,3", "within")]
    [InlineData("?suspected=yes&limit=x", "suspected", "limit")]
    public async Task A_parameter_that_is_wrong_is_named(string query, params string[] names)
    {
        await Get("/api/v1/communities" + query);
        ThenInvalid(names);
    }

    [Fact]
    public async Task Facets_count_what_a_query_finds()
    {
        await GivenACommunity();
        await GivenACommunity("other", "ТОС «Слобода»");
        await Post("/api/v1/communities/<other>/life-signs",
            """{"what": "субботник", "seenOn": "2024-03-01", "businessDate": "2024-03-01"}""");
        await Get("/api/v1/communities/facets");
        ThenStatus(200);
        Json.GetProperty("total").GetInt32().ShouldBe(2);
        Json.GetProperty("statuses").GetProperty("active").GetInt32().ShouldBe(1);
        Json.GetProperty("municipalities")[0].GetProperty("count").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Inside_a_rectangle()
    {
        await GivenACommunity();
        await Get("/api/v1/communities?within=54.6,55.9,54.8,56.1");
        ThenFound("yard");
        await Get("/api/v1/communities?within=10,10,11,11");
        ThenFound();
    }

    private void ThenFound(params string[] names)
    {
        ThenStatus(200);
        Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString())
            .ShouldBe(names.Select(Id), Explain());
    }
}

using CommunityGrains.Api.Specs.Fixture;

namespace CommunityGrains.Api.Specs.People;

/// <summary>Who is shown people's data, what people agreed to, and how they are forgotten.</summary>
public sealed class WhoSeesWhom(RunningProgram program) : HttpSpecification(program)
{
    private const string Anna = "Примерова Анна Ивановна", Email = "primerova@example.org",
        Phone = "+79990001122";

    private static readonly (string, string) Visitor = ("X-Viewer", "visitor");

    [Fact]
    public async Task Who_works_with_people_sees_them_and_a_visitor_does_not()
    {
        await GivenACommunity();
        await GivenALeader();
        foreach (var path in new[] { "/api/v1/leaders/<chair>", "/api/v1/leaders",
            "/api/v1/communities/<yard>",
            "/api/v1/leaders/<chair>/history" })
        {
            await Get(path);
            Text.ShouldContain(Anna, Case.Sensitive, path);
            Text.ShouldContain(Email, Case.Sensitive, path);
            await Get(path, Visitor);
            ThenStatus(200);
            foreach (var datum in new[] { "Примерова", "Анна", Email, Phone, "~" })
                Text.ShouldNotContain(datum, Case.Sensitive, path);
        }
    }

    [Fact]
    public async Task A_manager_sees_the_people_of_his_municipality_and_no_others()
    {
        await GivenACommunity();
        await GivenALeader();
        await GivenAMunicipality("elsewhere", "Дальний район");
        await Get("/api/v1/leaders/<chair>", ("X-Viewer",
            WithIds($"manager {Region} municipalities <town>")));
        Text.ShouldContain(Anna);
        await Get("/api/v1/leaders/<chair>", ("X-Viewer",
            WithIds($"manager {Region} municipalities <elsewhere>")));
        Text.ShouldNotContain("Примерова");
        await Get("/api/v1/leaders/<chair>", ("X-Viewer", $"operator {Region} region"));
        Text.ShouldNotContain("Примерова");
    }

    [Fact]
    public async Task A_name_is_public_as_long_as_its_owner_agrees()
    {
        await GivenACommunity();
        var person = await GivenALeaderAsPerson();
        await Post($"/api/v1/people/{person}/consents",
            """{"purpose": "publication", "textVersion": "2026-03", "givenOn": "2026-03-01"}""");
        ThenStatus(200);
        await Get("/api/v1/leaders/<chair>", Visitor);
        Text.ShouldContain(Anna);
        Text.ShouldNotContain(Email);
        await Found("Примерова", 1, Visitor);

        await Post($"/api/v1/people/{person}/consent-withdrawal", """{"purpose": "publication"}""");
        await Get("/api/v1/leaders/<chair>", Visitor);
        Text.ShouldNotContain("Примерова");
    }

    [Theory]
    [InlineData("примерова")]
    [InlineData("Анна Прим")]
    [InlineData("8 (999) 000-11-22")]
    [InlineData("PRIMEROVA@example.org")]
    public async Task People_are_found_by_whoever_may_see_them_and_by_nobody_else(string text)
    {
        await GivenACommunity();
        await GivenALeader();
        await Found(text, 1);
        await Found(text, 0, Visitor);
    }

    [Fact]
    public async Task An_export_for_whoever_sees_nobody_has_no_columns_about_people()
    {
        await GivenACommunity();
        await GivenALeader();
        await Get("/api/v1/communities/export", ("X-Viewer", $"partner {Region} region"));
        ThenStatus(200);
        Text.ShouldNotContain("head", Case.Insensitive);
        await Get("/api/v1/communities/export");
        Text.ShouldContain("head", Case.Insensitive);
    }

    [Theory]
    [InlineData("leaders/export", "export")]
    [InlineData("communities/export", "export")]
    [InlineData("leaders", "work")]
    [InlineData("leaders/<chair>", "work")]
    [InlineData("leaders/<chair>/history", "work")]
    [InlineData("communities/<yard>", "work")]
    public async Task Whoever_is_shown_a_person_is_noted_by_whatever_way_he_asked(string path, string purpose)
    {
        await GivenACommunity();
        await GivenALeader();
        var reader = Guid.NewGuid();
        // Somebody else looks up whose claim it is, and whom it names as a head.
        await Get("/api/v1/leaders/<chair>");
        var person = Json.GetProperty("row").GetProperty("person").GetProperty("person").GetString()!;
        if (path.StartsWith("communities", StringComparison.Ordinal))
        {
            await Post("/api/v1/communities/<yard>/head",
                $$$"""{"head": {"person": "{{{person}}}", "name": "{{{Anna}}}"}}""");
            ThenStatus(200);
        }

        await Get($"/api/v1/{path}", ("X-Acting-Person", reader.ToString()));
        ThenStatus(200);
        Text.ShouldContain(Anna);
        await Get($"/api/v1/people/{person}/data", ("X-Acting-Person", person),
            ("X-Viewer", $"partner {Region} region"));
        Json.GetProperty("readings").EnumerateArray()
            .Where(reading => reading.GetProperty("account").GetString() == reader.ToString())
            .Select(reading => reading.GetProperty("purpose").GetString()).ShouldBe([purpose]);
    }

    [Fact]
    public async Task A_person_is_given_all_that_is_kept_of_him_and_who_read_it()
    {
        await GivenACommunity();
        var person = await GivenALeaderAsPerson();
        await Get("/api/v1/leaders/<chair>");
        await Get($"/api/v1/people/{person}/data", ("X-Acting-Person", person),
            ("X-Viewer", $"partner {Region} region"));
        ThenStatus(200);
        Json.GetProperty("data")[0].GetProperty("data").EnumerateObject().Select(datum =>
            datum.Value.GetString())
            .ShouldBe([Anna, Email, Phone], ignoreOrder: true);
        Json.GetProperty("readings").GetArrayLength().ShouldBeGreaterThan(0);
        await Get($"/api/v1/people/{person}/data", ("X-Viewer", $"partner {Region} region"));
        ThenStatus(404);
    }

    [Fact]
    public async Task Whoever_is_erased_cannot_be_read_found_or_taken_in_again()
    {
        await GivenACommunity();
        var person = await GivenALeaderAsPerson();
        await Post($"/api/v1/people/{person}/erasure", """{"basis": "Заявление"}""");
        ThenStatus(200);
        var act = Json.GetProperty("act").GetString()!;
        var document = Json.GetProperty("document").GetString()!;
        document.ShouldContain(act);
        document.ShouldContain("leader.claimed.v1");
        document.ShouldNotContain("Примерова");
        Json.GetProperty("events").GetInt32().ShouldBe(1);

        await Get("/api/v1/leaders/<chair>");
        Json.GetProperty("row").GetProperty("person").GetProperty("name").GetString().ShouldBe("data erased");
        Text.ShouldNotContain(Email);
        await Get("/api/v1/leaders/<chair>/history");
        Text.ShouldNotContain("Примерова");
        await Found("Примерова", 0);
        await Post("/api/v1/leaders/<chair>/name", """{"name": "Примерова Анна", "reason": "x"}""");
        ThenProblem(409, "person.erased");

        await Post($"/api/v1/people/{person}/erasure", """{"basis": "Ещё раз"}""");
        Json.GetProperty("act").GetString().ShouldBe(act, "asked again it says what was done");
        await Get($"/api/v1/people/{person}/data");
        Json.GetProperty("erased").GetBoolean().ShouldBeTrue();
        Json.GetProperty("data").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Only_who_answers_for_the_region_erases()
    {
        await GivenACommunity();
        var person = await GivenALeaderAsPerson();
        foreach (var viewer in new[] { $"manager {Region} region", $"operator {Region} region",
            "centre-administrator RU-OTHER region" })
        {
            await Post($"/api/v1/people/{person}/erasure", """{"basis": "x"}""", ("X-Viewer", viewer));
            ThenStatus(404);
        }

        await Get("/api/v1/leaders/<chair>");
        Text.ShouldContain(Anna);
        await Post($"/api/v1/people/{Guid.NewGuid()}/erasure", """{"basis": "x"}""");
        ThenStatus(404);
    }

    [Fact]
    public async Task An_erasure_whose_body_is_above_the_limit_is_none()
    {
        await GivenACommunity();
        var person = await GivenALeaderAsPerson();
        await Post($"/api/v1/people/{person}/erasure",
            $$"""{"basis": "x"{{new string(' ', 1024 * 1024)}}}""");
        ThenStatus(413);
        await Get("/api/v1/leaders/<chair>");
        Text.ShouldContain(Anna);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"basis": " "}""")]
    [InlineData("""{"basis": "x", "colour": "green"}""")]
    public async Task An_erasure_without_a_basis_is_none(string body)
    {
        await GivenACommunity();
        var person = await GivenALeaderAsPerson();
        await Post($"/api/v1/people/{person}/erasure", body);
        ThenStatus(400);
        await Get("/api/v1/leaders/<chair>");
        Text.ShouldContain(Anna);
    }

    private async Task<string> GivenALeaderAsPerson()
    {
        await GivenALeader();
        await Get("/api/v1/leaders/<chair>");
        return Json.GetProperty("row").GetProperty("person").GetProperty("person").GetString()!;
    }

    private async Task Found(string text, int count, params (string, string)[] headers)
    {
        await Get($"/api/v1/leaders?text={Uri.EscapeDataString(text)}", headers);
        ThenStatus(200);
        Json.GetProperty("items").GetArrayLength().ShouldBe(count, text);
    }
}

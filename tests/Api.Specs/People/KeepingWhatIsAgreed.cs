using CommunityGrains.Api.Specs.Fixture;

namespace CommunityGrains.Api.Specs.People;

/// <summary>Birth date, address and documents: kept by consent, shown by role, and forgotten.</summary>
public sealed class KeepingWhatIsAgreed(RunningProgram program) : HttpSpecification(program)
{
    private const string Born = "1980-05-17", Home = "Уфа, ул. Кедровая, 1",
        Passport = "Паспорт 00 00 000000";

    private (string, string) ManagerHere => ("X-Viewer", WithIds($"manager {Region} municipalities <town>"));

    [Fact]
    public async Task What_is_kept_is_seen_by_role()
    {
        var person = await GivenADescribedPerson();
        await Get($"/api/v1/people/{person}");
        ThenStatus(200);
        foreach (var datum in new[] { Born, Home, Passport, "79990001122", "Примерова" })
            Text.ShouldContain(datum);
        await Get($"/api/v1/people/{person}", ManagerHere);
        Text.ShouldContain(Born);
        Text.ShouldContain(Home);
        Text.ShouldNotContain(Passport);
        await Get($"/api/v1/people/{person}", ("X-Acting-Person", person),
            ("X-Viewer", $"partner {Region} region"));
        Text.ShouldContain(Passport, Case.Sensitive, "everybody may see what is kept of himself");
    }

    [Theory]
    [InlineData("leader {0} communities <yard>")]
    [InlineData("operator {0} region")]
    [InlineData("partner {0} region")]
    [InlineData("manager {0} municipalities <elsewhere>")]
    [InlineData("centre-administrator RU-OTHER region")]
    public async Task For_others_there_is_no_such_person(string viewer)
    {
        var person = await GivenADescribedPerson();
        await GivenAMunicipality("elsewhere", "Дальний район");
        var asker = ("X-Viewer", WithIds(string.Format(null, viewer, Region)));
        await Get($"/api/v1/people/{person}", asker);
        ThenStatus(404);
        var refused = WithoutTrace();
        await Get($"/api/v1/people/{Guid.NewGuid()}", asker);
        WithoutTrace().ShouldBe(refused, "as if there were nobody");
        await Post($"/api/v1/people/{person}/birth-date", """{"date": null}""", asker);
        ThenStatus(404);
        await Get($"/api/v1/people/{person}");
        Text.ShouldContain(Born);
    }

    [Fact]
    public async Task Documents_are_the_centres_to_change()
    {
        var person = await GivenADescribedPerson();
        await Post($"/api/v1/people/{person}/documents", """{"documents": []}""", ManagerHere);
        ThenStatus(404);
        await Post($"/api/v1/people/{person}/address", """{"address": null}""", ManagerHere);
        ThenStatus(200);
        await Get($"/api/v1/people/{person}");
        Text.ShouldContain(Passport);
        Text.ShouldNotContain(Home);
    }

    [Fact]
    public async Task Nothing_is_kept_of_who_did_not_agree()
    {
        var person = await GivenAPerson();
        await Post($"/api/v1/people/{person}/address", $$"""{"address": "{{Home}}"}""");
        ThenProblem(409, "person.consent-missing");
        await Post($"/api/v1/people/{person}/birth-date", """{"date": "17.05.1980"}""");
        ThenProblem(422, "person.field-invalid");
        Json.GetProperty("errors").TryGetProperty("date", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Each_look_is_noted_with_what_was_seen()
    {
        var person = await GivenADescribedPerson();
        await Get($"/api/v1/people/{person}", ManagerHere);
        await Get($"/api/v1/people/{person}/data");
        var noted = Json.GetProperty("readings").EnumerateArray()
            .Select(reading => reading.GetProperty("fields").GetString()).ToList();
        noted.ShouldContain("birthdate, address");
        noted.ShouldNotContain("birthdate, address, document", "the manager did not see the document");
        Json.GetProperty("data").GetRawText().ShouldContain(Passport);
    }

    [Theory]
    [InlineData("примерова анна", 1)]
    [InlineData("8 999 000-11-22", 1)]
    [InlineData("primerova@example.org", 1)]
    [InlineData("примерова инна", 0)]
    [InlineData("Кедровая", 0)]
    public async Task People_are_found_by_name_phone_and_email(string text, int count)
    {
        await GivenADescribedPerson();
        await Search(text);
        Json.GetProperty("people").GetArrayLength().ShouldBe(count);
        await Search(text, ManagerHere);
        Json.GetProperty("people").GetArrayLength().ShouldBe(count);
        await GivenAMunicipality("elsewhere", "Дальний район");
        await Search(text, ("X-Viewer", WithIds($"manager {Region} municipalities <elsewhere>")));
        Json.GetProperty("people").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"text": " "}""")]
    public async Task Nobody_is_looked_for_without_a_word(string body)
    {
        await Post("/api/v1/people/search", body);
        ThenStatus(400);
    }

    [Fact]
    public async Task What_was_kept_is_forgotten_with_the_person_and_the_act_names_its_categories()
    {
        var person = await GivenADescribedPerson();
        await Post($"/api/v1/people/{person}/erasure", """{"basis": "Заявление"}""");
        var act = Json.GetProperty("document").GetString()!;
        foreach (var category in new[]
            { "birth date", "address", "documents", "full name", "phone", "e-mail" })
            act.ShouldContain(category);
        act.ShouldNotContain(Passport);
        await Get($"/api/v1/people/{person}");
        Json.GetProperty("erasedOn").GetString().ShouldNotBeNull();
        foreach (var datum in new[] { Born, Home, Passport, "79990001122", "Примерова", "~" })
            Text.ShouldNotContain(datum);
        await Post($"/api/v1/people/{person}/address", $$"""{"address": "{{Home}}"}""");
        ThenProblem(409, "person.erased");
    }

    private string WithoutTrace() => Text.Replace(
        Json.GetProperty("traceId").GetString()!, "", StringComparison.Ordinal);

    private Task Search(string text, params (string, string)[] headers) =>
        Post($"/api/v1/people/search?after={Position}", $$"""{"text": "{{text}}"}""", headers);

    private async Task<string> GivenAPerson()
    {
        await GivenACommunity();
        await GivenALeader();
        await Get("/api/v1/leaders/<chair>");
        return Json.GetProperty("row").GetProperty("person").GetProperty("person").GetString()!;
    }

    private async Task<string> GivenADescribedPerson()
    {
        var person = await GivenAPerson();
        await Post($"/api/v1/people/{person}/consents",
            """{"purpose": "register", "textVersion": "2026-03", "givenOn": "2026-03-01"}""");
        await Post($"/api/v1/people/{person}/birth-date", $$"""{"date": "{{Born}}"}""");
        ThenStatus(200);
        await Post($"/api/v1/people/{person}/address", $$"""{"address": "{{Home}}"}""");
        ThenStatus(200);
        await Post($"/api/v1/people/{person}/documents", $$"""{"documents": ["{{Passport}}"]}""");
        ThenStatus(200);
        return person;
    }
}

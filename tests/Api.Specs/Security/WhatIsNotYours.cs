using System.Text.Json.Nodes;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Api.Specs.Fixture;
using CommunityGrains.Domain.Access;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityGrains.Api.Specs.Security;

/// <summary>Who may write where, through the doors that requests come by.</summary>
public sealed class WhatIsNotYours(RunningProgram program) : HttpSpecification(program)
{
    private const string LifeSign = """{"what": "субботник", "seenOn": "2024-03-01"}""";

    private async Task GivenTwoTowns()
    {
        await GivenACommunity();
        await GivenAMunicipality("far", "Дальний район");
        await Post("/api/v1/communities", """
            {"fields": [{"field": "name", "to": "ТОС «Дальний»"},
             {"field": "form", "to": "territorial-self-government"},
             {"field": "municipality", "to": "<far>"}], "basis": "Решение Совета № 2"}
            """);
        ThenStatus(201);
        Name("other", Json.GetProperty("record").GetGuid());
    }

    private (string, string) As(string grant) => ("X-Viewer", grant.Replace(
        "here", Region, StringComparison.Ordinal));

    [Theory]
    [InlineData("leader here communities <yard>", 200)]
    [InlineData("leader here communities <other>", 404)]
    [InlineData("manager here municipalities <town>", 200)]
    [InlineData("manager here municipalities <far>", 404)]
    [InlineData("manager here communities <yard>", 200)]
    [InlineData("manager here region", 200)]
    [InlineData("coordinator here municipalities <far>,<town>", 200)]
    [InlineData("coordinator here municipalities <far>", 404)]
    [InlineData("centre-administrator here region", 200)]
    [InlineData("centre-administrator RU-XX region", 404)]
    [InlineData("partner here region", 404)]
    [InlineData("operator here region", 404)]
    [InlineData("visitor", 401)]
    public async Task A_life_sign_is_noted_by_those_whose_community_it_is(string viewer, int status)
    {
        await GivenTwoTowns();
        await Post("/api/v1/communities/<yard>/life-signs", LifeSign, As(viewer));
        ThenStatus(status);
    }

    [Fact]
    public async Task What_is_not_yours_answers_exactly_as_what_does_not_exist()
    {
        await GivenTwoTowns();
        Name("nothing", Guid.NewGuid());
        var coordinator = As("coordinator here municipalities <town>");
        foreach (var (path, body) in new[]
        {
            ("/life-signs", LifeSign), ("/closure", """{"reason": "х"}"""), ("/still-true", "{}"),
            ("/corrections", """{"changes": [{"field": "members", "to": "5"}]}"""),
        })
        {
            await Post($"/api/v1/communities/<other>{path}", body, coordinator);
            var (notHis, hisHeaders) = (Comparable(), HeadersOf());
            await Post($"/api/v1/communities/<nothing>{path}", body, coordinator);
            Comparable().ShouldBe(notHis, path);
            HeadersOf().ShouldBe(hisHeaders, path);
            // As the grain itself answers whom the whole region is open to.
            await Post($"/api/v1/communities/<nothing>{path}", body);
            Comparable().ShouldBe(notHis, path);
            HeadersOf().ShouldBe(hisHeaders, path);
        }
    }

    [Theory]
    [InlineData("communities/<other>", "/still-true", "{}")]
    [InlineData("leaders/<their-chair>", "/review", "{}")]
    [InlineData("leaders/<their-chair>", "/contact", """{"email": null, "phone": null}""")]
    [InlineData("initiatives/<their-garden>", "/title", """{"title": "Сад"}""")]
    [InlineData("municipalities/<far>", "/names",
        """{"name": "Другой", "officialName": "Другой", "from": "2024-03-01"}""")]
    [InlineData("accounts/<account>", "/closure", """{"reason": "х"}""")]
    [InlineData("accounts/<account>", "", null)]
    [InlineData("people/<their-person>", "/erasure", """{"basis": "х"}""")]
    [InlineData("people/<their-person>", "/data", null)]
    public async Task Whether_a_record_of_any_kind_is_there_is_not_told_by_its_answer(
        string record, string act, string? body)
    {
        await GivenTwoTowns();
        await GivenTheirs();
        Name("nothing", Guid.NewGuid());
        var nothing = $"{record.Split('/')[0]}/<nothing>";
        // As it is told whom the whole region is open to.
        await Ask(nothing);
        ThenStatus(404);
        Text.ShouldNotContain("request.not-found", Case.Sensitive, "such an address there is");
        var (unknown, headers) = (Comparable(), HeadersOf());
        foreach (var viewer in new[]
        {
            "coordinator here municipalities <town>", "manager here municipalities <town>",
            "leader here communities <yard>", "partner here region", "centre-administrator RU-XX region",
        })
        {
            foreach (var asked in new[] { record, nothing })
            {
                await Ask(asked, As(viewer));
                Comparable().ShouldBe(unknown, $"{viewer} {asked}");
                HeadersOf().ShouldBe(headers, $"{viewer} {asked}");
            }
        }

        Task Ask(string of, params (string, string)[] headers) => body is null
            ? Send(HttpMethod.Get, $"/api/v1/{of}{act}", null, headers)
            : Post($"/api/v1/{of}{act}", body, headers);
    }

    /// <summary>What is in the other town, and an account of the region.</summary>
    private async Task GivenTheirs()
    {
        var person = Guid.NewGuid();
        Name("their-person", person);
        await Post("/api/v1/leaders", $$"""
            {"person": {"person": "{{person}}", "name": "Примерова Анна"}, "community": "<other>",
             "role": "chair", "roleText": "председатель"}
            """);
        ThenStatus(201);
        Name("their-chair", Json.GetProperty("record").GetGuid());
        await Post("/api/v1/initiatives",
            """{"title": "Сад", "municipality": "<far>", "communities": ["<other>"]}""");
        ThenStatus(201);
        Name("their-garden", Json.GetProperty("record").GetGuid());
        var services = Program.App.Services;
        var cancel = TestContext.Current.CancellationToken;
        var account = (await services.GetRequiredService<AccountBook>().MakeAsync(
            $"{person:N}@example.org", "a yard by the river", cancel)).ShouldNotBeNull();
        await services.GetRequiredService<GrantKeeper>().GiveAsync(
            account, Region, Role.Partner, new Scope.Region(), GrantKeeper.Program, person, "договор",
            cancel);
        Name("account", account.Id.Value);
    }

    [Fact]
    public async Task Nothing_is_recorded_of_what_was_not_his_to_ask()
    {
        await GivenTwoTowns();
        var key = Guid.NewGuid().ToString();
        await Post("/api/v1/communities/<other>/closure", """{"reason": "х"}""",
            As("coordinator here municipalities <town>"), ("Idempotency-Key", key));
        ThenStatus(404);
        await Get($"/api/v1/commands/{key}");
        ThenProblem(404, "command.not-found");
        await Get("/api/v1/communities/<other>");
        Json.GetProperty("row").GetProperty("status").GetString().ShouldBe("registered");
    }

    [Fact]
    public async Task A_community_is_entered_only_in_ones_own_municipality()
    {
        await GivenTwoTowns();
        const string Body = """
            {"fields": [{"field": "name", "to": "ТОС «Новый»"}, {"field": "form", "to": "yard-council"},
             {"field": "municipality", "to": "<town>"}], "basis": "Решение № 3"}
            """;
        await Post("/api/v1/communities", Body, As("coordinator here municipalities <far>"));
        ThenProblem(404, "record.not-found");
        await Post("/api/v1/communities", Body, As("coordinator here municipalities <town>"));
        ThenStatus(201);
    }

    [Fact]
    public async Task A_record_is_not_moved_to_where_one_has_no_say()
    {
        await GivenTwoTowns();
        const string Move = """{"changes": [{"field": "municipality", "to": "<far>"}]}""";
        foreach (var viewer in new[]
            { "coordinator here municipalities <town>", "leader here communities <yard>" })
        {
            await Post("/api/v1/communities/<yard>/corrections", Move, As(viewer));
            ThenProblem(404, "community.unknown");
        }

        await Post("/api/v1/communities/<yard>/corrections", Move,
            As("coordinator here municipalities <town>,<far>"));
        ThenStatus(200);
    }

    [Fact]
    public async Task A_leader_proposes_for_his_own_communities_only()
    {
        await GivenTwoTowns();
        const string Shared = """
            {"title": "Сад", "municipality": "<town>", "communities": ["<yard>", "<other>"]}
            """;
        const string Own = """{"title": "Сад", "municipality": "<town>", "communities": ["<yard>"]}""";
        await Post("/api/v1/initiatives", Shared, As("leader here communities <yard>"));
        ThenProblem(404, "record.not-found");
        await Post("/api/v1/initiatives", Own, As("leader here communities <yard>"));
        ThenStatus(201);
        Name("garden", Json.GetProperty("record").GetGuid());
        await Post("/api/v1/initiatives/<garden>/title", """{"title": "Сад у дома"}""",
            As("leader here communities <other>"));
        ThenProblem(404, "initiative.unknown");
    }

    [Fact]
    public async Task A_person_reaches_the_record_of_himself_and_nothing_beside_it()
    {
        await GivenTwoTowns();
        var person = Guid.NewGuid().ToString();
        await Post("/api/v1/leaders", $$"""
            {"person": {"person": "{{person}}", "name": "Примерова Анна Ивановна"}, "community": "<yard>",
             "role": "chair", "roleText": "председатель"}
            """);
        Name("chair", Json.GetProperty("record").GetGuid());
        const string Contact = """{"email": "anna@example.org", "phone": null}""";
        var partner = As("partner here region");
        await Post("/api/v1/leaders/<chair>/contact", Contact, partner, ("X-Acting-Person", person));
        ThenStatus(200);
        await Post("/api/v1/leaders/<chair>/contact", Contact, partner);
        ThenProblem(404, "leader.unknown");
        await Post("/api/v1/leaders/<chair>/review", "{}", partner, ("X-Acting-Person", person));
        ThenProblem(404, "leader.unknown");
    }

    [Theory]
    [InlineData("communities", "manager here region", "", 200)]
    [InlineData("communities", "coordinator here municipalities <town>", "?municipality=<town>", 200)]
    [InlineData("communities", "coordinator here municipalities <town>", "?municipality=<far>", 404)]
    [InlineData("communities", "coordinator here municipalities <town>", "", 404)]
    [InlineData("communities", "partner here region", "", 200)]
    [InlineData("communities", "leader here communities <yard>", "", 404)]
    [InlineData("communities", "visitor", "", 401)]
    [InlineData("leaders", "partner here region", "", 404)]
    [InlineData("leaders", "centre-administrator here region", "", 200)]
    [InlineData("leaders", "operator here region", "", 404)]
    [InlineData("initiatives", "partner RU-XX region", "", 404)]
    public async Task A_list_is_taken_away_by_who_has_all_that_is_in_it(
        string list, string viewer, string filter, int status)
    {
        await GivenTwoTowns();
        await Get($"/api/v1/{list}/export{filter}", As(viewer));
        ThenStatus(status);
    }

    [Fact]
    public async Task An_import_enters_the_rows_of_ones_own_municipality_and_refuses_the_others()
    {
        await GivenTwoTowns();
        const string File = """
            Муниципальный район;Наименование;Форма
            Заречный район;ТОС «Первый»;ТОС
            Дальний район;ТОС «Второй»;ТОС
            """;
        await Send(
            HttpMethod.Post, "/api/v1/imports/register",
            new StringContent(File, System.Text.Encoding.UTF8, "text/csv"),
            As("coordinator here municipalities <town>"));
        ThenStatus(200);
        Json.GetProperty("refused").GetInt32().ShouldBe(1, Explain());
        await Get("/api/v1/communities?text=Первый");
        Json.GetProperty("items").GetArrayLength().ShouldBe(1);
        await Get("/api/v1/communities?text=Второй");
        Json.GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Nobody_acts_in_anothers_name_by_saying_so()
    {
        await GivenACommunity();
        await Post("/api/v1/communities/<yard>/still-true?by=somebody", "{}");
        ThenInvalid("by");
        await Post("/api/v1/communities/<yard>/still-true", """{"asked": {}}""");
        ThenInvalid("asked");
    }

    [Fact]
    public async Task Rights_are_given_by_the_region_and_for_nothing_beyond_it()
    {
        await GivenAMunicipality();
        var account = Guid.NewGuid();
        Name("account", account);
        const string Grant = """{"role": "partner", "scope": {"case": "region"}, "reason": "договор"}""";
        foreach (var viewer in new[]
            { "manager here region", "operator here region", "centre-administrator RU-XX region" })
        {
            await Post("/api/v1/accounts/<account>/grants", Grant, As(viewer));
            ThenProblem(404, "account.unknown");
            await Get("/api/v1/accounts/<account>", As(viewer));
            ThenProblem(404, "record.not-found");
        }

        await Post("/api/v1/accounts/<account>/grants", Grant);
        ThenProblem(404, "account.unknown");
    }

    private string Comparable()
    {
        var body = JsonNode.Parse(Text)!.AsObject();
        body.Remove("traceId");
        body["HTTP"] = (int)Answer.StatusCode;
        return body.ToJsonString();
    }

    private IEnumerable<string> HeadersOf() =>
        Answer.Headers.Concat(Answer.Content.Headers).Where(header => header.Key is not "Date")
            .Select(header => $"{header.Key}: {string.Join(',', header.Value)}")
            .Order(StringComparer.Ordinal);
}

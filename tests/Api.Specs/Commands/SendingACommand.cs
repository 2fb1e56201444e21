using CommunityGrains.Api.Specs.Fixture;

namespace CommunityGrains.Api.Specs.Commands;

public sealed class SendingACommand(RunningProgram program) : HttpSpecification(program)
{
    private const string LifeSign =
        """{"what": "субботник", "seenOn": "2024-03-01", "businessDate": "2024-03-01"}""";

    [Fact]
    public async Task What_was_registered_can_be_read_where_the_answer_says()
    {
        await GivenACommunity();
        Answer.Headers.Location!.OriginalString.ShouldBe(WithIds("/api/v1/communities/<yard>"));
        await Get(Answer.Headers.Location.OriginalString);
        ThenStatus(200);
        Json.GetProperty("row").GetProperty("entry").GetProperty("name").GetString()
            .ShouldBe("ТОС «Дружный двор»");
        Json.GetProperty("row").GetProperty("status").GetString().ShouldBe("registered");
    }

    [Fact]
    public async Task A_refusal_is_a_conflict_with_the_code_and_words_of_the_language_asked_for()
    {
        await GivenACommunity();
        await Post("/api/v1/communities/<yard>/closure", """{"reason": "распущено"}""");
        await Post("/api/v1/communities/<yard>/life-signs", LifeSign);
        ThenProblem(409, "community.closed");
        Json.GetProperty("title").GetString().ShouldBe("The community is closed");
        Answer.Content.Headers.ContentLanguage.ShouldBe(["en"]);

        await Post("/api/v1/communities/<yard>/life-signs", LifeSign, ("Accept-Language", "ru-RU, en;q=0.5"));
        Json.GetProperty("title").GetString().ShouldBe("Сообщество закрыто");
    }

    [Fact]
    public async Task A_value_that_is_none_of_its_field_is_named_among_the_errors()
    {
        await GivenACommunity();
        await Post("/api/v1/communities/<yard>/corrections",
            """{"changes": [{"field": "inn", "to": "12"}]}""");
        ThenProblem(422, "community.field-invalid");
        Json.GetProperty("errors").EnumerateObject().Single().Name.ShouldBe("inn");
    }

    [Fact]
    public async Task A_command_for_a_record_that_is_not_there_finds_nothing()
    {
        await Post($"/api/v1/communities/{Guid.NewGuid()}/closure", """{"reason": "распущено"}""");
        ThenProblem(404, "community.unknown");
    }

    [Fact]
    public async Task A_command_that_names_another_record_that_is_not_there_is_refused()
    {
        await GivenACommunity();
        await Post("/api/v1/communities/<yard>/merges",
            $$"""{"other": "{{Guid.NewGuid()}}", "reason": "двойник"}""");
        ThenProblem(422, "reference.unknown");
        Json.GetProperty("details")[0].GetString().ShouldBe("other");
    }

    [Fact]
    public async Task A_record_of_another_region_is_not_there()
    {
        await GivenACommunity();
        await Post("/api/v1/communities/<yard>/closure", """{"reason": "распущено"}""",
            ("X-Region", "RU-OTHER"));
        ThenProblem(404, "community.unknown");
        await Get("/api/v1/communities/<yard>?region=RU-OTHER");
        ThenProblem(404, "record.not-found");
    }

    [Fact]
    public async Task What_is_so_already_is_accepted_without_an_event()
    {
        await GivenACommunity();
        await Post("/api/v1/communities/<yard>/life-signs", LifeSign);
        await Post("/api/v1/communities/<yard>/life-signs", LifeSign);
        ThenStatus(200);
        Json.GetProperty("events").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task The_acting_person_stands_in_the_history()
    {
        var person = Guid.NewGuid().ToString();
        await GivenACommunity();
        await Post("/api/v1/communities/<yard>/life-signs", LifeSign, ("X-Acting-Person", person));
        await Get("/api/v1/communities/<yard>/history");
        Json.GetProperty("items")[0].GetProperty("account").GetString().ShouldBe(person);
        Json.GetProperty("items")[0].GetProperty("businessDate").GetString().ShouldBe("2024-03-01");
    }

    [Fact]
    public async Task A_business_date_of_a_year_is_taken_as_it_is_said_and_today_is_meant_without_one()
    {
        await GivenACommunity();
        await Get("/api/v1/communities/<yard>/history");
        Json.GetProperty("items")[0].GetProperty("businessDate").GetString().ShouldBe("2024-01-10");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(14_000)]
    public async Task Nothing_takes_effect_on_a_day_that_is_still_to_come(int daysAhead)
    {
        await GivenACommunity();
        var day = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(1 + daysAhead);
        await Post("/api/v1/communities/<yard>/closure",
            $$"""{"reason": "распущено", "businessDate": "{{day:yyyy-MM-dd}}"}""");
        ThenInvalid("businessDate");
        Text.ShouldContain("Neither before 1900 nor after today");

        await Post("/api/v1/municipalities", $$"""
            {"name": "Дальний", "officialName": "Дальний муниципальный район", "form": "municipal-district",
             "region": "RU-BA", "businessDate": "{{day:yyyy-MM-dd}}"}
            """, ("Accept-Language", "ru"));
        ThenInvalid("businessDate");
        Text.ShouldContain("Не раньше 1900 года и не позже сегодняшнего дня");
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("1899-12-31")]
    public async Task Nothing_took_effect_before_there_were_records(string day)
    {
        await GivenACommunity();
        await Post("/api/v1/communities/<yard>/closure",
            $$"""{"reason": "распущено", "businessDate": "{{day}}"}""");
        ThenInvalid("businessDate");
    }

    [Fact]
    public async Task A_claim_verified_on_the_last_day_of_the_calendar_is_a_wrong_request_and_no_failure()
    {
        await GivenACommunity();
        await GivenALeader();
        await Post("/api/v1/leaders/<chair>/verification", """
            {"basis": "протокол", "standsOn": [], "until": "9999-12-31", "businessDate": "9999-12-31"}
            """);
        ThenStatus(400);
        Json.GetProperty("errors").EnumerateObject().Select(error => error.Name)
            .ShouldContain("businessDate");
    }

    [Fact]
    public async Task A_new_name_of_a_municipality_waits_for_its_day()
    {
        await GivenAMunicipality();
        await Post("/api/v1/municipalities/<town>/names", """
            {"name": "Заречный", "officialName": "Заречный муниципальный округ", "from": "2199-01-01"}
            """);
        ThenProblem(422, "municipality.in-the-future");
    }

    [Fact]
    public async Task Both_halves_of_a_merge_are_done_by_one_request()
    {
        await GivenACommunity();
        await GivenACommunity("twin", "ТОС «Дружный двор 2»");
        await Post("/api/v1/communities/<yard>/merges", """{"other": "<twin>", "reason": "одно и то же"}""");
        ThenStatus(200);
        // The process asks the other half right after; its event is the second from now.
        await Get($"/api/v1/communities/<twin>?after={Position + 1}");
        Json.GetProperty("row").GetProperty("status").GetString().ShouldBe("merged");
        Json.GetProperty("row").GetProperty("mergedInto").GetString().ShouldBe(Id("yard"));
    }

    [Fact]
    public async Task What_came_of_a_command_can_be_asked_by_its_id()
    {
        await GivenACommunity();
        var key = Guid.NewGuid();
        await Post("/api/v1/communities/<yard>/life-signs", LifeSign, ("Idempotency-Key", key.ToString()));
        var version = Json.GetProperty("version").GetInt64();
        await Get($"/api/v1/commands/{key}");
        ThenStatus(200);
        Json.GetProperty("record").GetString().ShouldBe(Id("yard"));
        Json.GetProperty("version").GetInt64().ShouldBe(version);
        await Get($"/api/v1/commands/{key}", ("X-Region", "RU-OTHER"));
        ThenProblem(404, "command.not-found");
    }
}

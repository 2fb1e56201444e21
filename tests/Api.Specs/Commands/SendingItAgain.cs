using CommunityGrains.Api.Specs.Fixture;

namespace CommunityGrains.Api.Specs.Commands;

public sealed class SendingItAgain(RunningProgram program) : HttpSpecification(program)
{
    private const string LifeSign = """{"what": "субботник", "seenOn": "2026-03-01"}""";

    [Theory]
    [InlineData("0193a0c0-1111-7000-8000-{0:x12}")]
    [InlineData("collecting signatures {0}")]
    public async Task The_same_key_gets_the_first_answer(string pattern)
    {
        var key = string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern,
            Random.Shared.NextInt64(1L << 40));
        await GivenACommunity();
        await Post("/api/v1/communities/<yard>/life-signs", LifeSign, ("Idempotency-Key", key));
        var first = Text;
        Answer.Headers.Contains("Idempotent-Replayed").ShouldBeFalse();
        await Post("/api/v1/communities/<yard>/life-signs", LifeSign, ("Idempotency-Key", key));
        ThenStatus(200);
        Text.ShouldBe(first);
        Answer.Headers.GetValues("Idempotent-Replayed").ShouldBe(["true"]);
    }

    [Fact]
    public async Task The_same_key_creates_one_record()
    {
        const string Body = """
            {"name": "Заречный район", "officialName": "Заречный муниципальный район",
             "form": "municipal-district",
             "region": "RU-BA"}
            """;
        await Post("/api/v1/municipalities", Body, ("Idempotency-Key", "first district"));
        ThenStatus(201);
        var first = Json.GetProperty("record").GetString();
        await Post("/api/v1/municipalities", Body, ("Idempotency-Key", "first district"));
        ThenStatus(201);
        Json.GetProperty("record").GetString().ShouldBe(first);
        await Get("/api/v1/municipalities");
        Json.GetProperty("items").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_refusal_is_given_again_as_well()
    {
        await GivenACommunity();
        await Post("/api/v1/communities/<yard>/closure", """{"reason": "распущено"}""");
        await Post("/api/v1/communities/<yard>/life-signs", LifeSign, ("Idempotency-Key", "sign"));
        ThenProblem(409, "community.closed");
        await Post("/api/v1/communities/<yard>/reopening", """{"reason": "ошибка"}""");
        await Post("/api/v1/communities/<yard>/life-signs", LifeSign, ("Idempotency-Key", "sign"));
        ThenProblem(409, "community.closed");
        Answer.Headers.GetValues("Idempotent-Replayed").ShouldBe(["true"]);
    }

    [Fact]
    public async Task The_same_key_for_something_else_is_refused()
    {
        await GivenACommunity();
        await Post("/api/v1/communities/<yard>/life-signs", LifeSign, ("Idempotency-Key", "key"));
        await Post("/api/v1/communities/<yard>/life-signs", """{"what": "ярмарка", "seenOn": "2026-03-02"}""",
            ("Idempotency-Key", "key"));
        ThenProblem(422, "command.reused");
    }

    [Fact]
    public async Task Two_people_may_use_the_same_text()
    {
        await GivenACommunity();
        await Post("/api/v1/communities/<yard>/life-signs", LifeSign,
            ("Idempotency-Key", "1"), ("X-Acting-Person", Guid.NewGuid().ToString()));
        await Post("/api/v1/communities/<yard>/life-signs", """{"what": "ярмарка", "seenOn": "2026-03-02"}""",
            ("Idempotency-Key", "1"), ("X-Acting-Person", Guid.NewGuid().ToString()));
        ThenStatus(200);
        Json.GetProperty("events").GetInt32().ShouldBe(1);
    }
}

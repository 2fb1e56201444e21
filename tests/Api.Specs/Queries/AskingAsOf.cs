using CommunityGrains.Api.Specs.Fixture;

namespace CommunityGrains.Api.Specs.Queries;

public sealed class AskingAsOf(RunningProgram program) : HttpSpecification(program)
{
    private const string Renaming =
        """{"changes": [{"field": "name", "to": "ТОС «Новое имя»"}], "businessDate": "2024-06-01"}""";

    [Theory]
    [InlineData("2024-05-31", "ТОС «Дружный двор»")]
    [InlineData("2024-06-01", "ТОС «Новое имя»")]
    public async Task A_day_shows_what_was_true_on_it(string day, string name)
    {
        await GivenACommunity();
        await Post("/api/v1/communities/<yard>/corrections", Renaming);
        await Get($"/api/v1/communities/<yard>?asOf={day}");
        Json.GetProperty("row").GetProperty("entry").GetProperty("name").GetString().ShouldBe(name);
        await Get($"/api/v1/communities?asOf={day}");
        Json.GetProperty("items")[0].GetProperty("entry").GetProperty("name").GetString().ShouldBe(name);
    }

    [Fact]
    public async Task Before_it_was_entered_there_was_no_such_record()
    {
        await GivenACommunity();
        await Get("/api/v1/communities/<yard>?asOf=2024-01-09");
        ThenProblem(404, "record.not-found");
        await Get("/api/v1/communities.geojson?asOf=2024-01-09");
        Json.GetProperty("features").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_position_shows_what_was_known_then()
    {
        await GivenACommunity();
        var before = Position;
        await Post("/api/v1/communities/<yard>/corrections", Renaming);
        await Get($"/api/v1/communities/<yard>?asOfPosition={before}");
        Json.GetProperty("row").GetProperty("entry").GetProperty("name").GetString()
            .ShouldBe("ТОС «Дружный двор»");
    }

    [Fact]
    public async Task A_position_that_has_not_come_is_waited_for_and_then_said_to_be_missing()
    {
        await GivenACommunity();
        await Get("/api/v1/communities?after=999999999");
        ThenProblem(503, "view.behind");
        Answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
    }
}

using CommunityGrains.Api.Specs.Fixture;

namespace CommunityGrains.Api.Specs.Commands;

public sealed class SayingWhatOneHasSeen(RunningProgram program) : HttpSpecification(program)
{
    [Fact]
    public async Task A_change_that_rests_on_an_old_version_is_refused()
    {
        await GivenACommunity();
        await Get("/api/v1/communities/<yard>");
        var seen = Answer.Headers.ETag!.ToString();
        await Post("/api/v1/communities/<yard>/corrections",
            """{"changes": [{"field": "members", "to": "12"}]}""", ("If-Match", seen));
        ThenStatus(200);
        await Post("/api/v1/communities/<yard>/corrections",
            """{"changes": [{"field": "members", "to": "13"}]}""", ("If-Match", seen));
        ThenProblem(412, "grain.version-differs");
    }

    [Fact]
    public async Task The_tag_of_a_commands_answer_serves_for_the_next_command()
    {
        await GivenACommunity();
        await Post("/api/v1/communities/<yard>/corrections",
            """{"changes": [{"field": "members", "to": "12"}]}""",
            ("If-Match", Answer.Headers.ETag!.ToString()));
        ThenStatus(200);
    }

    [Theory]
    [InlineData("12")]
    [InlineData("\"abc\"")]
    [InlineData("W/\"1\"")]
    [InlineData("\"1\", \"2\"")]
    public async Task A_tag_that_is_none_is_named(string tag)
    {
        await GivenACommunity();
        await Post("/api/v1/communities/<yard>/still-true", null, ("If-Match", tag));
        ThenInvalid("If-Match");
    }

    [Fact]
    public async Task An_answer_one_has_is_not_sent_again_until_something_on_it_changes()
    {
        await GivenACommunity();
        await Get("/api/v1/communities/<yard>");
        var seen = Answer.Headers.ETag!.ToString();
        await Get("/api/v1/communities/<yard>", ("If-None-Match", seen));
        ThenStatus(304);
        Text.ShouldBeEmpty();

        // The leader's claim is another stream: the community's version stays, its answer does not.
        await GivenALeader();
        await Get("/api/v1/communities/<yard>", ("If-None-Match", seen));
        ThenStatus(200);
        Answer.Headers.ETag!.ToString().ShouldNotBe(seen);
        Answer.Headers.ETag.Tag.Split('-')[0].ShouldBe(seen.Split('-')[0]);
    }
}

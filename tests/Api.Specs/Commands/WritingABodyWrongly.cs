using System.Text;
using CommunityGrains.Api.Specs.Fixture;

namespace CommunityGrains.Api.Specs.Commands;

public sealed class WritingABodyWrongly(RunningProgram program) : HttpSpecification(program)
{
    [Theory]
    [InlineData("""{"reason": "х", "because": "у"}""", "because")]
    [InlineData("""{"reason": "х", "reason": "у"}""", "reason")]
    [InlineData("""{"reason": 12}""", "reason")]
    [InlineData("""{"reason": null}""", "reason")]
    [InlineData("""{}""", "reason")]
    [InlineData("""{"Reason": "х"}""", "Reason", "reason")]
    [InlineData("""{"reason": "х", "businessDate": "10.03.2026"}""", "businessDate")]
    [InlineData("""{"reason": "х", "asked": {}}""", "asked")]
    [InlineData("""{"reason": "х", "id": "0193a0c0-0000-7000-8000-000000000001"}""", "id")]
    public async Task Each_member_that_is_wrong_is_named(string body, params string[] members)
    {
        await GivenACommunity();
        await Post("/api/v1/communities/<yard>/closure", body);
        ThenInvalid(members);
    }

    [Theory]
    [InlineData("""{"changes": [{"field": "members", "to": "1", "from": "2"}]}""", "changes[0].from")]
    [InlineData("""{"changes": [{"field": "members", "to": "1", "to": "2"}]}""", "changes[0].to")]
    [InlineData("""{"changes": [{"field": "shoe-size", "to": "1"}]}""", "changes[0].field")]
    [InlineData("""{"changes": [{"field": 3, "to": "1"}]}""", "changes[0].field")]
    public async Task What_is_wrong_further_inside_is_named_by_its_path(string body, string path)
    {
        await GivenACommunity();
        await Post("/api/v1/communities/<yard>/corrections", body);
        ThenInvalid(path);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("{\"reason\": \"х\"")]
    [InlineData("{\"reason\": \"х\"} {}")]
    [InlineData("{\"reason\": \"х\"}trailing")]
    [InlineData("{'reason': 'х'}")]
    public async Task What_is_not_one_object_is_refused_as_such(string body)
    {
        await GivenACommunity();
        await Post("/api/v1/communities/<yard>/closure", body);
        ThenProblem(400, "request.malformed");
    }

    [Fact]
    public async Task A_body_nested_without_end_is_refused()
    {
        await GivenACommunity();
        await Post("/api/v1/communities/<yard>/boundary",
            $$"""{"area": {{new string('[', 2000)}}{{new string(']', 2000)}}}""");
        ThenProblem(400, "request.malformed");
    }

    [Fact]
    public async Task A_body_above_the_limit_is_refused()
    {
        await GivenACommunity();
        // The server answers by the announced length; who writes on meets a closed connection.
        await Post(
            "/api/v1/communities/<yard>/closure", $$"""{"reason": "{{new string('х', 600_000)}}"}""",
            ("Expect", "100-continue"));
        ThenProblem(413, "request.too-large");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Another_content_type_is_refused(string type)
    {
        await GivenACommunity();
        await Send(HttpMethod.Post, "/api/v1/communities/<yard>/closure",
            new StringContent("""{"reason": "х"}""", Encoding.UTF8, type));
        ThenProblem(415, "request.content-type");
    }

    [Fact]
    public async Task A_region_that_cannot_be_is_named()
    {
        await GivenACommunity();
        await Post(
            "/api/v1/communities/<yard>/still-true", null, ("X-Region", Uri.EscapeDataString("../x")));
        ThenInvalid("X-Region");
    }

    [Fact]
    public async Task An_element_in_the_address_that_is_none_is_named()
    {
        await GivenACommunity();
        await Post("/api/v1/communities/<yard>/infrastructure/swimming-pool", """{"text": "бассейн"}""");
        ThenInvalid("element");
    }
}

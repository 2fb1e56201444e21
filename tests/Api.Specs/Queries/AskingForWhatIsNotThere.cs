using CommunityGrains.Api.Specs.Fixture;

namespace CommunityGrains.Api.Specs.Queries;

public sealed class AskingForWhatIsNotThere(RunningProgram program) : HttpSpecification(program)
{
    [Theory]
    [InlineData("/api/v1/nothing", 404, "request.not-found")]
    [InlineData("/api/v1/communities/not-an-id", 404, "request.not-found")]
    [InlineData("/api/v2/communities", 404, "request.not-found")]
    [InlineData("/openapi/v9.json", 404, "request.not-found")]
    [InlineData("/problems/no.such-code", 404, "request.not-found")]
    [InlineData("/api/v1/communities/0193a0c0-0000-7000-8000-000000000001", 404, "record.not-found")]
    [InlineData("/api/v1/leaders/0193a0c0-0000-7000-8000-000000000001", 404, "record.not-found")]
    [InlineData("/api/v1/initiatives/0193a0c0-0000-7000-8000-000000000001", 404, "record.not-found")]
    [InlineData("/api/v1/municipalities/0193a0c0-0000-7000-8000-000000000001", 404, "record.not-found")]
    [InlineData("/api/v1/leaders/0193a0c0-0000-7000-8000-000000000001/history", 404, "record.not-found")]
    [InlineData("/api/v1/commands/0193a0c0-0000-7000-8000-000000000001", 404, "command.not-found")]
    public async Task It_is_a_problem_that_says_so(string path, int status, string code)
    {
        await Get(path);
        ThenProblem(status, code);
    }

    [Fact]
    public async Task A_method_that_an_address_does_not_take_is_a_problem_too()
    {
        await Send(HttpMethod.Delete, "/api/v1/communities", null);
        ThenProblem(405, "request.method");
        Answer.Content.Headers.Allow.ShouldBe(["GET", "POST"], ignoreOrder: true);
    }

    [Fact]
    public async Task The_type_of_a_problem_leads_to_its_words()
    {
        await Get("/problems/community.closed");
        ThenStatus(200);
        Json.GetProperty("ru").GetString().ShouldBe("Сообщество закрыто");
        Json.GetProperty("en").GetString().ShouldBe("The community is closed");
    }
}

using System.Text.Json;
using CommunityGrains.Api.Specs.Fixture;

namespace CommunityGrains.Api.Specs.Contract;

public sealed class TheDescriptionOfTheApi(RunningProgram program) : HttpSpecification(program)
{
    private const string Rewrite = "COMMUNITYGRAINS_REWRITE_CONTRACTS";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly string CheckedIn = Repository.PathOf("contracts", "Api", "openapi.json");

    [Fact]
    public async Task What_is_served_is_what_is_checked_in()
    {
        await Get("/openapi/v1.json");
        ThenStatus(200);
        var served = JsonSerializer.Serialize(Json, Indented) + "\n";
        if (Environment.GetEnvironmentVariable(Rewrite) == "1")
            await File.WriteAllTextAsync(CheckedIn, served, TestContext.Current.CancellationToken);
        var known = await File.ReadAllTextAsync(CheckedIn, TestContext.Current.CancellationToken);
        served.ShouldBe(known,
            $"the API has changed: look at the difference; if it is meant, run this again with {Rewrite}=1");
    }

    [Fact]
    public async Task It_is_OpenAPI_3_1_and_names_no_machine()
    {
        await Get("/openapi/v1.json");
        Json.GetProperty("openapi").GetString()!.ShouldStartWith("3.1.");
        Text.ShouldNotContain("127.0.0.1");
    }

    [Fact]
    public async Task Every_operation_says_what_it_answers_and_which_problems_it_has()
    {
        await Get("/openapi/v1.json");
        foreach (var (name, operation) in Operations())
        {
            operation.GetProperty("operationId").GetString().ShouldNotBeNullOrEmpty(name);
            operation.GetProperty("summary").GetString().ShouldNotBeNullOrEmpty(name);
            var responses = operation.GetProperty("responses").EnumerateObject().ToList();
            responses.ShouldContain(response => response.Name.StartsWith('2'), name);
            responses.ShouldContain(response => response.Name == "400", name);
        }

        Operations().Select(pair => pair.Operation.GetProperty("operationId").GetString()).ShouldBeUnique();
    }

    [Fact]
    public async Task Every_reference_leads_somewhere()
    {
        await Get("/openapi/v1.json");
        var components = Json.GetProperty("components");
        var referred = Text.Split("\"#/components/").Skip(1)
            .Select(rest => rest[..rest.IndexOf('"', StringComparison.Ordinal)]).Distinct().ToList();
        referred.Count.ShouldBeGreaterThan(60);
        foreach (var (kind, name) in referred.Select(path => path.Split('/'))
            .Select(parts => (parts[0], parts[1])))
            components.GetProperty(kind).TryGetProperty(name, out _).ShouldBeTrue($"{kind}/{name}");
    }

    [Fact]
    public async Task A_command_shows_what_its_body_must_say()
    {
        await Get("/openapi/v1.json");
        var schema = Json.GetProperty("paths").GetProperty("/api/v1/communities/{id}/life-signs")
            .GetProperty("post")
            .GetProperty("requestBody").GetProperty("content").GetProperty("application/json")
                .GetProperty("schema");
        schema.GetProperty("required").EnumerateArray().Select(item => item.GetString())
            .ShouldBe(["what", "seenOn"]);
        schema.GetProperty("additionalProperties").GetBoolean().ShouldBeFalse();
        schema.GetProperty("properties").GetProperty("seenOn").GetProperty("format").GetString()
            .ShouldBe("date");
    }

    private IEnumerable<(string Name, JsonElement Operation)> Operations() =>
        Json.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
            .Where(member => member.Name is "get" or "post")
            .Select(member => ($"{member.Name} {path.Name}", member.Value)));
}

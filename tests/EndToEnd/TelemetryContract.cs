using System.Net;
using System.Net.Http.Json;
using CommunityGrains.Tests;

namespace CommunityGrains.EndToEnd;

/// <summary>What operators see of a program from outside, by OpenTelemetry.</summary>
public abstract class TelemetryContract
{
    private const string Said = "субботник в Заречном";

    /// <summary>The program's file.</summary>
    protected abstract string Program { get; }

    /// <summary>What it is told besides where it listens.</summary>
    protected abstract string[] Told { get; }

    /// <summary>The sources of traces that a command passes through.</summary>
    protected abstract string[] Sources { get; }

    /// <summary>Some of its meters, or of their instruments.</summary>
    protected abstract string[] Meters { get; }

    [Fact]
    public async Task A_command_is_traced_and_counted_and_nothing_of_what_was_said_leaves_the_program()
    {
        using var collector = new Collector();
        using var centre = new Installation(
            await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(), program: Program);
        var staff = await Staff.HireAsync(centre);
        collector.ListenTo(centre);
        using var server = await centre.ServeAsync(["serve", .. Told]);
        var key = Guid.NewGuid();
        (await ListAsync(Said)).ShouldBe(HttpStatusCode.Created);
        (await ListAsync(Said + " и рядом")).ShouldBe(HttpStatusCode.UnprocessableEntity, "the key was used");
        server.Signal("TERM");
        (await server.EndAsync("the end in good order")).ShouldBe(0);

        foreach (var source in Sources) collector.Traces.ShouldContain(source);
        foreach (var meter in Meters) collector.Metrics.ShouldContain(meter);
        foreach (var words in (string[])[Said, "was used before"])
        {
            collector.Traces.ShouldNotContain(words);
            collector.Metrics.ShouldNotContain(words);
        }

        async Task<HttpStatusCode> ListAsync(string name)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/municipalities");
            request.Content = JsonContent.Create(
                new { name, officialName = name, form = "municipal-district", region = "RU-BA" });
            request.Headers.Add("Idempotency-Key", key.ToString());
            staff.Sign(request, key);
            using var answer = await server.Client.SendAsync(request);
            return answer.StatusCode;
        }
    }
}

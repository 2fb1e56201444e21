using CommunityGrains.Access.Suggestions;
using CommunityGrains.Api.Specs.Fixture;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Suggestions;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityGrains.Api.Specs.Suggestions;

/// <summary>What residents suggested, read and decided on over HTTP.</summary>
public sealed class DecidingOnSuggestions(RunningProgram program) : HttpSpecification(program)
{
    private (string, string) ManagerHere => ("X-Viewer", $"manager {Region} municipalities <town>");

    [Fact]
    public async Task Staff_of_the_place_read_and_accept_and_the_community_is_corrected()
    {
        var id = await GivenASuggestion();
        await Get("/api/v1/suggestions", ManagerHere);
        ThenStatus(200);
        var told = Json.GetProperty("items")[0].GetProperty("told");
        (told.GetProperty("case").GetString(), told.GetProperty("to").GetString())
            .ShouldBe(("correction", "Садовая, 5"));
        await Post($"/api/v1/suggestions/{id}/correction",
            """{"changes": [{"field": "address", "to": "улица Садовая, дом 5"}]}""", ManagerHere);
        ThenStatus(200);
        await Get($"/api/v1/suggestions/{id}", ManagerHere);
        Json.GetProperty("status").GetString().ShouldBe("accepted");
        await UntilAsync(async () =>
        {
            await Get("/api/v1/communities/<yard>/history");
            return Text.Contains("По сообщению жителя", StringComparison.Ordinal);
        });
        await Get("/api/v1/communities/<yard>");
        Text.ShouldContain("улица Садовая, дом 5");
    }

    [Theory]
    [InlineData("leader {0} communities <yard>")]
    [InlineData("operator {0} region")]
    [InlineData("partner {0} region")]
    [InlineData("manager {0} municipalities <elsewhere>")]
    public async Task Others_know_nothing_of_it(string viewer)
    {
        var id = await GivenASuggestion();
        await GivenAMunicipality("elsewhere", "Дальний район");
        var asker = ("X-Viewer", string.Format(null, viewer, Region));
        await Get($"/api/v1/suggestions/{id}", asker);
        ThenStatus(404);
        await Post($"/api/v1/suggestions/{id}/refusal", """{"reason": "нет"}""", asker);
        ThenStatus(404);
        await Get("/api/v1/suggestions", asker);
        Text.ShouldNotContain("Садовая");
    }

    [Fact]
    public async Task What_is_declined_says_nothing_any_more()
    {
        var id = await GivenASuggestion();
        await Post($"/api/v1/suggestions/{id}/refusal", """{"reason": "дом стоит на Мира"}""", ManagerHere);
        ThenStatus(200);
        await Get($"/api/v1/suggestions/{id}", ManagerHere);
        Text.ShouldContain("дом стоит на Мира");
        Text.ShouldNotContain("Садовая");
        Text.ShouldNotContain("sosed@example.org");
    }

    [Fact]
    public async Task Nobody_suggests_anything_over_http()
    {
        await GivenACommunity();
        foreach (var path in (string[])["", "/corrections", $"/{Guid.NewGuid()}/correction"])
        {
            await Post($"/api/v1/suggestions{path}",
                """{"community": "<yard>", "field": "address", "to": "Садовая, 5"}""",
                ("X-Viewer", "visitor"));
            ((int)Answer.StatusCode).ShouldBeOneOf([401, 404, 405], path);
        }
    }

    private async Task<SuggestionId> GivenASuggestion()
    {
        await GivenACommunity();
        var id = new SuggestionId(Guid.CreateVersion7());
        var taken = await Program.App.Services.GetRequiredService<SuggestionIntake>().TakeAsync(
            Region, id,
            asked => new SuggestionCommand.SuggestCorrection(
                asked, new CommunityId(Guid.Parse(Id("yard"))), RegisterField.Address, null,
                new("Садовая, 5"), new("Живу там"), new("sosed@example.org")),
            address: null, TestContext.Current.CancellationToken);
        var position = taken.ShouldBeOfType<Intake.Taken>().Position;
        await Get($"/api/v1/suggestions?after={position}");
        return id;
    }

    // The process follows the log a moment later.
    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var often = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await isSo()) await often.WaitForNextTickAsync(soon.Token);
    }
}

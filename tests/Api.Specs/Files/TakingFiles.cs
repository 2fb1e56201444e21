using System.Text;
using CommunityGrains.Api.Specs.Fixture;

namespace CommunityGrains.Api.Specs.Files;

public sealed class TakingFiles(RunningProgram program) : HttpSpecification(program)
{
    [Theory]
    [InlineData("communities")]
    [InlineData("municipalities")]
    [InlineData("leaders")]
    [InlineData("initiatives")]
    public async Task Every_list_comes_as_a_spreadsheet_and_as_lines(string resource)
    {
        await GivenACommunity();
        await GivenALeader();
        await Post("/api/v1/initiatives",
            """{"title": "Сквер", "municipality": "<town>", "communities": ["<yard>"]}""");
        ThenStatus(201);
        await Get($"/api/v1/{resource}/export");
        ThenStatus(200);
        Answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        Answer.Content.Headers.ContentDisposition!.FileName!.ShouldStartWith(resource);
        Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2, Text);
        await Get($"/api/v1/{resource}/export?format=jsonl");
        Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(1, Text);
        await Get($"/api/v1/{resource}/export?format=xlsx");
        Text.ShouldStartWith("PK");
    }

    [Fact]
    public async Task An_export_sent_back_changes_nothing()
    {
        await GivenACommunity();
        await Get("/api/v1/communities/export");
        await Send(HttpMethod.Post, "/api/v1/imports/register",
            new StringContent(Text, Encoding.UTF8, "text/csv"));
        ThenStatus(200);
        Json.GetProperty("refused").GetInt32().ShouldBe(0, Text);
        Json.GetProperty("new").GetInt32().ShouldBe(0, Text);
    }

    [Fact]
    public async Task As_it_was_on_a_day_and_narrowed_as_the_list_is()
    {
        await GivenACommunity();
        await GivenACommunity("river", "Клуб «Речники»");
        await Post("/api/v1/communities/<yard>/corrections",
            """{"changes": [{"field": "name", "to": "ТОС «Новое имя»"}], "businessDate": "2024-06-01"}""");
        await Get("/api/v1/communities/export?asOf=2024-05-31&text=" + Uri.EscapeDataString("двор"));
        Text.ShouldContain("Дружный двор");
        Text.ShouldNotContain("Новое имя");
        Text.ShouldNotContain("Речники");
        Answer.Content.Headers.ContentDisposition!.FileName.ShouldBe("communities-2024-05-31.csv");
    }

    [Fact]
    public async Task A_map_of_what_has_no_place_is_refused()
    {
        await Get("/api/v1/leaders/export?format=geojson");
        ThenInvalid("format");
    }

    [Fact]
    public async Task Nothing_of_a_person_is_on_an_exported_map()
    {
        await GivenACommunity();
        await Post("/api/v1/communities/<yard>/head", $$$"""
            {"head": {"person": "{{{Guid.NewGuid()}}}", "name": "Картова Анна Ивановна",
             "phone": "+79998887766"}}
            """);
        await Get("/api/v1/communities/export?format=geojson");
        Text.ShouldContain("Дружный двор");
        Text.ShouldNotContain("Картова");
        Text.ShouldNotContain("79998887766");
    }
}

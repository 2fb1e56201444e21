using CommunityGrains.Api.Specs.Fixture;

namespace CommunityGrains.Api.Specs.Queries;

public sealed class PointsOnTheMap(RunningProgram program) : HttpSpecification(program)
{
    [Fact]
    public async Task Every_community_with_a_point_is_on_it()
    {
        await GivenACommunity();
        await GivenACommunity("nowhere", "Клуб без адреса");
        await Post("/api/v1/communities/<nowhere>/corrections",
            """{"changes": [{"field": "location", "to": null}]}""");
        await Get("/api/v1/communities.geojson");
        ThenStatus(200);
        Answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/geo+json");
        var point = Json.GetProperty("features").EnumerateArray().ShouldHaveSingleItem();
        point.GetProperty("id").GetString().ShouldBe(Id("yard"));
        point.GetProperty("geometry").GetRawText().ShouldBe("""{"type":"Point","coordinates":[56,54.7]}""");
        var properties = point.GetProperty("properties");
        properties.GetProperty("municipality").GetString().ShouldBe("Заречный район");
        properties.GetProperty("form").GetString().ShouldBe("territorial-self-government");
        properties.GetProperty("leader").GetString().ShouldBe("none");
    }

    [Fact]
    public async Task Nothing_of_a_person_is_on_it()
    {
        await GivenACommunity();
        await GivenALeader("chair", "Неповторимова Анна Ивановна");
        await Post("/api/v1/communities/<yard>/head", $$$"""
            {"head": {"person": "{{{Guid.NewGuid()}}}", "name": "Неповторимова Анна Ивановна",
             "email": "nepovtorimova@example.org", "phone": "+79998887766"}}
            """);
        ThenStatus(200);
        await Get("/api/v1/communities/<yard>");
        Text.ShouldContain("Неповторимова");
        await Get("/api/v1/communities.geojson");
        foreach (var datum in (string[])["Неповторимова", "nepovtorimova", "79998887766", "79990001122",
            "primerova"])
            Text.ShouldNotContain(datum);
        Json.GetProperty("features")[0].GetProperty("properties").GetProperty("leader").GetString()
            .ShouldBe("claimed");
        Json.GetProperty("features")[0].GetProperty("properties").EnumerateObject()
            .Select(member => member.Name)
            .ShouldBe(["name", "form", "status", "municipalityId", "municipality", "leader"]);
    }

    [Fact]
    public async Task Municipalities_show_their_boundary_or_else_their_centre()
    {
        await GivenAMunicipality();
        await Get("/api/v1/municipalities.geojson");
        Json.GetProperty("features")[0].GetProperty("geometry").GetProperty("type").GetString()
            .ShouldBe("Point");
        await Post("/api/v1/municipalities/<town>/boundary", """
            {"area": {"polygons": [[[[56, 54], [57, 54], [57, 55], [56, 54]]]]}, "from": "2026-01-01",
             "source": "тест"}
            """);
        ThenStatus(200);
        await Get("/api/v1/municipalities.geojson");
        Json.GetProperty("features")[0].GetProperty("geometry").GetRawText()
            .ShouldBe("""{"type":"MultiPolygon","coordinates":[[[[56,54],[57,54],[57,55],[56,54]]]]}""");
    }
}

using System.Text;
using CommunityGrains.Api.Specs.Fixture;

namespace CommunityGrains.Api.Specs.Files;

public sealed class SendingFiles(RunningProgram program) : HttpSpecification(program)
{
    private const string Register = """
        Муниципальный район;Наименование;Форма;Юридическое лицо (да/нет);Кол-во членов;ФИО руководителя
        Заречный район;ТОС «Родник»;ТОС;нет;12;Файлова Анна Ивановна
        Заречный район;ТОС «Слобода»;ТОС;нет;много;
        Нигде;ТОС «Кедр»;ТОС;нет;3;
        """;

    [Fact]
    public async Task A_register_becomes_communities_and_bad_rows_are_named()
    {
        await GivenAMunicipality();
        await SendFile("/api/v1/imports/register?source=register.csv", Register);
        ThenStatus(200);
        (Count("new"), Count("refused"), Count("total")).ShouldBe((1, 2, 3));
        var refused = Json.GetProperty("rows").EnumerateArray()
            .Where(row => row.GetProperty("outcome").GetString() == "refused").ToList();
        refused.Select(row => row.GetProperty("row").GetInt32()).ShouldBe([3, 4]);
        refused[0].GetProperty("reasons")[0].GetProperty("code").GetString()
            .ShouldBe("cell.not-a-whole-number");
        refused[0].GetProperty("reasons")[0].GetProperty("text")
            .GetString()!.ShouldContain("Not a whole number");
        await Get("/api/v1/communities");
        Json.GetProperty("items").EnumerateArray().ShouldHaveSingleItem()
            .GetProperty("entry").GetProperty("name").GetString().ShouldBe("ТОС «Родник»");
    }

    [Fact]
    public async Task The_same_file_again_records_nothing_and_a_changed_cell_one_event()
    {
        await GivenAMunicipality();
        await SendFile("/api/v1/imports/register", Register);
        var after = Json.GetProperty("position").GetInt64();
        await SendFile("/api/v1/imports/register", Register);
        (Count("new"), Count("changed"), Count("unchanged")).ShouldBe((0, 0, 1));
        Json.GetProperty("position").GetInt64().ShouldBe(0);
        await SendFile("/api/v1/imports/register",
            Register.Replace(";12;", ";13;", StringComparison.Ordinal));
        (Count("new"), Count("changed")).ShouldBe((0, 1));
        var id = Json.GetProperty("rows").EnumerateArray()
            .First(row => row.GetProperty("outcome").GetString() == "changed")
            .GetProperty("record").GetString();
        await Get($"/api/v1/communities/{id}/history?after={Json.GetProperty("position").GetInt64()}");
        Json.GetProperty("items").EnumerateArray()
            .Count(item => item.GetProperty("position").GetInt64() > after).ShouldBe(1);
    }

    [Fact]
    public async Task A_dry_run_says_what_would_happen_and_records_nothing()
    {
        await GivenAMunicipality();
        await SendFile("/api/v1/imports/register?dryRun=true", Register);
        (Count("new"), Count("refused")).ShouldBe((1, 2));
        Json.GetProperty("dryRun").GetBoolean().ShouldBeTrue();
        await Get("/api/v1/communities");
        Json.GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task The_refused_rows_come_as_a_file_to_mend_and_send_again()
    {
        await GivenAMunicipality();
        await SendFile("/api/v1/imports/register?source=register.csv", Register, ("Accept", "text/csv"));
        ThenStatus(200);
        Answer.Content.Headers.ContentDisposition!.FileName.ShouldBe("refused-register.csv");
        Text.ShouldContain("Слобода");
        Text.ShouldNotContain("Родник");
        var mended = Text.Replace("много", "7", StringComparison.Ordinal)
            .Replace("Нигде", "Заречный район", StringComparison.Ordinal);
        await SendFile("/api/v1/imports/register", mended);
        (Count("new"), Count("refused")).ShouldBe((2, 0));
    }

    [Fact]
    public async Task Columns_of_other_names_are_given_by_a_mapping()
    {
        await GivenAMunicipality();
        const string Strange = "Где;Что\nЗаречный район;ТОС «Родник»\n";
        await SendFile("/api/v1/imports/register", Strange);
        ThenProblem(422, "file.unreadable");
        Json.GetProperty("details")[0].GetString().ShouldBe("columns.missing");
        await SendFile("/api/v1/imports/register?map=" + Uri.EscapeDataString("Где=municipality;Что=name"),
            Strange);
        ThenStatus(200);
        Count("new").ShouldBe(1);
    }

    [Theory]
    [InlineData("/api/v1/imports/cows", "text/csv", 404, "request.not-found")]
    [InlineData("/api/v1/imports/register", "application/pdf", 415, "request.content-type")]
    [InlineData("/api/v1/imports/register?dryRun=perhaps", "text/csv", 400, "request.invalid")]
    [InlineData("/api/v1/imports/register",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 422, "file.unreadable")]
    public async Task What_is_no_list_is_refused(string path, string type, int status, string code)
    {
        await Send(HttpMethod.Post, path, new StringContent(Register, Encoding.UTF8, type));
        ThenProblem(status, code);
    }

    [Fact]
    public async Task Boundaries_come_as_GeoJSON()
    {
        await GivenAMunicipality();
        await Send(HttpMethod.Post, "/api/v1/imports/municipalities?source=boundaries.geojson",
            new StringContent("""
            {"type": "FeatureCollection",
                "features": [{"type": "Feature", "properties": {"name": "Заречный район"},
             "geometry": {"type": "Polygon", "coordinates": [[[56, 54], [57, 54], [57, 55], [56, 54]]]}}]}
            """, Encoding.UTF8, "application/geo+json"));
        ThenStatus(200);
        await Get("/api/v1/municipalities.geojson");
        Json.GetProperty("features")[0].GetProperty("geometry").GetProperty("type").GetString()
            .ShouldBe("MultiPolygon");
    }

    private int Count(string member) => Json.GetProperty(member).GetInt32();

    private Task SendFile(string path, string csv, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Post, path, new StringContent(csv, Encoding.UTF8, "text/csv"), headers);
}

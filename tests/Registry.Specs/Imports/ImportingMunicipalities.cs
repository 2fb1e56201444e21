using CommunityGrains.Domain;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.Registry.Imports;
using CommunityGrains.Registry.Specs.Files;

namespace CommunityGrains.Registry.Specs.Imports;

public sealed class ImportingMunicipalities : IAsyncLifetime
{
    private const ImportKind Municipalities = ImportKind.Municipalities;
    private const string Header = "name,official_name,kind,oktmo,lat,lon,region\n";
    private const string Ufa = "Уфа,Городской округ город Уфа,urban-okrug,80701000,54.7,55.9,RU-BA\n";

    private readonly Office office = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => office.DisposeAsync();

    [Fact]
    public async Task The_samples_give_65_and_again_not_one_event()
    {
        (await office.Sample(Municipalities, "municipalities-RU-BA.csv")).New.ShouldBe(63);
        (await office.Sample(Municipalities, "municipalities-neighbours.csv")).New.ShouldBe(2);
        var before = await office.Head();
        (await office.Sample(Municipalities, "municipalities-RU-BA.csv")).Unchanged.ShouldBe(63);
        (await office.Sample(Municipalities, "municipalities-neighbours.csv")).Unchanged.ShouldBe(2);
        (await office.Head()).ShouldBe(before);
    }

    [Fact]
    public async Task One_that_is_renamed_is_known_by_its_code_and_keeps_its_former_name()
    {
        await office.Text(Municipalities, Header + Ufa);
        var report =
            await office.Text(Municipalities, Header
                + Ufa.Replace("Уфа,", "Уфимск,", StringComparison.Ordinal));
        (report.New, report.Changed).ShouldBe((0, 1));
        var listed =
            await office.State<Municipality.Listed>(GrainKinds.Municipality, report.Rows.Single()
                .Record!.Value);
        listed.Names.Select(name => (name.Name, name.From))
            .ShouldBe([("Уфа", new DateOnly(2006, 1, 1)), ("Уфимск", office.Today)]);
    }

    [Theory]
    [InlineData("Уфа,Городской округ город Уфа,urban-okrug,8070,54.7,55.9,RU-BA", "cell.not-an-oktmo")]
    [InlineData("Уфа,Городской округ город Уфа,губерния,,54.7,55.9,RU-BA", "cell.not-a-form")]
    [InlineData("Уфа,Городской округ город Уфа,urban-okrug,,54.7,,RU-BA", "cell.not-a-point")]
    [InlineData("Уфа,Городской округ город Уфа,urban-okrug,,54.7,55.9,Атлантида", "cell.not-a-region")]
    [InlineData(",Городской округ город Уфа,urban-okrug,,54.7,55.9,RU-BA", "cell.required")]
    public async Task A_row_with_a_mistake_is_refused(string row, string code) =>
        (await office.Text(Municipalities, Header + row)).Rows.Single().Reasons.Single().Code.ShouldBe(code);

    [Fact]
    public async Task Boundaries_come_to_the_municipalities_they_name_once()
    {
        await office.Sample(Municipalities, "municipalities-RU-BA.csv");
        var report = await office.Sample(Municipalities, "boundaries-sample.geojson");
        (report.Changed, report.Refused).ShouldBe((2, 0));
        var listed =
            await office.State<Municipality.Listed>(GrainKinds.Municipality, report.Rows[1].Record!.Value);
        listed.Boundary!.Area.Polygons.Select(rings => rings.Count).ShouldBe([2, 1]);
        var before = await office.Head();
        (await office.Sample(Municipalities, "boundaries-sample.geojson")).Unchanged.ShouldBe(2);
        (await office.Head()).ShouldBe(before);
    }

    [Theory]
    [InlineData(
        """
        {"properties":{"name":"Атлантида"},
        "geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}
        """,
        "municipality.unknown-name")]
    [InlineData(
        """
        {"properties":{},
        "geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}
        """,
        "boundaries.no-name")]
    [InlineData(
        """
        {"properties":{"name":"Уфа"},
        "geometry":{"type":"Point","coordinates":[0,0]}}
        """,
        "boundaries.no-area")]
    [InlineData(
        """
        {"properties":{"name":"Уфа"},
        "geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1]]]}}
        """,
        "boundaries.no-area")]
    [InlineData("""{"properties":{"name":"Уфа"},"geometry":null}""", "boundaries.no-area")]
    public async Task A_feature_that_fits_nothing_is_refused(string feature, string code)
    {
        await office.Text(Municipalities, Header + Ufa);
        var file = Bytes.Of($$"""{"type":"FeatureCollection","features":[{{feature}}]}""");
        (await office.Import(Municipalities, file, "b.geojson",
            cancel: TestContext.Current.CancellationToken)).Rows.Single().Reasons.Single()
            .Code.ShouldBe(code);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"features\":")]
    [InlineData("name;x")]
    public async Task What_is_no_geojson_is_refused(string text) =>
        (await Should.ThrowAsync<Registry.Files.TableException>(() =>
            office.Import(Municipalities, Bytes.Of(text), "b.geojson")))
            .Problem.Code.ShouldBe("boundaries.not-geojson");
}

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
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_same_file_again_does_not_undo_what_was_mended_by_hand(bool fromTheFirstDay)
    {
        var id = (await office.Text(Municipalities, Header + Ufa)).Rows.Single().Record!.Value;
        // From the first day on, the mended values take the place of the listed ones.
        var from = fromTheFirstDay ? new DateOnly(2006, 1, 1) : office.Today;
        await Hand(id, asked => new MunicipalityCommand.Rename(
            asked, "Уфимск", "Городской округ город Уфимск", from));
        await Hand(id, asked => new MunicipalityCommand.GiveCode(asked, "80701999", from));
        await Hand(id, asked => new MunicipalityCommand.List(
            asked, "Уфимск", "Городской округ город Уфимск", MunicipalityForm.MunicipalOkrug, "RU-BA", null,
            new GeoPoint(54.8, 56)));
        var before = await office.Head();

        (await office.Text(Municipalities, Header + Ufa)).Unchanged.ShouldBe(1);
        office.Today = office.Today.AddDays(30);
        (await office.Text(Municipalities, Header + Ufa)).Unchanged.ShouldBe(1);
        (await office.Head()).ShouldBe(before);

        var news = await office.Text(Municipalities, Header
            + Ufa.Replace("Уфа,Г", "Уфа-на-Белой,Г", StringComparison.Ordinal));
        (news.New, news.Changed, news.Unchanged, news.Refused).ShouldBe((0, 1, 0, 0));
    }

    [Fact]
    public async Task The_same_boundaries_again_do_not_undo_one_set_by_hand()
    {
        await office.Sample(Municipalities, "municipalities-RU-BA.csv");
        var report = await office.Sample(Municipalities, "boundaries-sample.geojson");
        await Hand(report.Rows[0].Record!.Value, asked => new MunicipalityCommand.SetBoundary(
            asked, new GeoArea([[[new(54, 55), new(54, 56), new(55, 56), new(54, 55)]]]), office.Today,
            "обмер"));
        var before = await office.Head();
        (await office.Sample(Municipalities, "boundaries-sample.geojson")).Unchanged.ShouldBe(2);
        (await office.Head()).ShouldBe(before);
    }

    [Fact]
    public async Task A_list_from_before_a_merger_leaves_the_successor_as_it_is()
    {
        const string around = "Уфимский,Уфимский муниципальный район,municipal-district,80652000,54.7,55.9,"
            + "RU-BA\n";
        var rows = (await office.Text(Municipalities, Header + Ufa + around)).Rows;
        var (city, district) = (rows[0].Record!.Value, rows[1].Record!.Value);
        await Hand(district, asked => new MunicipalityCommand.MergeInto(
            asked, new(district), new(city), office.Today, "Закон № 1"));
        var before = await office.Head();

        var again = await office.Text(Municipalities, Header + around + Ufa);
        again.Unchanged.ShouldBe(2);
        (await office.Head()).ShouldBe(before);
        var row = again.Rows.Single();
        row.Record.ShouldBe(district);
        var warning = row.Warnings.Single();
        warning.Code.ShouldBe("municipality.merged-into");
        warning.Details.ShouldBe(["Городской округ город Уфа"]);

        // Nor does the outline of what was merged become the successor's.
        var file = Bytes.Of("""
            {"type":"FeatureCollection","features":[{"properties":{"name":"Уфимский муниципальный район"},
            "geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}]}
            """);
        (await office.Import(Municipalities, file, "b.geojson",
            cancel: TestContext.Current.CancellationToken)).Rows.Single().Warnings.Single().Code
            .ShouldBe("municipality.merged-into");
        (await office.Head()).ShouldBe(before);
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

    private async Task Hand(Guid id, Func<Asked, Command> say) =>
        (await office.Ask(GrainKinds.Municipality, id, say)).ShouldBeOfType<Engine.Reply.Accepted>();
}

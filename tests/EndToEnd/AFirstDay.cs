namespace CommunityGrains.EndToEnd;

/// <summary>A centre starts on Monday with its own register.</summary>
public sealed class AFirstDay
{
    [Fact]
    public async Task A_register_becomes_a_registry_and_sent_again_changes_nothing()
    {
        using var centre = new Installation();
        await ImportMunicipalitiesAsync(centre);

        await ImportAsync(centre, "register", "register-sample.csv");
        var first = await History.OfAsync(centre);
        first.Count("community.registered.v1").ShouldBe(122);

        await ImportAsync(centre, "register", "register-sample.csv");
        (await History.OfAsync(centre)).Count.ShouldBe(
            first.Count, "the same file again must yield no event");

        await ImportAsync(centre, "register", "register-sample-cp1251.csv");
        (await History.OfAsync(centre)).Count.ShouldBe(
            first.Count, "the same rows in Windows-1251 are the same rows");

        await ImportAsync(centre, "leaders", "leaders-sample.csv");
        (await History.OfAsync(centre)).Count("leader.claimed.v1").ShouldBe(135);
        (await centre.RunAsync("check")).ShouldSucceed();
    }

    [Fact]
    public async Task A_changed_cell_is_one_event()
    {
        using var centre = await Prepared.WithRegisterAsync();
        var before = await History.OfAsync(centre);

        var text = await File.ReadAllTextAsync(Installation.Sample("register-sample.csv"));
        var changed = Path.Combine(centre.Data, "register-changed.csv");
        await File.WriteAllTextAsync(
            changed, text.Replace(";54;1973;", ";61;1973;", StringComparison.Ordinal));
        (await centre.RunAsync("import", "register", changed, "--region", "RU-BA")).ShouldSucceed();

        var after = await History.OfAsync(centre);
        after.Count.ShouldBe(before.Count + 1);
        after[^1].Name.ShouldBe("community.restated.v1");
    }

    [Fact]
    public async Task A_dry_run_shows_and_changes_nothing()
    {
        using var centre = await Prepared.WithMunicipalitiesAsync();
        var before = await History.OfAsync(centre);

        var outcome = await centre.RunAsync(
            "import", "register", Installation.Sample(
                "register-sample.csv"), "--region", "RU-BA", "--dry-run");

        outcome.ShouldSucceed().Output.ShouldContain("122");
        (await History.OfAsync(centre)).Count.ShouldBe(before.Count);
    }

    [Theory, InlineData("csv"), InlineData("xlsx"), InlineData("geojson"), InlineData("jsonl")]
    public async Task The_registry_is_exported(string format)
    {
        using var centre = await Prepared.WithRegisterAsync();
        var before = await History.OfAsync(centre);
        var file = Path.Combine(centre.Data, $"export.{format}");

        (await centre.RunAsync("export", "communities", "--format", format, "--out", file)).ShouldSucceed();

        new FileInfo(file).Length.ShouldBeGreaterThan(10_000);
        if (format is not ("csv" or "xlsx")) return;
        (await centre.RunAsync("import", "register", file, "--region", "RU-BA")).ShouldSucceed();
        (await History.OfAsync(centre)).Count.ShouldBe(before.Count, "an export sent back changes nothing");
    }

    internal static async Task ImportAsync(Installation centre, string kind, string file) =>
        (await centre.RunAsync(
        "import", kind, Installation.Sample(file), "--region", "RU-BA")).ShouldSucceed();

    internal static async Task ImportMunicipalitiesAsync(Installation centre)
    {
        await ImportAsync(centre, "municipalities", "municipalities-RU-BA.csv");
        await ImportAsync(centre, "municipalities", "municipalities-neighbours.csv");
    }
}

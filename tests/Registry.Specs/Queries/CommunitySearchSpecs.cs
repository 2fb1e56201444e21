using CommunityGrains.Domain.Communities;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Registry.Specs.Views;

namespace CommunityGrains.Registry.Specs.Queries;

public sealed class CommunitySearchOnSqlite() : CommunitySearchSpecs(ViewDatabase.Sqlite)
{
    [Theory]
    [InlineData("детей", "")]
    public Task A_form_that_shares_no_stem_with_the_word_does_not_find_it(string text, string found) =>
        A_text_finds_communities_by_words_and_their_parts(text, found);
}

public sealed class CommunitySearchOnPostgreSql() : CommunitySearchSpecs(ViewDatabase.PostgreSql)
{
    [Theory]
    [InlineData("детей", "ТОС «Старый город»")]
    [InlineData("ДЕТЯМИ", "ТОС «Старый город»")]
    [InlineData("тос детей", "ТОС «Старый город»")]
    [InlineData("детей бирск", "")]
    [InlineData("благоустраивать", "")]
    [InlineData("огородами", "Клуб садоводов «Надежда»")]
    public Task A_word_is_found_in_all_its_forms(string text, string found) =>
        A_text_finds_communities_by_words_and_their_parts(text, found);

    [Fact]
    public async Task The_beginning_that_forms_share_is_not_enough()
    {
        await using var world = await RegistryWorld.OnAsync(ViewDatabase.PostgreSql);
        var ufa = await world.MunicipalityAsync();
        await world.CommunityAsync(ufa, "Детский клуб");
        await world.CommunityAsync(ufa, "Дети Уфы");

        (await world.NamesAsync(new CommunityQuery(RegistryWorld.Region) { Text = "детей" }))
            .ShouldBe(["Дети Уфы"]);
        (await world.Registry.CommunityFacetsAsync(
            new CommunityQuery(RegistryWorld.Region) { Text = "детей" })).Total.ShouldBe(1);
    }
}

public sealed class CommunitySearchRememberedOnPostgreSql()
    : CommunitySearchSpecs(ViewDatabase.PostgreSqlRemembering);

public abstract class CommunitySearchSpecs(ViewDatabase kind)
{
    // Every community stands in Уфа but the last, which is in Бирск.
    private static readonly (string Name, string? Settlement, string? Topics, string? Number)[] Known =
    [
        ("ТОС «Старый город»", null, "благоустройство, дети", "001/2020"),
        ("Совет дома № 10", "Демский", null, "002/2020"),
        ("Совет дома № 2", null, null, "003/2020"),
        ("ТОС «Берёзовая роща»", null, null, "004/2020"),
        ("Клуб садоводов «Надежда»", "Старый посёлок", "огород", "005/2020"),
        ("ТОС «Заречье»", null, null, "006/2020"),
    ];

    [Theory]
    [InlineData("старый город", "ТОС «Старый город»|Клуб садоводов «Надежда»")]
    [InlineData("ГОРОД старый", "ТОС «Старый город»|Клуб садоводов «Надежда»")]
    [InlineData("березовая", "ТОС «Берёзовая роща»")]
    [InlineData("БЕРЁЗОВОЙ", "ТОС «Берёзовая роща»")]
    [InlineData("рёзов", "ТОС «Берёзовая роща»")]
    [InlineData("советы", "Совет дома № 2|Совет дома № 10")]
    [InlineData("совета", "Совет дома № 2|Совет дома № 10")]
    [InlineData("дом 10", "Совет дома № 10")]
    [InlineData("№ 2", "Совет дома № 2")]
    [InlineData("00 тос", "ТОС «Берёзовая роща»|ТОС «Заречье»|ТОС «Старый город»")]
    [InlineData("с", "Клуб садоводов «Надежда»|Совет дома № 2|Совет дома № 10|ТОС «Старый город»")]
    [InlineData("003/2020", "Совет дома № 2")]
    [InlineData("дети", "ТОС «Старый город»")]
    [InlineData("демский", "Совет дома № 10")]
    [InlineData("надежды", "Клуб садоводов «Надежда»")]
    [InlineData("бирск", "ТОС «Заречье»")]
    [InlineData("тос бирск", "ТОС «Заречье»")]
    [InlineData("уфа тос", "ТОС «Берёзовая роща»|ТОС «Старый город»")]
    [InlineData("ст", "ТОС «Старый город»|Клуб садоводов «Надежда»")]
    [InlineData("нетакого", "")]
    [InlineData("\"", "all")]
    [InlineData("' OR 1=1 --", "")]
    [InlineData("name : * NEAR(тос)", "")]
    [InlineData("тос AND \"", "")]
    [InlineData("%", "all")]
    public async Task A_text_finds_communities_by_words_and_their_parts(string text, string found)
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        await GivenKnownAsync(world);

        var names = await world.NamesAsync(new CommunityQuery(RegistryWorld.Region) { Text = text });

        if (found == "all") names.Count.ShouldBe(Known.Length);
        else names.ShouldBe(found.Split('|', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("совет дома ленина 76")]
    [InlineData("мкд ленина")]
    [InlineData("Ленина 76 совет")]
    public async Task The_council_of_a_house_is_found_by_what_residents_call_it(string text)
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var ufa = await world.MunicipalityAsync("Уфа");
        await world.CommunityAsync(ufa, "ул. Ленина, д. 76", entry => entry with
        {
            Form = CommunityForm.HouseCouncil,
        });
        await world.CommunityAsync(ufa, "ТОС «Ленина, 76»");

        (await world.NamesAsync(new CommunityQuery(RegistryWorld.Region) { Text = text }))
            .ShouldBe(["ул. Ленина, д. 76"]);
    }

    [Fact]
    public async Task The_head_of_a_community_is_not_found_by_name_or_phone()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var id = await world.CommunityAsync(await world.MunicipalityAsync(), "ТОС «Слобода»");
        await world.GivenAsync(RegistryWorld.Stream(id), new CommunityEvent.HeadNamed(
            new(new(Guid.CreateVersion7()), new("Ильина Вера"), Phone: new("+79990000001"))));

        (await world.NamesAsync(
            new CommunityQuery(RegistryWorld.Region) { Text = "Ильина" })).ShouldBeEmpty();
        (await world.NamesAsync(
            new CommunityQuery(RegistryWorld.Region) { Text = "79990000001" })).ShouldBeEmpty();
        (await world.NamesAsync(
            new CommunityQuery(RegistryWorld.Region) { Text = "слобода" })).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_renamed_community_is_found_by_its_new_name_and_as_of_then_by_its_old_one()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var id = await world.CommunityAsync(await world.MunicipalityAsync(), "ТОС «Слобода»");
        var before = world.Position;
        await world.GivenAsync(RegistryWorld.Stream(id), new CommunityEvent.Corrected(
            [new FieldChange(RegisterField.Name, "ТОС «Заря»")]));
        var query = new CommunityQuery(RegistryWorld.Region);

        (await world.NamesAsync(query with { Text = "слобода" })).ShouldBeEmpty();
        (await world.NamesAsync(query with { Text = "заря" })).ShouldBe(["ТОС «Заря»"]);
        (await world.NamesAsync(query with { Text = "слобода", AsOf = new(Position: before) }))
            .ShouldBe(["ТОС «Слобода»"]);
        (await world.NamesAsync(query with { Text = "заря", AsOf = new(Position: before) })).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_renamed_municipality_is_found_under_its_new_name_at_once()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var municipality = await world.MunicipalityAsync("Бирск");
        await world.CommunityAsync(municipality, "ТОС «Слобода»");
        await world.GivenAsync(
            RegistryWorld.Stream(municipality), new Domain.Municipalities.MunicipalityEvent.Renamed(
            "Прибельск", "Городской округ город Прибельск", world.Today));

        (await world.NamesAsync(new CommunityQuery(RegistryWorld.Region) { Text = "бирск" })).ShouldBeEmpty();
        (await world.NamesAsync(
            new CommunityQuery(RegistryWorld.Region) { Text = "прибельск слобода" })).Count.ShouldBe(1);
    }

    private static async Task GivenKnownAsync(RegistryWorld world)
    {
        var ufa = await world.MunicipalityAsync("Уфа");
        var birsk = await world.MunicipalityAsync("Бирск");
        foreach (var (name, settlement, topics, number) in Known)
        {
            await world.CommunityAsync(name == Known[^1].Name ? birsk : ufa, name, entry => entry with
            {
                Form = name.StartsWith("ТОС", StringComparison.Ordinal)
                    ? CommunityForm.TerritorialSelfGovernment
                    : name.StartsWith("Клуб", StringComparison.Ordinal)
                        ? CommunityForm.InterestClub
                        : CommunityForm.HouseCouncil,
                Settlement = settlement,
                Topics = topics,
                RegisterNumber = number,
            });
        }
    }
}

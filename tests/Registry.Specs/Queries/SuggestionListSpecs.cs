using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Suggestions;
using CommunityGrains.EventLog;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Registry.Specs.Views;

namespace CommunityGrains.Registry.Specs.Queries;

public sealed class SuggestionListOnSqlite() : SuggestionListSpecs(ViewDatabase.Sqlite);

public sealed class SuggestionListOnPostgreSql() : SuggestionListSpecs(ViewDatabase.PostgreSql);

public abstract class SuggestionListSpecs(ViewDatabase kind)
{
    private static readonly PersonId Clerk = new(Guid.NewGuid());

    [Fact]
    public async Task Open_ones_are_listed_by_place_the_oldest_first_each_beside_what_is_on_record()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var (ufa, birsk) = (await world.MunicipalityAsync("Уфа"), await world.MunicipalityAsync("Бирск"));
        var yard = await world.CommunityAsync(ufa, "Двор", entry => entry with { Members = 7 });
        var garden = await world.CommunityAsync(birsk, "Сад");
        var correction = await TellAsync(world, new SuggestionEvent.CorrectionMade(
            yard, RegisterField.Members, "5", new("12"), null, null, world.Today));
        var gone = await TellAsync(world, new SuggestionEvent.NoLongerTrue(
            garden, Untruth.Gone, null, null, null, world.Today));
        var missing = await TellAsync(world, new SuggestionEvent.MissingTold(
            birsk, new("Клуб"), null, null, null, world.Today));
        await world.SeenAsync();

        (await IdsAsync(world, new(RegistryWorld.Region))).ShouldBe([correction, gone, missing]);
        (await IdsAsync(world, new(RegistryWorld.Region) { Municipalities = [birsk] }))
            .ShouldBe([gone, missing]);
        (await IdsAsync(world, new(RegistryWorld.Region) { Communities = [yard] })).ShouldBe([correction]);
        (await IdsAsync(world, new(RegistryWorld.Region) { Municipalities = [birsk], Communities = [yard] }))
            .ShouldBe([correction, gone, missing]);
        (await IdsAsync(world, new(RegistryWorld.Region) { Municipalities = [], Communities = [] }))
            .ShouldBeEmpty("whoever has no place is shown nothing");
        (await IdsAsync(world, new("RU-PER"))).ShouldBeEmpty();

        var row = (await world.Registry.SuggestionAsync(RegistryWorld.Region, correction)).ShouldNotBeNull();
        (row.CommunityName, row.MunicipalityName, row.Municipality, row.Now, row.HasChanged)
            .ShouldBe(("Двор", "Уфа", ufa, "7", true));
        var other = (await world.Registry.SuggestionAsync(RegistryWorld.Region, missing)).ShouldNotBeNull();
        (other.CommunityName, other.MunicipalityName, other.Now, other.HasChanged)
            .ShouldBe(("", "Бирск", null, false));
        (await world.Registry.OpenSuggestionsAsync(RegistryWorld.Region, yard)).ShouldBe((3, 1));
        (await world.Registry.OpenSuggestionsAsync(RegistryWorld.Region, null)).ShouldBe((3, 0));
    }

    [Fact]
    public async Task They_stand_where_the_community_is_now()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var (ufa, birsk) = (await world.MunicipalityAsync("Уфа"), await world.MunicipalityAsync("Бирск"));
        var yard = await world.CommunityAsync(ufa, "Двор");
        var gone = await TellAsync(world, new SuggestionEvent.NoLongerTrue(
            yard, Untruth.Gone, null, null, null, world.Today));
        await world.GivenAsync(RegistryWorld.Stream(yard), new CommunityEvent.Corrected(
            [new(RegisterField.Municipality, birsk.ToString())]));
        await world.SeenAsync();
        (await IdsAsync(world, new(RegistryWorld.Region) { Municipalities = [ufa] })).ShouldBeEmpty();
        (await IdsAsync(world, new(RegistryWorld.Region) { Municipalities = [birsk] })).ShouldBe([gone]);
    }

    [Fact]
    public async Task Pages_follow_each_other_and_what_is_decided_leaves_the_list()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var yard = await world.CommunityAsync(await world.MunicipalityAsync(), "Двор");
        List<SuggestionId> ids = [];
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await TellAsync(world, new SuggestionEvent.NoLongerTrue(
                yard, Untruth.Gone, null, null, null, world.Today)));
        }

        await world.SeenAsync();
        var query = new SuggestionQuery(RegistryWorld.Region) { Limit = 2 };
        List<SuggestionId> seen = [];
        for (Page<SuggestionRow>? page = null; page is null || page.Next is not null;)
        {
            page = await world.Registry.SuggestionsAsync(query with { Cursor = page?.Next });
            seen.AddRange(page.Items.Select(row => row.Id));
        }

        seen.ShouldBe(ids);
        var first = (await world.Registry.SuggestionsAsync(query)).Next;
        await Should.ThrowAsync<InvalidCursorException>(async () => await world.Registry.SuggestionsAsync(
            query with { Cursor = first, Status = SuggestionStatus.Declined }));

        await world.GivenAsync(Stream(ids[0]), new SuggestionEvent.Declined("Нет", Clerk));
        await world.GivenAsync(
            Stream(ids[1]), new SuggestionEvent.Accepted(yard, new Outcome.Asked(), Clerk));
        await world.GivenAsync(Stream(ids[1]), new SuggestionEvent.Reopened("community.closed"));
        await world.SeenAsync();
        (await IdsAsync(world, new(RegistryWorld.Region))).ShouldBe(ids[1..]);
        (await world.Registry.SuggestionAsync(RegistryWorld.Region, ids[1]))!.Setback
            .ShouldBe("community.closed");
        (await IdsAsync(world, new(RegistryWorld.Region) { Status = SuggestionStatus.Declined }))
            .ShouldBe([ids[0]]);
        (await world.Registry.DecidedSuggestionsAsync(
            RegistryWorld.Region, SuggestionStatus.Declined, world.Today)).ShouldBe([ids[0]]);
        (await world.Registry.DecidedSuggestionsAsync(
            RegistryWorld.Region, SuggestionStatus.Declined, world.Today.AddDays(-1))).ShouldBeEmpty();
    }

    private static async Task<SuggestionId> TellAsync(RegistryWorld world, SuggestionEvent told)
    {
        var id = new SuggestionId(Guid.CreateVersion7());
        await world.GivenAsync(Stream(id), told);
        return id;
    }

    private static async Task<IReadOnlyList<SuggestionId>> IdsAsync(
        RegistryWorld world, SuggestionQuery query) =>
        [.. (await world.Registry.SuggestionsAsync(query)).Items.Select(row => row.Id)];

    private static StreamId Stream(SuggestionId id) => new(RegistryWorld.Region, "suggestion", id.Value);
}

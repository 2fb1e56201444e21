using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Registry.Specs.Views;

namespace CommunityGrains.Registry.Specs.Queries;

public sealed class LookalikesOnSqlite() : LookalikeSpecs(ViewDatabase.Sqlite);

public sealed class LookalikesOnPostgreSql() : LookalikeSpecs(ViewDatabase.PostgreSql);

/// <summary>Who looks like a community that is about to be entered.</summary>
public abstract class LookalikeSpecs(ViewDatabase kind)
{
    [Fact]
    public async Task They_are_of_the_same_municipality_count_and_are_known_as_soon_as_they_are_seen()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var (here, there) = (await world.MunicipalityAsync("Уфа"), await world.MunicipalityAsync("Бирск"));
        await world.CommunityAsync(there, "ТОС «Берёзовая роща»");
        var closed = await world.CommunityAsync(here, "ТОС «Березовая роща»");
        await world.GivenAsync(
            RegistryWorld.Stream(closed), new CommunityEvent.Closed("разъехались", world.Today));
        (await FoundAsync(world, here)).ShouldBeEmpty();

        var known = await world.CommunityAsync(here, "Березовая Роща");
        await world.CommunityAsync(here, "Совсем другое");
        (await FoundAsync(world, here)).ShouldBe([known], "what was prepared before is not remembered");
        (await FoundAsync(world, here, self: known)).ShouldBeEmpty("nobody is his own double");
    }

    private static async Task<IEnumerable<CommunityId>> FoundAsync(
        RegistryWorld world, MunicipalityId municipality, CommunityId? self = null)
    {
        await world.SeenAsync();
        var found = await world.Registry.LookalikesAsync(
            RegistryWorld.Region, new RegisterEntry("ТОС Берёзовая Роща", CommunityForm.Other, municipality),
            self, TestContext.Current.CancellationToken);
        return found.Select(other => other.Id);
    }
}

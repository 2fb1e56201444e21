using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Registry.Imports;

namespace CommunityGrains.Registry.Specs.Views;

public sealed class RecordsForImportsOnSqlite() : RecordsForImportsSpecs(ViewDatabase.Sqlite);

public sealed class RecordsForImportsOnPostgreSql() : RecordsForImportsSpecs(ViewDatabase.PostgreSql);

public abstract class RecordsForImportsSpecs(ViewDatabase kind)
{
    [Fact]
    public async Task Imports_learn_oldest_first_what_stands_what_is_over_and_what_was_rejected()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var ufa = await world.MunicipalityAsync();
        var proposed = new CommunityId(Guid.CreateVersion7());
        var rejected = new CommunityId(Guid.CreateVersion7());
        var proposal = new CommunityEvent.Proposed(
            new RegisterEntry("ТОС «Родник»", CommunityForm.TerritorialSelfGovernment, ufa),
            new(Guid.CreateVersion7()));
        await world.GivenAsync(
            RegistryWorld.Stream(rejected), proposal, new CommunityEvent.Rejected("Такого нет"));
        await world.GivenAsync(RegistryWorld.Stream(proposed), proposal);
        var closed = await world.CommunityAsync(ufa, "ТОС «Залив»");
        await world.GivenAsync(
            RegistryWorld.Stream(closed), new CommunityEvent.Closed("Распущен", world.Today));
        var merged = await world.CommunityAsync(ufa, "ТОС «Лесной»");
        await world.GivenAsync(
            RegistryWorld.Stream(merged), new CommunityEvent.MergedInto(proposed, "Одно и то же"));

        var records = new ViewRecords(world.Store.Moments, world.Log, world.Registry);
        (await records.CommunitiesAsync(RegistryWorld.Region, TestContext.Current.CancellationToken)
            .Select(known => (known.Id, known.IsOver, known.IsRejected))
            .ToListAsync(TestContext.Current.CancellationToken))
            .ShouldBe(
            [
                (rejected, true, true), (proposed, false, false), (closed, true, false),
                (merged, true, false),
            ]);
    }
}

using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Registry.Imports;
using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Registry.Specs.Views;

public sealed class RecordsForImportsSpecs : IAsyncLifetime
{
    private readonly RegistryWorld world = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task Imports_learn_oldest_first_what_stands_what_is_over_and_what_was_rejected()
    {
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

        var records = new ViewRecords(new SqliteMoments(world.Database), world.Log, world.Registry);
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

using CommunityGrains.Engine.Contract;

namespace CommunityGrains.Silo.Specs;

/// <summary>What a silo keeps in memory for those who are not being asked. Alone in the process meanwhile,
/// since it weighs all that is in it.</summary>
[Collection(nameof(IdleGrains))]
[CollectionDefinition(nameof(IdleGrains), DisableParallelization = true)]
public sealed class IdleGrains
{
    private const int Count = 100_000;
    private const int BytesMax = 10_000;

    [Fact]
    public async Task A_hundred_thousand_idle_grains_fit_and_leave_when_their_time_is_over()
    {
        var log = new MemoryLog();
        await using var cluster = await ShelfCluster.StartAsync(log, new MemoryNotes());
        var grains = cluster.Grains();
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var callers = new ParallelOptions { MaxDegreeOfParallelism = 64 };
        await Parallel.ForAsync(
            0, Count, callers,
            async (_, end) => await grains.StateAsync(Shelf.Stream(Guid.NewGuid()), end));

        var perGrain = (GC.GetTotalMemory(forceFullCollection: true) - before) / Count;
        TestContext.Current.SendDiagnosticMessage("{0} bytes for each idle grain", perGrain);
        perGrain.ShouldBeInRange(500, BytesMax);
        var management = cluster.Silos.Client.GetGrain<IManagementGrain>(0);
        (await management.GetTotalActivationCount()).ShouldBeGreaterThanOrEqualTo(Count);

        await management.ForceActivationCollection(TimeSpan.Zero);
        (await management.GetTotalActivationCount()).ShouldBeLessThan(Count / 100);
        (await grains.StateAsync(Shelf.Stream(Guid.NewGuid()))).Version.ShouldBe(0);
    }
}

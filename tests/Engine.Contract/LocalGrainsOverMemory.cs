namespace CommunityGrains.Engine.Contract;

public sealed class LocalGrainsOverMemory : EngineContract
{
    private FaultyStore? store;

    protected override ValueTask<FaultyStore> OpenAsync()
    {
        var notes = new MemoryNotes();
        return new(store = new FaultyStore(new MemoryLog(), notes, notes));
    }

    protected override ValueTask<FaultyStore> OpenAgainAsync() => new(store!.Again());

    protected override ValueTask CloseAsync() => ValueTask.CompletedTask;
}

namespace CommunityGrains.Engine.Contract;

public sealed class LocalGrainsOverMemory : EngineContract
{
    protected override ValueTask<FaultyStore> OpenAsync()
    {
        var notes = new MemoryNotes();
        return new(new FaultyStore(new MemoryLog(), notes, notes));
    }

    protected override ValueTask CloseAsync() => ValueTask.CompletedTask;
}

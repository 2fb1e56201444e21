using CommunityGrains.EventLog;

namespace CommunityGrains.Engine.Contract;

public sealed class LocalGrainsOverMemory : EngineContract
{
    private readonly MemoryLog log = new();
    private readonly MemoryNotes notes = new();

    protected override ValueTask<FaultyStore> OpenAsync() => new(new FaultyStore(log, notes, notes));

    protected override ValueTask CloseAsync() => ValueTask.CompletedTask;
}

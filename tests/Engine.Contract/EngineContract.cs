using CommunityGrains.Domain;
using CommunityGrains.EventLog;
using CommunityGrains.EventLog.Codec;

namespace CommunityGrains.Engine.Contract;

/// <summary>
/// What every engine does, on every log. An engine is put under it by a subclass that opens a store and
/// starts an engine over it. Each test has a store of its own; "another engine" and "after a restart" are
/// further engines over the same one.
/// </summary>
public abstract partial class EngineContract : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly PersonId Anna = new(new Guid("a0000000-0000-4000-8000-000000000001"));
    private static readonly PersonId Boris = new(new Guid("b0000000-0000-4000-8000-000000000002"));
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 3, 1);

    private readonly StreamId shelf = Shelf.Stream(Guid.NewGuid());
    private readonly List<IGrains> started = [];

    /// <summary>A new, empty store, each time it is called.</summary>
    protected abstract ValueTask<FaultyStore> OpenAsync();

    /// <summary>The same store as another program has it: after a restart, or beside the first.</summary>
    protected abstract ValueTask<FaultyStore> OpenAgainAsync();

    /// <summary>Closes all that were opened.</summary>
    protected abstract ValueTask CloseAsync();

    /// <summary>An engine over the store, which knows shelves.</summary>
    protected virtual ValueTask<IGrains> StartAsync(FaultyStore over, EngineOptions options) =>
        new(new LocalGrains(over, over, options, [Shelf.Kind], Shelf.Catalogue));

    /// <summary>Of how many steps of a process one is fatal: 1, unless a new engine takes long.</summary>
    protected virtual int StepsBetweenDeaths => 1;

    private FaultyStore Store { get; set; } = null!;

    private IGrains Grains { get; set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Store = await OpenAsync();
        Grains = await StartEngineAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Store.AtStep = _ => Task.CompletedTask;
        foreach (var grains in started) await Within(grains.DrainAsync(), "the end of the drain");
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    private async ValueTask<IGrains> StartEngineAsync(EngineOptions? options = null, FaultyStore? over = null)
    {
        var grains = await StartAsync(over ?? Store, options ?? new EngineOptions());
        started.Add(grains);
        return grains;
    }

    private async ValueTask<IGrains> StartAnotherProgramAsync(EngineOptions? options = null) =>
        await StartEngineAsync(options, await OpenAgainAsync());

    private static Asked Ask(Guid? id = null, PersonId? by = null) =>
        new(new CommandId(id ?? Guid.NewGuid()), by ?? Anna, Noon, Today);

    private Order Put(string thing, Guid? id = null) => new(shelf, new ShelfCommand.Put(Ask(id), thing));

    private Order PutAnother(Guid? id = null) => new(shelf, new ShelfCommand.PutAnother(Ask(id)));

    private Order Take(string thing, Guid? id = null) => new(shelf, new ShelfCommand.Take(Ask(id), thing));

    private async Task<List<ShelfEvent>> EventsOf(StreamId stream) =>
        [.. (await RecordedOf(stream))
            .Select(recorded => (ShelfEvent)EventCodec.Decode(recorded, Shelf.Catalogue))];

    private async Task<List<RecordedEvent>> RecordedOf(StreamId stream)
    {
        var all = new List<RecordedEvent>();
        while (await Store.ReadStreamAsync(stream, all.Count, 1_000) is { Count: > 0 } page)
            all.AddRange(page);
        return all;
    }

    private async Task<Shelf> FoldOf(StreamId stream) =>
        (await EventsOf(stream)).Aggregate(Shelf.Initial, Shelf.Evolve);

    /// <summary>Waits, and says what did not come.</summary>
    private static async Task<T> Within<T>(Task<T> task, string what)
    {
        await Within((Task)task, what);
        return await task;
    }

    private static async Task Within(Task task, string what)
    {
        try
        {
            await task.WaitAsync(Patience);
        }
        catch (TimeoutException late) when (!task.IsCompleted)
        {
            throw new TimeoutException($"{what} did not come within {Patience.TotalSeconds} s", late);
        }
    }

    private static TaskCompletionSource Gate() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

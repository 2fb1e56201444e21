namespace CommunityGrains.EventLog.Contract.Sqlite;

/// <summary>A test of SQLite's own matters: a fresh folder, in which nothing is open yet.</summary>
public abstract class SqliteStoreTest : IAsyncLifetime
{
    private protected SqliteStore Store { get; } = new();

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static async Task IsWithoutFault(IEventLog log)
    {
        await foreach (var fault in LogCheck.FaultsAsync(log, Cancel))
            throw new ShouldAssertException($"the log must be without fault, but: {fault}");
    }
}

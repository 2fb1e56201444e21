using CommunityGrains.EventLog.PostgreSql;
using Npgsql;

namespace CommunityGrains.EventLog.Contract.PostgreSql;

/// <summary>A test of PostgreSQL's own matters: a database of its own with one log open on it, and a reader
/// who goes on from where he has got to.</summary>
public abstract class PostgresStoreTest(PostgresEventLogOptions? options = null) : IAsyncLifetime
{
    private protected PostgresStore Store { get; } = new() { Options = options ?? new() };

    protected IEventLog Log { get; private set; } = null!;

    /// <summary>What the reader has read so far, in the order in which it came.</summary>
    protected List<RecordedEvent> Seen { get; } = [];

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Log = await Store.OpenLogAsync();

    public async ValueTask DisposeAsync()
    {
        await Log.DisposeAsync();
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads what the fence lets through, giving it several occasions to let through too
    /// much.</summary>
    protected async Task ReadBehindTheFenceAsync()
    {
        for (var look = 0; look < 20; look++)
        {
            await ScalarAsync("select pg_sleep(0.01)");
            await ReadOnAsync(Log);
        }
    }

    /// <summary>Reads until the last event committed was let through.</summary>
    protected async Task ReadToTheEndAsync()
    {
        var last = await Store.LastPositionAsync();
        await Log.WaitAsync(last - 1, Cancel).AsTask().Within("sight of the last event");
        await ReadOnAsync(Log);
    }

    protected async Task ReadOnAsync(IEventLog log) =>
        Seen.AddRange(await log.ReadAllAsync(Seen.LastOrDefault()?.Position ?? 0, int.MaxValue, Cancel));

    /// <summary>Looks until it holds, but not for ever; between two looks the server is what is
    /// waited for.</summary>
    protected async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        for (var look = 0; !await holds(); look++)
        {
            look.ShouldBeLessThan(3_000, $"within half a minute there came no {what}");
            await ScalarAsync("select pg_sleep(0.01)");
        }
    }

    protected async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = await Store.ConnectAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancel);
    }
}

using CommunityGrains.EventLog.PostgreSql;
using CommunityGrains.PostgreSql;
using CommunityGrains.Projections;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Registry.Views.PostgreSql;

namespace CommunityGrains.Benchmarks.PostgreSql;

/// <summary>The log and the registry's views on it, as one program runs them: under the views' lease, whose
/// epoch each of their commits asks for.</summary>
internal sealed class OpenRegistry : IAsyncDisposable
{
    private const string LeaseName = "views";

    // No benchmark takes longer, so that it need not be renewed.
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromHours(12);

    private readonly PostgresRegistryViews views;
    private readonly Lease lease;

    private OpenRegistry(
        PostgresDatabase database, PostgresEventLog log, PostgresRegistryViews views, Lease lease)
    {
        (Log, this.views, this.lease) = (log, views, lease);
        Runner = new ProjectionRunner(log, views);
        Registry = new ViewRegistry(new PostgresMoments(database), log, Runner);
    }

    public PostgresEventLog Log { get; }

    /// <summary>Not started yet.</summary>
    public ProjectionRunner Runner { get; }

    public IRegistry Registry { get; }

    public static async Task<OpenRegistry> OnAsync(PostgresDatabase database)
    {
        var log = await PostgresEventLog.OpenAsync(database, TimeProvider.System);
        await Lease.PrepareAsync(database);
        var taken = new Lease(database, LeaseName, LeaseDuration);
        var epoch = await taken.TakeAsync()
            ?? throw new InvalidOperationException("the views' lease is another's");
        var opened = await PostgresRegistryViews.OpenAsync(database, new ViewLease(LeaseName, () => epoch));
        return new OpenRegistry(database, log, opened, taken);
    }

    public async ValueTask DisposeAsync()
    {
        await Runner.DisposeAsync();
        await views.DisposeAsync();
        await lease.ReleaseAsync();
        await Log.DisposeAsync();
    }
}

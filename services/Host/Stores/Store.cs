namespace CommunityGrains.Host.Stores;

/// <summary>Opens what the operator chose.</summary>
public static class Store
{
    /// <summary>Opens the store and brings its tables up to date.</summary>
    /// <exception cref="Sqlite.UnusableDatabaseException">The file cannot be used, and why.</exception>
    /// <exception cref="PostgreSql.UnusableDatabaseException">The server's database cannot be used, and
    /// why.</exception>
    public static async ValueTask<IStore> OpenAsync(
        StoreChoice choice, TimeProvider clock, CancellationToken cancel = default) => choice switch
    {
        StoreChoice.File file => await SqliteStore.OpenAsync(file.FullPath, clock),
        StoreChoice.Server server => await PostgresStore.OpenAsync(server, clock, cancel),
        _ => throw new ArgumentOutOfRangeException(nameof(choice)),
    };

    /// <summary>Whether there is a deployment already; nothing is made by asking.</summary>
    public static async ValueTask<bool> ExistsAsync(StoreChoice choice, CancellationToken cancel = default) =>
        choice switch
        {
            StoreChoice.File file => File.Exists(file.FullPath),
            StoreChoice.Server server => await PostgresStore.ExistsAsync(server, cancel),
            _ => throw new ArgumentOutOfRangeException(nameof(choice)),
        };
}

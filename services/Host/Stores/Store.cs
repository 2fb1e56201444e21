namespace CommunityGrains.Host.Stores;

/// <summary>Opens what the operator chose.</summary>
public static class Store
{
    /// <summary>Opens the store and brings its tables up to date.</summary>
    /// <exception cref="Sqlite.UnusableDatabaseException">The file cannot be used, and why.</exception>
    public static async ValueTask<IStore> OpenAsync(
        StoreChoice choice, TimeProvider clock, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        return choice is StoreChoice.File file
            ? await SqliteStore.OpenAsync(file.FullPath, clock)
            : throw new RefusedException($"{choice.Place}: this version keeps its data in a file only");
    }

    /// <summary>Whether there is a deployment already; nothing is made by asking.</summary>
    public static ValueTask<bool> ExistsAsync(StoreChoice choice, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        return new(choice is StoreChoice.File file && File.Exists(file.FullPath));
    }
}

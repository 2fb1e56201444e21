using CommunityGrains.Host.Stores;

namespace CommunityGrains.Host.CommandLine;

internal static class ExistingStore
{
    /// <summary>Refuses a store without data: a mistyped name must not become a new, empty
    /// deployment.</summary>
    public static async Task RequireAsync(CommonOptions common, HostOptions options, CancellationToken cancel)
    {
        if (await Store.ExistsAsync(options.Store, cancel)) return;
        var place = options.Store is StoreChoice.File file ? Path.GetDirectoryName(file.FullPath)
            : options.Store.Place;
        throw new RefusedException(common.Say($"В {place} нет данных", $"There is no data in {place}"));
    }
}

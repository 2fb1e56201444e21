namespace CommunityGrains.Host.CommandLine;

internal static class ExistingFolder
{
    /// <summary>Refuses a folder without data: a mistyped name must not become a new, empty
    /// deployment.</summary>
    public static void Require(CommonOptions common, HostOptions options)
    {
        if (!File.Exists(options.DatabaseFile))
        {
            throw new RefusedException(common.Say(
                $"В папке {Path.GetFullPath(options.Data)} нет данных",
                $"There is no data in {Path.GetFullPath(options.Data)}"));
        }
    }
}

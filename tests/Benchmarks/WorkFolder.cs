namespace CommunityGrains.Benchmarks;

/// <summary>A folder for one measurement, in the repository's artifacts: on the disk that the work is on,
/// where /tmp may be memory. Deleted afterwards.</summary>
internal sealed class WorkFolder : IDisposable
{
    public WorkFolder()
    {
        Path = System.IO.Path.Combine(Artifacts(), "benchmarks", Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public string FileSystem
    {
        get
        {
            var nearest = DriveInfo.GetDrives()
                .Where(drive => Path.StartsWith(drive.RootDirectory.FullName, StringComparison.Ordinal))
                .MaxBy(drive => drive.RootDirectory.FullName.Length);
            return nearest?.DriveFormat ?? "an unknown file system";
        }
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static string Artifacts()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && folder.GetFiles("CommunityGrains.sln").Length == 0)
            folder = folder.Parent;
        return System.IO.Path.Combine(folder?.FullName ?? AppContext.BaseDirectory, "artifacts");
    }
}

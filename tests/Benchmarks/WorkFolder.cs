namespace CommunityGrains.Benchmarks;

/// <summary>A folder for one measurement, in the repository's artifacts: on the disk that the work is on, where /tmp
/// may be memory. Deleted afterwards.</summary>
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
            var drive = DriveInfo.GetDrives()
                .Where(candidate => Path.StartsWith(candidate.RootDirectory.FullName, StringComparison.Ordinal))
                .MaxBy(candidate => candidate.RootDirectory.FullName.Length);
            return drive?.DriveFormat ?? "an unknown file system";
        }
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static string Artifacts()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "CommunityGrains.sln")))
            folder = folder.Parent;
        return System.IO.Path.Combine(folder?.FullName ?? AppContext.BaseDirectory, "artifacts");
    }
}

using System.Globalization;

namespace CommunityGrains.LongWork.Files;

/// <summary>
/// The folder in which this machine keeps the files of long work, for its owner alone. It has an id, by which
/// the rows of the database say where their files are. Several programs may share it: each holds a file of
/// its own open, which the operating system gives back when the program ends, however it ends.
/// </summary>
internal sealed class WorkFolder : IDisposable
{
    private const string PlaceFile = "place", ProgramEnding = ".program", Ending = ".sealed";

    private readonly string path;
    private readonly FileStream sign;

    public WorkFolder(string path)
    {
        this.path = Path.GetFullPath(path);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(this.path);
        else
            Directory.CreateDirectory(
                this.path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Place = ReadPlace();
        Program = $"{Guid.NewGuid():N}";
        sign = new FileStream(
            InFolder(Program + ProgramEnding), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1,
            FileOptions.DeleteOnClose);
    }

    /// <summary>The folder's id.</summary>
    public string Place { get; }

    /// <summary>This run of the program.</summary>
    public string Program { get; }

    /// <summary>Whether a program that works here still runs.</summary>
    public bool Runs(string program)
    {
        if (program == Program) return true;
        var held = InFolder(program + ProgramEnding);
        if (!File.Exists(held)) return false;
        try
        {
            using (new FileStream(held, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            {
                // Nobody holds it: whoever made it did not come to take it away.
            }

            File.Delete(held);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    public SealedWriteStream Create(Guid work, string file, byte[] key) => new(PathOf(work, file), key);

    /// <summary>Null when there is no such file.</summary>
    public Stream? Open(Guid work, string file, byte[] key)
    {
        var at = PathOf(work, file);
        return File.Exists(at) ? new SealedReadStream(at, key) : null;
    }

    public bool Has(Guid work, string file) => File.Exists(PathOf(work, file));

    public void Delete(Guid work, string file) => File.Delete(PathOf(work, file));

    public void Delete(Guid work)
    {
        foreach (var file in Directory.EnumerateFiles(path, $"{work:N}.*{Ending}")) File.Delete(file);
    }

    /// <summary>The work that has files here, and when a file of it was written last.</summary>
    public IReadOnlyDictionary<Guid, DateTime> All() => Directory.EnumerateFiles(path, $"*{Ending}")
        .Select(file => (Name: Path.GetFileName(file).Split('.')[0], At: File.GetLastWriteTimeUtc(file)))
        .Where(file => Guid.TryParseExact(file.Name, "N", out _))
        .GroupBy(file => Guid.ParseExact(file.Name, "N"))
        .ToDictionary(files => files.Key, files => files.Max(file => file.At));

    /// <summary>How much of the disk is taken.</summary>
    public long Bytes() => Directory.EnumerateFiles(path, $"*{Ending}").Sum(Length);

    public void Dispose() => sign.Dispose();

    private static long Length(string file)
    {
        try
        {
            return new FileInfo(file).Length;
        }
        catch (FileNotFoundException)
        {
            return 0; // deleted meanwhile
        }
    }

    // Written whole before it gets its name: of two programs that start together one reads the other's.
    private string ReadPlace()
    {
        var place = InFolder(PlaceFile);
        if (File.Exists(place)) return File.ReadAllText(place).Trim();
        var made = InFolder(string.Create(CultureInfo.InvariantCulture, $"{PlaceFile}.{Guid.NewGuid():N}"));
        File.WriteAllText(made, $"{Guid.NewGuid():N}");
        try
        {
            File.Move(made, place, overwrite: false);
        }
        catch (IOException) when (File.Exists(place))
        {
            File.Delete(made);
        }

        return File.ReadAllText(place).Trim();
    }

    private string PathOf(Guid work, string file) => InFolder($"{work:N}.{file}{Ending}");

    private string InFolder(string name) => Path.Combine(path, name);
}

using System.Runtime.InteropServices;
using CommunityGrains.Sqlite;

namespace CommunityGrains.Benchmarks;

/// <summary>On what the figures were measured; figures without it say nothing.</summary>
internal static class Machine
{
    public static void Print()
    {
        using var folder = new WorkFolder();
        using var database = new SqliteDatabase(Path.Combine(folder.Path, "version.db"));
        Console.WriteLine($"Machine   {Environment.ProcessorCount} cores, {Processor()}");
        Console.WriteLine(
            $"System    {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}");
        Console.WriteLine($"Storage   SQLite {database.Version}, files in a folder on {folder.FileSystem}");
#if DEBUG
        Console.WriteLine("A DEBUG BUILD: the figures are worth nothing. Use --configuration Release.");
#endif
    }

    private static string Processor()
    {
        const string Information = "/proc/cpuinfo";
        if (!File.Exists(Information)) return RuntimeInformation.ProcessArchitecture.ToString();
        var model = File.ReadLines(Information)
            .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        return model?.Split(':')[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}

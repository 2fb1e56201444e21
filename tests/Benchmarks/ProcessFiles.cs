using System.Globalization;

namespace CommunityGrains.Benchmarks;

/// <summary>The most memory this process held, as Linux counts it.</summary>
internal static class PeakMemory
{
    private const string Status = "/proc/self/status";

    /// <summary>0 where the system does not count it so.</summary>
    public static long Bytes => !File.Exists(Status) ? 0 : File.ReadLines(Status)
        .Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
        .Select(line => long.Parse(line.Split(' ')[^2], CultureInfo.InvariantCulture) * 1024).First();

    /// <summary>Gives back what is not needed and counts anew from here.</summary>
    public static void Restart()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        // 5: the peak becomes what is held now.
        if (File.Exists(Status)) File.WriteAllText("/proc/self/clear_refs", "5");
    }
}

/// <summary>The processor time of a process with all its children, those that have ended too.</summary>
internal static class ProcessorTime
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    public static TimeSpan OfFamily(int process)
    {
        var ticks = 0L;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id)) continue;
            if (Read(folder) is not { } fields) continue;
            // Counted from the state, which follows the name: parent 1, own times 11 and 12, and those of
            // children that have ended 13 and 14.
            if (id == process) ticks += fields[11..15].Sum(Parse);
            else if (Parse(fields[1]) == process) ticks += fields[11..13].Sum(Parse);
        }

        return ticks * Tick;
    }

    private static string[]? Read(string folder)
    {
        try
        {
            var line = File.ReadAllText(Path.Combine(folder, "stat"));
            return line[(line.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            // It has ended meanwhile; its parent counts its time.
            return null;
        }
    }

    private static long Parse(string field) => long.Parse(field, CultureInfo.InvariantCulture);
}

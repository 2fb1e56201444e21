using CommunityGrains.Domain;
using CommunityGrains.Registry.Files;

namespace CommunityGrains.Registry.Imports;

/// <summary>What files are imported.</summary>
public enum ImportKind
{
    Municipalities,
    Register,
    Leaders,
    Initiatives,
}

/// <summary>
/// A file to import into a region (the tenant) by a person.
/// <list type="bullet">
/// <item> <c>File</c>: stays the caller's. <c>FileName</c>: for its extension, the history and the report;
/// its last part only.</item>
/// <item> <c>Today</c>: the region's calendar day, the business date of whatever the file does not
/// date.</item>
/// <item><c>DryRun</c>: says what would happen and writes nothing.</item>
/// <item><c>Mapping</c>: the file's header → a column's key, see <c>ColumnMatcher</c>.</item>
/// </list>
/// </summary>
public sealed record ImportRequest(string Region, PersonId By, DateOnly Today, Stream File, string FileName)
{
    public bool DryRun { get; init; }

    public IReadOnlyDictionary<string, string>? Mapping { get; init; }

    public TableOptions? Table { get; init; }

    /// <summary>Told now and then, on any thread.</summary>
    public IProgress<ImportProgress>? Progress { get; init; }

    /// <summary>How many rows are under way at once; they share the log's group commits.</summary>
    public int InFlightMax { get; init; } = 1_024;

    /// <summary>The file's name without folders, which say something of somebody's computer.</summary>
    public string Source => FileName[(FileName.LastIndexOfAny(['/', '\\']) + 1)..];
}

/// <summary>How far an import is, in rows.</summary>
public sealed record ImportProgress(int RowsDone, int RowsTotal);

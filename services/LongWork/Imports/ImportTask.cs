using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CommunityGrains.Registry.Files;
using CommunityGrains.Registry.Imports;
using CommunityGrains.Registry.Texts;

namespace CommunityGrains.LongWork.Imports;

/// <summary>What files people bring. Boundaries are a list of municipalities to an import; to people they are
/// another file.</summary>
public enum FileKind
{
    Municipalities,
    Boundaries,
    Register,
    Leaders,
    Initiatives,
}

/// <summary>How a text file may be encoded, where somebody says so.</summary>
public enum FileEncoding
{
    Windows1251,
    Dos866,
    Koi8R,
}

/// <summary>An import as somebody asked for it. <c>Mapping</c>, <c>Encoding</c>, <c>Delimiter</c>,
/// <c>Sheet</c>: what he said of the file; null where it is to be found out.</summary>
public sealed record ImportTask(FileKind Kind, string FileName, long Bytes, Language Language)
{
    public IReadOnlyDictionary<string, string>? Mapping { get; init; }

    public FileEncoding? Encoding { get; init; }

    public char? Delimiter { get; init; }

    public string? Sheet { get; init; }

    /// <summary>The kind as imports know it.</summary>
    [JsonIgnore]
    public ImportKind ImportKind => Kind switch
    {
        FileKind.Municipalities or FileKind.Boundaries => ImportKind.Municipalities,
        FileKind.Register => ImportKind.Register,
        FileKind.Leaders => ImportKind.Leaders,
        _ => ImportKind.Initiatives,
    };

    [JsonIgnore]
    public TableOptions Table => new(null, Sheet, EncodingOf(Encoding), Delimiter);

    public static Encoding? EncodingOf(FileEncoding? encoding) => encoding switch
    {
        null => null,
        FileEncoding.Windows1251 => CodePagesEncodingProvider.Instance.GetEncoding(1251),
        FileEncoding.Dos866 => CodePagesEncodingProvider.Instance.GetEncoding(866),
        _ => CodePagesEncodingProvider.Instance.GetEncoding(20866),
    };

    public string ToJson() => JsonSerializer.Serialize(this, ImportJson.Options);

    public static ImportTask Of(Work work) =>
        JsonSerializer.Deserialize<ImportTask>(work.Task, ImportJson.Options)
        ?? throw new InvalidOperationException("The task of an import is empty");
}

/// <summary>What came of an import, or would come of it: the numbers, and the rows that somebody should look
/// at. <c>LeftOut</c>: how many more of these there are. <c>Unreadable</c>: why the file could not be
/// read.</summary>
public sealed record ImportResult(
    int Total, int New, int Changed, int Unchanged, int Refused, int PossibleDuplicates,
    IReadOnlyList<string> Unread, IReadOnlyList<RowReport> Rows, int LeftOut)
{
    private const int RowsMax = 10_000;

    public TableProblem? Unreadable { get; init; }

    [JsonIgnore]
    public bool IsNothingNew => New == 0 && Changed == 0 && Refused == 0;

    public static ImportResult Of(ImportReport report)
    {
        var telling = report.Rows.Where(row =>
            row.Outcome == RowOutcome.Refused || row.Warnings.Count > 0 || row.Duplicates.Count > 0).ToList();
        return new ImportResult(
            report.Total, report.New, report.Changed, report.Unchanged, report.Refused,
            report.PossibleDuplicates, [.. report.Unrecognised.Select(column => column.Header)],
            // The cells may be somebody's data: they go into the file of refused rows, which is deleted
            // sooner.
            [.. telling.Take(RowsMax).Select(row => row with { Cells = null })],
            Math.Max(0, telling.Count - RowsMax));
    }

    public static ImportResult Of(TableProblem unreadable) =>
        new(0, 0, 0, 0, 0, 0, [], [], 0) { Unreadable = unreadable };

    public string ToJson() => JsonSerializer.Serialize(this, ImportJson.Options);

    /// <summary>Null before there is a word about it.</summary>
    public static ImportResult? Of(Work work) => work.Report is { } report
        ? JsonSerializer.Deserialize<ImportResult>(report, ImportJson.Options)
        : null;
}

internal static class ImportJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}

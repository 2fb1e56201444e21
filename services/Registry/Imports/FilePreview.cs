using CommunityGrains.Registry.Files;
using CommunityGrains.Registry.Imports.Columns;
using CommunityGrains.Registry.Imports.Municipalities;

namespace CommunityGrains.Registry.Imports;

/// <summary>
/// The beginning of a file, read as an import would read it, and what its columns are taken for.
/// <c>Reading</c>, <c>Columns</c>: null for boundaries, which are no table. <c>Rows</c>: the first ones.
/// </summary>
public sealed record FilePreview(
    TableReading? Reading, ColumnGuess? Columns, IReadOnlyList<string> Header, IReadOnlyList<TableRow> Rows)
{
    private static readonly string[] BoundaryHeader = ["name", "officialName", "oktmo"];

    /// <summary>Whether it could be imported as it is now read.</summary>
    public bool IsComplete => Columns?.IsComplete ?? true;

    /// <param name="kind">What the file holds.</param>
    /// <param name="file">A stream that can be read again; stays the caller's.</param>
    /// <param name="fileName">For its extension only.</param>
    /// <param name="rowCountMax">How many rows to show.</param>
    /// <param name="mapping">As in <see cref="ImportRequest"/>.</param>
    /// <param name="options">How it is to be read.</param>
    /// <param name="cancel">Ends the reading.</param>
    /// <exception cref="TableException">The file cannot be read so.</exception>
    public static async Task<FilePreview> OpenAsync(
        ImportKind kind, Stream file, string fileName, int rowCountMax,
        IReadOnlyDictionary<string, string>? mapping = null, TableOptions? options = null,
        CancellationToken cancel = default)
    {
        if (kind == ImportKind.Municipalities && BoundaryFile.Looks(fileName))
            return await OfBoundariesAsync(file, rowCountMax, options, cancel);
        using var table = TableFile.Open(file, fileName, options);
        var columns = ColumnMatcher.Guess(table.Header, Importer.ColumnsOf(kind), mapping);
        return new FilePreview(
            table.Reading, columns, table.Header, [.. table.Rows().Take(rowCountMax)]);
    }

    private static async Task<FilePreview> OfBoundariesAsync(
        Stream file, int rowCountMax, TableOptions? options, CancellationToken cancel)
    {
        file.Position = 0;
        var features =
            await BoundaryFile.ReadAsync(file, options?.Limits ?? TableLimits.Default, cancel);
        return new FilePreview(null, null, BoundaryHeader,
        [
            .. features.Take(rowCountMax).Select(feature => new TableRow(
                feature.Number, [feature.Name ?? "", feature.OfficialName ?? "", feature.Oktmo ?? ""])),
        ]);
    }
}

using CommunityGrains.Engine;
using CommunityGrains.Registry.Files;
using CommunityGrains.Registry.Imports.Columns;
using CommunityGrains.Registry.Imports.Initiatives;
using CommunityGrains.Registry.Imports.Leaders;
using CommunityGrains.Registry.Imports.Municipalities;
using CommunityGrains.Registry.Imports.Places;
using CommunityGrains.Registry.Imports.Register;

namespace CommunityGrains.Registry.Imports;

/// <summary>
/// Imports files through the very commands that people use. Sending a file again yields no event; a run that
/// was killed or cancelled is completed by sending the file again.
/// </summary>
public sealed class Importer(IGrains grains, IExistingRecords existing, TimeProvider clock)
{
    /// <summary>Imports the file and says what came of each row.</summary>
    /// <exception cref="TableException">The file cannot be read as a table of this kind. When it breaks off
    /// further down, rows before may have been imported.</exception>
    /// <exception cref="OperationCanceledException">Cancelled between two rows.</exception>
    public async Task<ImportReport> RunAsync(ImportKind kind, ImportRequest request,
        CancellationToken cancel = default)
    {
        var directory = new MunicipalityDirectory(
            await existing.MunicipalitiesAsync(request.Region, cancel).ToListAsync(cancel), request.Region);
        if (kind == ImportKind.Municipalities && BoundaryFile.Looks(request.FileName))
            return await new BoundaryImport(grains, clock, directory).RunAsync(request, cancel);

        var limits = request.Table?.Limits ?? TableLimits.Default;
        var file = await SpooledFile.OpenAsync(request.File, limits.FileBytesMax, cancel);
        try
        {
            using var table = TableFile.Open(file, request.FileName, request.Table);
            return await RunAsync(kind, request, directory, table, cancel);
        }
        finally
        {
            if (!ReferenceEquals(file, request.File)) await file.DisposeAsync();
        }
    }

    private async Task<ImportReport> RunAsync(
        ImportKind kind, ImportRequest request, MunicipalityDirectory directory, TableFile table,
        CancellationToken cancel)
    {
        var columns = ColumnMatcher.Match(table.Header, ColumnsOf(kind), request.Mapping);
        var run = new ImportRun(kind, request, grains, clock, table, columns);
        return kind switch
        {
            ImportKind.Municipalities => await new MunicipalityImport(run, directory).RunAsync(cancel),
            ImportKind.Register => await new RegisterImport(run, directory)
                .RunAsync(await CommunitiesAsync(request, cancel), cancel),
            ImportKind.Leaders => await new LeaderImport(
                run, directory, new CommunityDirectory(await CommunitiesAsync(request, cancel)))
                    .RunAsync(cancel),
            ImportKind.Initiatives => await new InitiativeImport(
                run, directory, new CommunityDirectory(await CommunitiesAsync(request, cancel)))
                    .RunAsync(cancel),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such kind of file"),
        };
    }

    /// <summary>The columns that files of a kind may have, for help and templates.</summary>
    public static ColumnSet ColumnsOf(ImportKind kind) => kind switch
    {
        ImportKind.Municipalities => MunicipalityColumns.Set,
        ImportKind.Register => RegisterColumns.Set,
        ImportKind.Leaders => LeaderColumns.Set,
        ImportKind.Initiatives => InitiativeColumns.Set,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such kind of file"),
    };

    private async Task<IReadOnlyList<ExistingCommunity>> CommunitiesAsync(ImportRequest request,
        CancellationToken cancel) =>
        await existing.CommunitiesAsync(request.Region, cancel).ToListAsync(cancel);
}

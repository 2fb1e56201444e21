using System.Runtime.CompilerServices;
using CommunityGrains.Domain;
using CommunityGrains.Registry.Imports;
using CommunityGrains.Registry.Imports.Places;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Registry.Texts;

namespace CommunityGrains.Registry.Exports;

/// <summary>What to export: a kind of list of a region, as of a moment, in a format and a language.</summary>
public sealed record ExportRequest(string Region, ImportKind Kind, ExportFormat Format)
{
    public AsOf? AsOf { get; init; }

    /// <summary>Of the headers and the words in cells; JSON has neither.</summary>
    public Language Language { get; init; }

    /// <summary>False leaves out the columns about people: an empty cell would say that there is nobody, and
    /// an import of the same file would believe it.</summary>
    public bool WithPeople { get; init; } = true;

    /// <summary>Narrows an export of communities; its region and moment are those of the request. All that
    /// count when null.</summary>
    public CommunityQuery? Communities { get; init; }
}

/// <summary>
/// Writes lists of the registry as files. A CSV or workbook has the columns that an import of the same kind
/// reads, and the records' ids, so that it can be mended and sent back. GeoJSON is for maps that anybody
/// sees: it has only what has a place, no personal data, and nothing written for the office alone. Memory
/// does not grow with the list.
/// </summary>
public sealed class Exporter(IRegistry registry)
{
    private const int PageSize = 200;

    /// <summary>Leaders and initiatives have no places of their own.</summary>
    public static bool Supports(ImportKind kind, ExportFormat format) =>
        format != ExportFormat.Geojson || kind is ImportKind.Register or ImportKind.Municipalities;

    /// <summary>Writes the file and leaves the stream open.</summary>
    /// <exception cref="ArgumentException">The format does not suit the kind, see <see cref="Supports"/>.
    /// </exception>
    public async Task WriteAsync(ExportRequest request, Stream stream, CancellationToken cancel = default)
    {
        if (!Supports(request.Kind, request.Format))
            throw new ArgumentException($"{request.Kind} are not exported as {request.Format}",
                nameof(request));
        switch (request.Kind)
        {
            case ImportKind.Municipalities:
                await WriteMunicipalitiesAsync(request, stream, cancel);
                break;
            case ImportKind.Register:
                await WriteCommunitiesAsync(request, stream, cancel);
                break;
            case ImportKind.Leaders:
                await WriteTableAsync(request, ExportColumns.Leaders, LeadersAsync(request, cancel), stream,
                    cancel);
                break;
            case ImportKind.Initiatives:
                await WriteTableAsync(request, ExportColumns.Initiatives, InitiativesAsync(request, cancel),
                    stream, cancel);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(request), request.Kind, "no such kind of list");
        }
    }

    private async Task WriteCommunitiesAsync(ExportRequest request, Stream stream, CancellationToken cancel)
    {
        var names = await NamesAsync(request, cancel);
        var query = (request.Communities ?? new CommunityQuery(request.Region)) with
        {
            Region = request.Region,
            AsOf = request.AsOf,
        };
        var rows = registry.StreamCommunitiesAsync(query, cancel).Select(row => new Placed<CommunityRow>(
            row, names.GetValueOrDefault(row.Entry.Municipality, row.MunicipalityName)));
        if (request.Format != ExportFormat.Geojson)
        {
            await WriteTableAsync(request, ExportColumns.Communities, rows, stream, cancel);
            return;
        }

        await using var writer = new GeoJsonWriter(stream);
        await foreach (var row in rows.WithCancellation(cancel))
        {
            if (row.Row.Entry.Location is { } point)
                await writer.WriteAsync(row.Row.Id.Value, point, null,
                    Members(ExportColumns.Communities, row, isPublic: true), cancel);
        }
    }

    private async Task WriteMunicipalitiesAsync(ExportRequest request, Stream stream,
        CancellationToken cancel)
    {
        if (request.Format != ExportFormat.Geojson)
        {
            await WriteTableAsync(request, ExportColumns.Municipalities, MunicipalitiesAsync(request, cancel),
                stream, cancel);
            return;
        }

        await using var writer = new GeoJsonWriter(stream);
        await foreach (var row in MunicipalitiesAsync(request, cancel))
        {
            var boundary = row.HasBoundary
                ? (await registry.MunicipalityAsync(request.Region, row.Id, request.AsOf, cancel))?.Boundary
                : null;
            if (boundary is not null || row.Centre is not null)
                await writer.WriteAsync(row.Id.Value, row.Centre, boundary,
                    Members(ExportColumns.Municipalities, row, isPublic: true), cancel);
        }
    }

    private static async Task WriteTableAsync<T>(
        ExportRequest request, IReadOnlyList<ExportColumn<T>> all, IAsyncEnumerable<T> rows,
        Stream stream, CancellationToken cancel)
    {
        IReadOnlyList<ExportColumn<T>> columns =
            request.WithPeople ? all : [.. all.Where(column => !column.IsPersonal)];
        if (request.Format == ExportFormat.Jsonl)
        {
            await using var lines = new JsonLinesWriter(stream);
            await foreach (var row in rows.WithCancellation(cancel))
                await lines.WriteAsync(Members(columns, row, isPublic: false), cancel: cancel);
            return;
        }

        var headers = columns.Select(column => new TableColumn(
            column.Column.Header.In(request.Language), column.Kind, column.Width)).ToList();
        await using ITableWriter table = request.Format == ExportFormat.Xlsx
            ? WorkbookWriter.Create(stream, SheetName(request), headers)
            : await CsvTableWriter.CreateAsync(stream, headers, cancel);
        await foreach (var row in rows.WithCancellation(cancel))
            await table.WriteRowAsync([.. columns.Select(column => column.For(row, request.Language))],
                cancel);
    }

    private static IEnumerable<KeyValuePair<string, JsonValueText>> Members<T>(
        IReadOnlyList<ExportColumn<T>> columns, T row, bool isPublic) => columns
        .Where(column => !isPublic || column.Column.IsPublic)
        .Select(column => KeyValuePair.Create(
            column.Member, new JsonValueText(column.Value(row), column.Kind, column.IsYesNo)));

    private static string SheetName(ExportRequest request) => (request.Kind switch
    {
        ImportKind.Municipalities => new Text("Муниципалитеты", "Municipalities"),
        ImportKind.Register => new Text("Реестр", "Register"),
        ImportKind.Leaders => new Text("Лидеры", "Leaders"),
        _ => new Text("Инициативы", "Initiatives"),
    }).In(request.Language);

    private async Task<Dictionary<MunicipalityId, string>> NamesAsync(
        ExportRequest request, CancellationToken cancel)
    {
        var names = new Dictionary<MunicipalityId, string>();
        await foreach (var row in MunicipalitiesAsync(request, cancel, includeMerged: true))
            names[row.Id] = row.OwnRegion == request.Region ? row.OfficialName
                : $"{row.OfficialName} ({Regions.Name(row.OwnRegion)})";
        return names;
    }

    private IAsyncEnumerable<MunicipalityRow> MunicipalitiesAsync(
        ExportRequest request, CancellationToken cancel, bool includeMerged = false) => PagesAsync(
            cursor => registry.MunicipalitiesAsync(new MunicipalityQuery(request.Region)
            {
                IncludeMerged = includeMerged,
                AsOf = request.AsOf,
                Cursor = cursor,
                Limit = PageSize,
            }, cancel));

    private async IAsyncEnumerable<Placed<LeaderRow>> LeadersAsync(
        ExportRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        // A list of leaders names municipalities as views do; those are names that imports find again.
        await foreach (var row in PagesAsync(cursor => registry.LeadersAsync(
            new LeaderQuery(request.Region) { AsOf = request.AsOf, Cursor = cursor, Limit = PageSize },
                cancel)))
            yield return new Placed<LeaderRow>(row, row.MunicipalityName);
    }

    private async IAsyncEnumerable<Placed<InitiativeDetails>> InitiativesAsync(
        ExportRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        var names = await NamesAsync(request, cancel);
        await foreach (var row in PagesAsync(cursor => registry.InitiativesAsync(
            new InitiativeQuery(request.Region) { AsOf = request.AsOf, Cursor = cursor, Limit = PageSize },
                cancel)))
        {
            if (await registry.InitiativeAsync(request.Region, row.Id, request.AsOf, cancel) is { } details)
                yield return new(details, names.GetValueOrDefault(row.Municipality, row.MunicipalityName));
        }
    }

    private static async IAsyncEnumerable<T> PagesAsync<T>(Func<string?, ValueTask<Page<T>>> read)
    {
        string? cursor = null;
        do
        {
            var page = await read(cursor);
            foreach (var item in page.Items) yield return item;
            cursor = page.Next;
        }
        while (cursor is not null);
    }
}

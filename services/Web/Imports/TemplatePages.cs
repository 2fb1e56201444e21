using System.Text;
using CommunityGrains.Domain;
using CommunityGrains.LongWork.Imports;
using CommunityGrains.Registry.Exports;
using CommunityGrains.Registry.Imports;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Imports;

/// <summary>Empty files to fill in: the headers that exports write, in the page's language. There is no row
/// of an example, because somebody would import it.</summary>
internal static class TemplatePages
{
    private const string Csv = "text/csv; charset=utf-8";
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const string Boundaries = """
        {
          "type": "FeatureCollection",
          "features": [
            {
              "type": "Feature",
              "properties": { "name": "", "officialName": "", "oktmo": "" },
              "geometry": {
                "type": "Polygon",
                "coordinates": [[[56.0, 54.7], [56.1, 54.7], [56.1, 54.8], [56.0, 54.8], [56.0, 54.7]]]
              }
            }
          ]
        }

        """;

    public static async Task<PageAnswer> GetAsync(PageRequest request)
    {
        var name = (string)request.Http.RouteValues["name"]!;
        var (kind, ending) = (
            KebabCase.Parse<FileKind>(Path.GetFileNameWithoutExtension(name)), Path.GetExtension(name));
        return (kind, ending) switch
        {
            (FileKind.Boundaries, ".geojson") => new PageAnswer.File(
                name, "application/geo+json", Encoding.UTF8.GetBytes(Boundaries)),
            (FileKind.Boundaries or null, _) => ErrorPages.NotFound(request.Frame),
            ({ } table, ".csv") => new PageAnswer.File(
                name, Csv, await BytesAsync(request, table, async (stream, columns) =>
                    await CsvTableWriter.CreateAsync(stream, columns, request.Cancel))),
            ({ } table, ".xlsx") => new PageAnswer.File(
                name, Xlsx, await BytesAsync(request, table, (stream, columns) =>
                    new ValueTask<ITableWriter>(WorkbookWriter.Create(
                        stream, request.Texts.Import.Kinds[table].Name, columns)))),
            _ => ErrorPages.NotFound(request.Frame),
        };
    }

    private static async Task<byte[]> BytesAsync(
        PageRequest request, FileKind kind,
        Func<Stream, IReadOnlyList<TableColumn>, ValueTask<ITableWriter>> create)
    {
        var task = new ImportTask(kind, "", 0, request.Texts.Registry);
        // An id is what exports write, so that a list can be mended and sent back; nobody fills one in.
        var columns = Importer.ColumnsOf(task.ImportKind).Columns.Where(column => column.Key != "id")
            .Select(column => new TableColumn(column.Header.In(task.Language))).ToList();
        using var bytes = new MemoryStream();
        await using (await create(bytes, columns))
        {
            // The header is all of it.
        }

        return bytes.ToArray();
    }
}

using System.Globalization;
using CommunityGrains.Access;
using CommunityGrains.Access.People;
using CommunityGrains.Api.Communities;
using CommunityGrains.Api.Http;
using CommunityGrains.Registry;
using CommunityGrains.Registry.Exports;
using CommunityGrains.Registry.Files;
using CommunityGrains.Registry.Imports;
using CommunityGrains.Registry.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CommunityGrains.Api.Files;

/// <summary>GET /api/v1/{resource}/export: a list as a file.</summary>
public static class ExportEndpoints
{
    public static void MapExports(this IEndpointRouteBuilder api, ApiOptions options)
    {
        foreach (var kind in Enum.GetValues<ImportKind>())
        {
            var resource = FileKinds.ResourceOf(kind);
            var formats = Enum.GetValues<ExportFormat>().Where(format => Exporter.Supports(kind, format));
            api.MapGet($"/api/v1/{resource}/export",
                    (HttpContext context, IRegistry registry, IPersonalRights rights,
                        RegionCalendar calendar) =>
                        ExportAsync(kind, context, registry, rights, calendar))
                .WithRequestTimeout(options.FileTimeout)
                .Is(new($"{resource}.export", resource, "The list as a file")
                {
                    Description =
                        "Headers and words in cells are in the language asked for. A CSV or workbook can be "
                        + "mended and sent back to the import of the same kind.",
                    Parameters =
                    [
                        Parameter.Format, .. kind == ImportKind.Register ? CommunityEndpoints.Filters : [],
                        .. Common.AsOfAndAfter,
                    ],
                    Media = [.. formats.Select(format => format.MediaType().Split(';')[0])],
                    Problems = [400, 401, 404, 429, 503],
                });
        }
    }

    private static async Task<IResult> ExportAsync(
        ImportKind kind, HttpContext context, IRegistry registry, IPersonalRights rights,
            RegionCalendar calendar)
    {
        var question = new Question(context);
        var format = question.Choice<ExportFormat>(Parameter.Format) ?? ExportFormat.Csv;
        var asOf = question.AsOf();
        var filter = kind == ImportKind.Register ? CommunityEndpoints.QueryOf(question) : null;
        if (!Exporter.Supports(kind, format)) question.Refuse(Parameter.Format, FieldErrors.Malformed);
        await question.CheckAndWaitAsync(registry);
        var file = TemporaryFile.Create();
        try
        {
            var request = new ExportRequest(question.Region, kind, format)
            {
                AsOf = asOf,
                Language = AcceptedLanguage.Of(context),
                Communities = filter,
                WithPeople = rights.SeesPeople(context.Viewer(), question.Region),
            };
            await new Exporter(registry).WriteAsync(request, file, context.RequestAborted);
            file.Position = 0;
            var day = (asOf?.Date ?? calendar.Today(question.Region))
                .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            context.Response.Headers.CacheControl = "private, no-cache";
            return Results.Stream(file, format.MediaType(),
                $"{FileKinds.ResourceOf(kind)}-{day}{format.Extension()}");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}

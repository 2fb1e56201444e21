using CommunityGrains.Access;
using CommunityGrains.Access.People;
using CommunityGrains.Access.Rights;
using CommunityGrains.Api.Http;
using CommunityGrains.Registry;
using CommunityGrains.Registry.Files;
using CommunityGrains.Registry.Imports;
using CommunityGrains.Registry.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace CommunityGrains.Api.Files;

/// <summary>POST /api/v1/imports/{kind}: the body is the file.</summary>
public static class ImportEndpoints
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    // What the file is, is told by its content; the type only gives its name an ending where it has none.
    private static readonly Dictionary<string, string> Endings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["text/csv"] = ".csv",
        ["text/plain"] = ".csv",
        ["application/vnd.ms-excel"] = ".xls",
        [Workbook] = ".xlsx",
        ["application/geo+json"] = ".geojson",
        ["application/octet-stream"] = "",
    };

    public static void MapImports(this IEndpointRouteBuilder api, ApiOptions options) =>
        api.MapPost("/api/v1/imports/{kind}",
                (string kind, HttpContext context, ImportDoor door, Places places, RightsPolicy rights,
                    RegionCalendar calendar, TimeProvider clock) =>
                {
                    var grains = new RightfulGrains(door.Grains, places, rights, context.Viewer());
                    return ImportAsync(kind, context, new Importer(grains, door.Records, clock), calendar);
                })
            .WithMetadata(new RequestSizeLimitAttribute(options.ImportBytesMax))
            .WithRequestTimeout(options.FileTimeout)
            .Is(new("imports.send", "imports",
                "Import a file: municipalities, register, leaders or initiatives")
            {
                Description =
                    "The same file sent again records nothing. With `Accept: text/csv` the answer is the "
                    + "refused rows with their reasons, to mend and send again; otherwise a report.",
                LooksCloser = true,
                Parameters = [Parameter.DryRun, Parameter.Source, Parameter.Map],
                FileBody = [.. Endings.Keys],
                Answer = typeof(ImportAnswer),
                Problems = [400, 401, 404, 413, 415, 422, 503],
            });

    private static async Task<IResult> ImportAsync(
        string kind, HttpContext context, Importer importer, RegionCalendar calendar)
    {
        var question = new Question(context);
        var dryRun = question.Flag(Parameter.DryRun);
        var source = question.Text(Parameter.Source);
        var mapping = question.Mapping(Parameter.Map);
        question.Check();
        if (FileKinds.OfImport(kind) is not { } known)
            return new Problem(StatusCodes.Status404NotFound, "request.not-found").ToResult();
        var type = context.Request.GetTypedHeaders().ContentType?.MediaType.Value;
        if (type is null || !Endings.TryGetValue(type, out var ending))
            return Problems.ContentType([.. Endings.Keys]).ToResult();
        await using var file = TemporaryFile.Create();
        await context.Request.Body.CopyToAsync(file, context.RequestAborted);
        file.Position = 0;
        var request = new ImportRequest(
            question.Region, context.Viewer().By,
            calendar.Today(question.Region), file,
            source ?? $"{kind}{ending}")
        {
            DryRun = dryRun,
            Mapping = mapping,
        };
        var language = AcceptedLanguage.Of(context);
        try
        {
            return await AnswerAsync(
                await importer.RunAsync(known, request, context.RequestAborted), context, language);
        }
        catch (TableException unreadable)
        {
            return new Problem(StatusCodes.Status422UnprocessableEntity, "file.unreadable")
            {
                Details = [unreadable.Problem.Code, ImportTexts.Sentence(unreadable.Problem, language)],
            }.ToResult();
        }
    }

    private static async Task<IResult> AnswerAsync(
        ImportReport report, HttpContext context, Language language)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentLanguage = language.Tag();
        var accepted = context.Request.GetTypedHeaders().Accept;
        if (!accepted.Any(type => type.MediaType == "text/csv" && type.Quality is not 0))
            return ApiJson.Ok(ImportAnswer.Of(report, language));
        var refused = TemporaryFile.Create();
        await report.WriteRefusedAsync(refused, language, context.RequestAborted);
        refused.Position = 0;
        return Results.Stream(refused, "text/csv; charset=utf-8",
            $"refused-{Path.GetFileNameWithoutExtension(report.Source)}.csv");
    }
}

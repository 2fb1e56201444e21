using CommunityGrains.Access;
using CommunityGrains.Access.Rights;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.LongWork;
using CommunityGrains.LongWork.Imports;
using CommunityGrains.Web.Account;
using CommunityGrains.Web.Shell;
using CommunityGrains.Web.Working;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Web.Imports;

/// <summary>Choosing a file. <c>Kinds</c>: those that the viewer may bring. <c>Recent</c>: his own latest
/// imports.</summary>
public sealed record ImportModel(
    IReadOnlyList<FileKind> Kinds, FileKind Chosen, long BytesMax, IReadOnlyList<WorkLine> Recent)
{
    public string? Problem { get; init; }
}

/// <summary>Takes a file in and has it checked.</summary>
internal static class ImportPages
{
    private const int RecentMax = 5;

    public static Task<PageAnswer> ChooseAsync(PageRequest request) =>
        PageAsync(request, KebabCase.Parse<FileKind>(request.Parameter("kind")), null);

    public static Task<PageAnswer> TooLargeAsync(PageRequest request) => PageAsync(
        request, null, request.Texts.Import.Choosing.TooLarge(MegabytesOf(request)),
        StatusCodes.Status413PayloadTooLarge);

    public static async Task<PageAnswer> TakeAsync(PageRequest request, Form form, UploadedFile? file)
    {
        var words = request.Texts.Import.Choosing;
        var kind = KebabCase.Parse<FileKind>(form.Text("kind"));
        if (kind is not { } known || !KindsOf(request).Contains(known) || file is null)
            return await RefuseAsync(words.NoFile);
        var isGeoJson = Path.GetExtension(file.Name).ToLowerInvariant() is ".geojson" or ".json";
        if (known == FileKind.Boundaries && !isGeoJson) return await RefuseAsync(words.NotGeoJson);
        if (known != FileKind.Boundaries && isGeoJson) return await RefuseAsync(words.NotATable);
        var works = request.Service<LongWorks>();
        var begun = works.BeginUpload();
        if (begun is null) return await RefuseAsync(words.NoRoom);
        await using var upload = begun;
        await file.Content.CopyToAsync(upload.File, request.Cancel);
        if (upload.File.Length == 0) return await RefuseAsync(words.NoFile);
        var task = new ImportTask(known, file.Name, upload.File.Length, request.Texts.Registry);
        var answer = await works.AddAsync(
            request.Region, request.Own(), ImportCheck.KindName, task.ToJson(), upload, request.Cancel);
        return answer == WorkAnswer.Taken
            ? new PageAnswer.GoTo(request.Frame.Links.Preview(upload.Id))
            : await RefuseAsync(words.TooMany);

        Task<PageAnswer> RefuseAsync(string problem) =>
            PageAsync(request, kind, problem, StatusCodes.Status422UnprocessableEntity);
    }

    // The list of municipalities is the whole region's.
    private static List<FileKind> KindsOf(PageRequest request)
    {
        var mayList = request.Service<RightsPolicy>().DecideSomewhere(
            request.Context().Viewer(), What.Do<MunicipalityCommand.List>(), request.Region)
            == Verdict.Granted;
        return [.. Enum.GetValues<FileKind>().Where(kind =>
            mayList || kind is not (FileKind.Municipalities or FileKind.Boundaries))];
    }

    private static long MegabytesOf(PageRequest request) =>
        request.Service<LongWorks>().Options.UploadBytesMax >> 20;

    private static async Task<PageAnswer> PageAsync(
        PageRequest request, FileKind? chosen, string? problem, int status = StatusCodes.Status200OK)
    {
        var kinds = KindsOf(request);
        var works = request.Service<LongWorks>();
        var recent = await works.ListAsync(request.Region, request.Own(), request.Cancel);
        var model = new ImportModel(
            kinds, chosen is { } known && kinds.Contains(known) ? known : FileKind.Register,
            works.Options.UploadBytesMax,
            [.. recent.Take(RecentMax).Select(work => WorkLine.Of(work, isOwn: true, owner: null))])
        {
            Problem = problem,
        };
        return PageAnswer.Of<ImportPage, ImportModel>(
            model, request.Texts.Import.Choosing.Title, Section.Imports, status);
    }
}

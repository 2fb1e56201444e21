using System.Globalization;
using System.Text;
using CommunityGrains.Domain;
using CommunityGrains.LongWork;
using CommunityGrains.LongWork.Imports;
using CommunityGrains.Registry.Files;
using CommunityGrains.Registry.Imports;
using CommunityGrains.Web.Account;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Shell;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Web.Imports;

/// <summary>What would come of a file. <c>Preview</c>: null where it cannot be read, for
/// <c>Unreadable</c>, or is not here. <c>Result</c>: null until it is checked.</summary>
public sealed record PreviewModel(Work Work, ImportTask Task, FilePreview? Preview, ImportResult? Result)
{
    public string? Unreadable { get; init; }

    public string? Problem { get; init; }

    /// <summary>Whether the columns are known well enough to import it.</summary>
    public bool IsComplete => Preview?.IsComplete == true;

    public bool MayStart => IsComplete && Work.State == WorkState.Done && Result is { Unreadable: null };
}

/// <summary>The check of a file that its owner brought, and his word to go on. Nobody else sees it: it shows
/// what is in the file.</summary>
internal static class PreviewPages
{
    private const int RowsMax = 5;

    private static readonly Dictionary<string, char> Delimiters = new()
    {
        ["semicolon"] = ';', ["comma"] = ',', ["tab"] = '\t',
    };

    public static Task<PageAnswer> ShowAsync(PageRequest request) => PageAsync(request, null);

    /// <summary>Reads the file another way, or takes its columns for something else, and checks it
    /// again.</summary>
    public static async Task<PageAnswer> ApplyAsync(PageRequest request, Form form)
    {
        if (await FindAsync(request) is not { } work) return ErrorPages.NotFound(request.Frame);
        var (before, works) = (ImportTask.Of(work), request.Service<LongWorks>());
        var task = before with
        {
            Encoding = KebabCase.Parse<FileEncoding>(form.Text("encoding")),
            Delimiter = Delimiters.TryGetValue(form.Text("delimiter") ?? "", out var delimiter)
                ? delimiter
                : null,
            Sheet = form.Text("sheet"), Language = request.Texts.Registry,
        };
        // Read otherwise, the file has other columns: what was said of the old ones means nothing.
        var isReadAlike = task.Encoding == before.Encoding && task.Delimiter == before.Delimiter
            && task.Sheet == before.Sheet;
        var (preview, _) = isReadAlike ? await ReadAsync(request, work, before) : default;
        task = task with { Mapping = preview is null ? null : MappingOf(form, preview.Header) };
        return await works.GoOnAsync(work, ImportCheck.KindName, task.ToJson(), request.Cancel) switch
        {
            WorkAnswer.Taken => new PageAnswer.GoTo(request.Frame.Links.Preview(work.Id)),
            WorkAnswer.TooMany => await PageAsync(request, request.Texts.Working.TooMany),
            _ => await PageAsync(request, request.Texts.Import.Preview.Gone),
        };
    }

    public static async Task<PageAnswer> StartAsync(PageRequest request, Form form)
    {
        if (await request.Service<LongWorks>().FindAsync(request.Region, request.Id, request.Cancel)
            is not { } work || work.Owner != request.Own())
            return ErrorPages.NotFound(request.Frame);
        // Pressed twice.
        var there = new PageAnswer.GoTo(request.Frame.Links.WorkOf(work.Id));
        if (work.Kind != ImportCheck.KindName) return there;
        var task = ImportTask.Of(work);
        var (preview, _) = await ReadAsync(request, work, task);
        if (preview?.IsComplete != true) return await PageAsync(request, null);
        var answer = await request.Service<LongWorks>().GoOnAsync(
            work, ImportWork.KindName, task.ToJson(), request.Cancel);
        return answer switch
        {
            WorkAnswer.Taken => there,
            WorkAnswer.TooMany => await PageAsync(request, request.Texts.Working.TooMany),
            _ => await PageAsync(request, request.Texts.Import.Preview.Gone),
        };
    }

    private static Dictionary<string, string>? MappingOf(Form form, IReadOnlyList<string> header)
    {
        var mapping = new Dictionary<string, string>();
        for (var at = 0; at < header.Count; at++)
        {
            if (form.Text(string.Create(CultureInfo.InvariantCulture, $"column-{at}")) is { } key)
                mapping[header[at]] = key;
        }

        return mapping.Count == 0 ? null : mapping;
    }

    private static async Task<Work?> FindAsync(PageRequest request)
    {
        var work = await request.Service<LongWorks>().FindAsync(request.Region, request.Id, request.Cancel);
        return work is not null && work.Owner == request.Own() && work.Kind == ImportCheck.KindName
            ? work
            : null;
    }

    private static async Task<PageAnswer> PageAsync(PageRequest request, string? problem)
    {
        var works = request.Service<LongWorks>();
        if (await works.FindAsync(request.Region, request.Id, request.Cancel) is not { } work
            || work.Owner != request.Own())
            return ErrorPages.NotFound(request.Frame);
        if (work.Kind != ImportCheck.KindName)
            return new PageAnswer.GoTo(request.Frame.Links.WorkOf(work.Id));
        var task = ImportTask.Of(work);
        var (preview, unreadable) = await ReadAsync(request, work, task);
        var model = new PreviewModel(work, task, preview, ImportResult.Of(work))
        {
            Problem = problem, Unreadable = unreadable,
        };
        var show = (PageAnswer.Show)PageAnswer.Of<PreviewPage, PreviewModel>(
            model, request.Texts.Import.Preview.Title(request.Texts.Import.Kinds[task.Kind].Name),
            Section.Imports,
            problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
        return show with { GoesOn = work.IsUnderWay };
    }

    private static async Task<(FilePreview? Preview, string? Unreadable)> ReadAsync(
        PageRequest request, Work work, ImportTask task)
    {
        await using var file =
            await request.Service<LongWorks>().OpenAsync(work, WorkFile.Upload, request.Cancel);
        if (file is null) return (null, null);
        try
        {
            var preview = await FilePreview.OpenAsync(
                task.ImportKind, file, task.FileName, RowsMax, task.Mapping, task.Table, request.Cancel);
            return (preview, null);
        }
        catch (TableException unreadable)
        {
            return (null, ImportTexts.Sentence(unreadable.Problem, request.Texts.Registry));
        }
    }

    /// <summary>An encoding as people call it.</summary>
    public static string NameOf(Encoding encoding) => encoding.CodePage switch
    {
        1251 => "Windows-1251",
        866 => "DOS (866)",
        20866 => "KOI8-R",
        _ => encoding.WebName.ToUpperInvariant(),
    };
}

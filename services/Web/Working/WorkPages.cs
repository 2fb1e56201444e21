using System.Globalization;
using CommunityGrains.Access;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Access.Rights;
using CommunityGrains.Domain;
using CommunityGrains.LongWork;
using CommunityGrains.LongWork.Imports;
using CommunityGrains.Registry.Imports;
using CommunityGrains.Web.Account;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Shell;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Web.Working;

/// <summary>A piece of work in a list. <c>Owner</c>: whose it is, for administrators.</summary>
public sealed record WorkLine(
    Guid Id, FileKind Kind, string FileName, WorkState State, bool IsCheck, int Done, int Total,
    DateTimeOffset MadeAt, bool IsOwn, string? Owner)
{
    public static WorkLine Of(Work work, bool isOwn, string? owner)
    {
        var task = ImportTask.Of(work);
        return new WorkLine(
            work.Id, task.Kind, task.FileName, work.State, work.Kind == ImportCheck.KindName, work.Done,
            work.Total, work.MadeAt, isOwn, owner);
    }
}

public sealed record WorkListModel(IReadOnlyList<WorkLine> Rows, bool IsOfAll, string? Done);

/// <summary>Which rows of a report are shown.</summary>
public enum ReportShow
{
    All,
    Refused,
    Warnings,
    Duplicates,
}

/// <summary>One piece of work. <c>HasRefused</c>: the file of refused rows is here and may be taken.
/// <c>Page</c>: of the report, from 0.</summary>
public sealed record WorkModel(
    Work Work, ImportTask Task, ImportResult? Result, bool IsOwn, bool HasRefused, ReportShow Show, int Page)
{
    public const int RowsMax = 100;

    public string? Problem { get; init; }

    public bool MayContinue => IsOwn && Work.CanGoOn;

    public IReadOnlyList<RowReport> Rows => Result is null
        ? []
        : [.. Chosen(Result.Rows).Skip(Page * RowsMax).Take(RowsMax)];

    public int Count => Result is null ? 0 : Chosen(Result.Rows).Count();

    private IEnumerable<RowReport> Chosen(IEnumerable<RowReport> rows) => rows.Where(row => Show switch
    {
        ReportShow.Refused => row.Outcome == RowOutcome.Refused,
        ReportShow.Warnings => row.Warnings.Count > 0,
        ReportShow.Duplicates => row.Duplicates.Count > 0,
        _ => true,
    });
}

/// <summary>Everybody's own work, and for the centre's administrators everybody's.</summary>
internal static class WorkPages
{
    public static async Task<PageAnswer> ListAsync(PageRequest request)
    {
        var (own, all) = (request.Own(), IsOverseer(request));
        var works = await request.Service<LongWorks>().ListAsync(
            request.Region, all ? null : own, request.Cancel);
        var owners = all
            ? await request.Service<AccountBook>().FindAsync(
                [.. works.Select(work => work.Owner).Distinct()], request.Cancel)
            : new Dictionary<AccountId, AccountRecord>();
        var texts = request.Texts.Working;
        var done = request.Parameter("done") switch
        {
            "stopped" => texts.Stopped,
            "forgotten" => texts.Forgotten,
            _ => null,
        };
        var rows = works
            // Another's proposal is his alone: it is about what is in his file.
            .Where(work => work.Owner == own || work.Kind != ImportCheck.KindName)
            .Select(work => WorkLine.Of(
                work, work.Owner == own, owners.GetValueOrDefault(work.Owner)?.Login));
        var model = new WorkListModel([.. rows], all, done);
        var show = (PageAnswer.Show)PageAnswer.Of<WorkListPage, WorkListModel>(
            model, texts.Title, Section.Imports);
        return show with
        {
            GoesOn = model.Rows.Any(row => row.State is WorkState.Waiting or WorkState.Running),
        };
    }

    public static Task<PageAnswer> OneAsync(PageRequest request) => PageAsync(request, null);

    /// <summary>How far it is, for the page's script.</summary>
    public static async Task<PageAnswer> StatusAsync(PageRequest request)
    {
        if (await FindAsync(request) is not { } work) return ErrorPages.NotFound(request.Frame);
        return new PageAnswer.Data(DataFile.Of(new
        {
            isUnderWay = work.IsUnderWay, done = work.Done, total = work.Total,
            text = ProgressText(request.Words, work),
        }));
    }

    public static async Task<PageAnswer> CancelAsync(PageRequest request, Form form)
    {
        if (await FindAsync(request) is not { } work) return ErrorPages.NotFound(request.Frame);
        await request.Service<LongWorks>().CancelAsync(work, request.Cancel);
        var links = request.Frame.Links;
        return new PageAnswer.GoTo(
            work.Kind == ImportCheck.KindName ? links.Works("forgotten") : links.WorkOf(work.Id));
    }

    public static async Task<PageAnswer> ContinueAsync(PageRequest request, Form form)
    {
        if (await FindAsync(request) is not { } work || work.Owner != request.Own())
            return ErrorPages.NotFound(request.Frame);
        var there = new PageAnswer.GoTo(request.Frame.Links.WorkOf(work.Id));
        if (work.IsUnderWay || work.State == WorkState.Done) return there;
        var answer = await request.Service<LongWorks>().GoOnAsync(work, work.Kind, null, request.Cancel);
        return answer switch
        {
            WorkAnswer.Taken => there,
            WorkAnswer.TooMany => await PageAsync(request, request.Texts.Working.TooMany),
            _ => await PageAsync(request, request.Texts.Working.Gone),
        };
    }

    /// <summary>The work that the address names, where it is the viewer's to see.</summary>
    public static async Task<Work?> FindAsync(PageRequest request)
    {
        var work = await request.Service<LongWorks>().FindAsync(request.Region, request.Id, request.Cancel);
        if (work is null || work.Owner == request.Own()) return work;
        return IsOverseer(request) && work.Kind != ImportCheck.KindName ? work : null;
    }

    public static string ProgressText(Wording.Words words, Work work) => work switch
    {
        { State: WorkState.Waiting } => words.Texts.Working.InTurn,
        { Total: 0 } => words.Texts.Working.Beginning,
        _ => words.Texts.Working.Rows(words.Number(work.Done), words.Number(work.Total)),
    };

    private static bool IsOverseer(PageRequest request) => request.Service<RightsPolicy>().Decide(
        request.Context().Viewer(), new What.Page("/accounts"), Place.AllOf(request.Region))
        == Verdict.Granted;

    private static async Task<PageAnswer> PageAsync(PageRequest request, string? problem)
    {
        if (await FindAsync(request) is not { } work) return ErrorPages.NotFound(request.Frame);
        if (work.Kind == ImportCheck.KindName)
            return new PageAnswer.GoTo(request.Frame.Links.Preview(work.Id));
        var isOwn = work.Owner == request.Own();
        var model = new WorkModel(
            work, ImportTask.Of(work), ImportResult.Of(work), isOwn,
            isOwn && request.Service<LongWorks>().Has(work, WorkFile.Result),
            KebabCase.Parse<ReportShow>(request.Parameter("show")) ?? ReportShow.All,
            int.TryParse(
                request.Parameter("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page)
                ? Math.Clamp(page - 1, 0, 1000)
                : 0)
        {
            Problem = problem,
        };
        var show = (PageAnswer.Show)PageAnswer.Of<WorkPage, WorkModel>(
            model, request.Texts.Import.Kinds[model.Task.Kind].Name, Section.Imports,
            problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
        return show with { GoesOn = work.IsUnderWay };
    }
}

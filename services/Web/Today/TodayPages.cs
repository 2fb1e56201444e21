using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Engine;
using CommunityGrains.Registry.Texts;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Shell;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Web.Today;

/// <summary>What somebody is needed for, by the places that he answers for; what takes one press is done
/// here.</summary>
internal static class TodayPages
{
    private const int FirstMax = 5, PageMax = 30;

    public static Task<PageAnswer> ShowAsync(PageRequest request) => PageAsync(request, problem: null);

    public static async Task<PageAnswer> GroupAsync(PageRequest request) =>
        await GroupAsync(request, (string?)request.Http.RouteValues["group"], problem: null)
        ?? ErrorPages.NotFound(request.Frame);

    public static Task<PageAnswer> AskAsync(PageRequest request, Form form) =>
        DoAsync(request, form, "asked", asked => new CommunityCommand.AskIfTrue(asked));

    public static Task<PageAnswer> AnswerAsync(PageRequest request, Form form) =>
        DoAsync(request, form, "answered", asked => new CommunityCommand.ConfirmStillTrue(asked));

    private static async Task<PageAnswer> DoAsync(
        PageRequest request, Form form, string done, Func<Asked, CommunityCommand> make)
    {
        if (!Guid.TryParse(form.Text("record"), out var record)) return ErrorPages.NotFound(request.Frame);
        var reply = await request.AskAsync(request.StreamOf(GrainKinds.Community, record), make);
        var group = form.Text("group");
        if (reply is Reply.Refused refused)
        {
            if (refused.IsNotThere()) return ErrorPages.NotFound(request.Frame);
            var problem = Refusals.Sentence(refused.Refusal.Code, request.Texts.Registry);
            return await GroupAsync(request, group, problem) ?? await PageAsync(request, problem);
        }

        return new PageAnswer.GoTo(request.Frame.Links.Today(
            TodayGroup.All.Any(one => one.Name == group) ? group : null, done));
    }

    private static async Task<PageAnswer> PageAsync(PageRequest request, string? problem)
    {
        var desk = new Desk(request);
        var sections = new List<TodaySection>();
        foreach (var group in TodayGroup.All)
        {
            if (await group.ReadAsync(desk, FirstMax, cursor: null, alone: false) is { Count: > 0 } section)
                sections.Add(section);
        }

        var model = new TodayModel(desk.Today, sections) { Problem = problem, Done = DoneOf(request) };
        return PageAnswer.Of<TodayPage, TodayModel>(
            model, request.Texts.Today.Title, Section.Today, StatusOf(problem));
    }

    private static async Task<PageAnswer?> GroupAsync(PageRequest request, string? name, string? problem)
    {
        if (TodayGroup.All.FirstOrDefault(one => one.Name == name) is not { } group) return null;
        var cursor = request.Parameter("cursor", 2000);
        if (await group.ReadAsync(new Desk(request), PageMax, cursor, alone: true) is not { } section)
            return null;
        var model = new TodayGroupModel(section, cursor is null)
        {
            Problem = problem, Done = DoneOf(request),
        };
        return PageAnswer.Of<TodayGroupPage, TodayGroupModel>(
            model, section.Title, Section.Today, StatusOf(problem));
    }

    private static int StatusOf(string? problem) =>
        problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;

    private static string? DoneOf(PageRequest request) => request.Parameter("done") switch
    {
        "asked" => request.Texts.Today.DoneAsked,
        "answered" => request.Texts.Today.DoneAnswered,
        _ => null,
    };
}

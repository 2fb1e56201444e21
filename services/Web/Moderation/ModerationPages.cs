using CommunityGrains.Access;
using CommunityGrains.Access.People;
using CommunityGrains.Access.Suggestions;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Processes;
using CommunityGrains.Domain.Suggestions;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Account;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Shell;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Web.Moderation;

/// <summary>What is to be decided, or was. <c>Done</c>: what has just been.</summary>
public sealed record ModerationListModel(
    SuggestionStatus Status, Page<SuggestionRow> Page, string? Cursor, string? Done);

/// <summary>The parts of the page that have a form.</summary>
public enum ModerationPart
{
    None,
    Acceptance,
    Question,
    Proposal,
    Note,
    Refusal,
    Outdated,
}

/// <summary>One suggestion beside what is on record. <c>Typed</c>: the fields of the form of <c>Part</c>,
/// which was refused for <c>Problem</c>.</summary>
public sealed record ModerationModel(SuggestionRow Row, IReadOnlyList<MunicipalityRow> Municipalities)
{
    public ModerationPart Part { get; init; }

    public string? Problem { get; init; }

    public IReadOnlyDictionary<string, string?> Typed { get; init; } = new Dictionary<string, string?>();

    public string? ProblemOf(ModerationPart part) => part == Part ? Problem : null;

    /// <summary>What was typed into a field, or else what it begins with.</summary>
    public string? Value(ModerationPart part, string field, string? begins = null) =>
        part == Part && Typed.TryGetValue(field, out var typed) ? typed : begins;

    /// <summary>The community that it is about, or that came of it.</summary>
    public CommunityId? Community => Row.Told.CommunityOrNone()
        ?? (Row.Outcome is Outcome.Proposed ? SuggestionProcess.ProposedBy(Row.Id) : null);
}

internal static class ModerationPages
{
    private const int RowsMax = 20;

    public static async Task<PageAnswer> ListAsync(PageRequest request)
    {
        var words = request.Texts.Voice.Moderation;
        var status = KebabCase.Parse<SuggestionStatus>(request.Parameter("status")) ?? SuggestionStatus.Open;
        var cursor = request.Parameter("cursor", 2000);
        var page = await request.Service<SuggestionDesk>().ListAsync(
            request.Region, ReaderOf(request),
            new SuggestionQuery(request.Region) { Status = status, Cursor = cursor, Limit = RowsMax },
            request.Cancel);
        var done = request.Parameter("done") switch
        {
            "accepted" => words.DoneAccepted,
            "declined" => words.DoneDeclined,
            "outdated" => words.DoneOutdated,
            _ => null,
        };
        return PageAnswer.Of<ModerationListPage, ModerationListModel>(
            new ModerationListModel(status, page, cursor, done), words.Title, Section.Moderation);
    }

    public static Task<PageAnswer> OneAsync(PageRequest request) => PageAsync(request, model => model);

    public static async Task<PageAnswer> PageAsync(
        PageRequest request, Func<ModerationModel, ModerationModel> with,
        int status = StatusCodes.Status200OK)
    {
        if (await FindAsync(request) is not { } row) return ErrorPages.NotFound(request.Frame);
        var places = row is { Status: SuggestionStatus.Open, Told: Told.Missing }
            ? await InvitePages.MunicipalitiesAsync(request)
            : [];
        return PageAnswer.Of<ModerationPage, ModerationModel>(
            with(new ModerationModel(row, places)), request.Texts.Voice.Moderation.Title, Section.Moderation,
            status);
    }

    /// <summary>The suggestion as the viewer may read it; null when it is not his.</summary>
    public static ValueTask<SuggestionRow?> FindAsync(PageRequest request) =>
        request.Service<SuggestionDesk>().OneAsync(
            request.Region, ReaderOf(request), new SuggestionId(request.Id), request.Cancel);

    private static Reader ReaderOf(PageRequest request) =>
        new(request.Context().Viewer(), ReadingPurpose.Work, request.Texts.Registry);
}

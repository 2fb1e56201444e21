using CommunityGrains.Domain;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Acts;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Parts;
using CommunityGrains.Web.Shell;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Web.Initiatives;

/// <summary>One initiative with its history. <c>Leader</c>: who leads it, when that is on record.
/// <c>Work</c>: null for whoever only reads.</summary>
public sealed record InitiativeModel(
    InitiativeDetails Initiative, LeaderRow? Leader, HistoryModel History, InitiativeWork? Work)
{
    public InitiativeRow Row => Initiative.Row;

    public string? Done { get; init; }
}

internal static class InitiativePages
{
    public static Task<PageAnswer> OneAsync(PageRequest request) =>
        PageAsync(request, new InitiativeId(request.Id), null);

    /// <summary>An initiative's page. <paramref name="tried"/>: a form of it that was refused.</summary>
    public static async Task<PageAnswer> PageAsync(
        PageRequest request, InitiativeId id, Attempt? tried, int status = StatusCodes.Status200OK)
    {
        var day = request.AsOf;
        var asOf = day is null ? null : new AsOf(day);
        var found = await request.Registry.InitiativeAsync(
            request.Region, id, asOf, request.Cancel);
        if (found is null) return ErrorPages.NotFound(request.Frame, day);
        var leader = found.Row.Leader is { } claim
            ? await request.Registry.LeaderAsync(request.Region, claim, asOf, request.Cancel)
            : null;
        var history = await HistoryModel.ReadAsync(request, GrainKinds.Initiative.Category, id.Value);
        // What once was is looked at, and not worked with.
        var work = day is null ? await InitiativeWork.ReadAsync(request, found, tried) : null;
        var model = new InitiativeModel(found, leader?.Row, history, work)
        {
            Done = tried is null ? DoneOf(request) : null,
        };
        return PageAnswer.Of<InitiativePage, InitiativeModel>(model, found.Row.Title, status: status);
    }

    private static string? DoneOf(PageRequest request) => request.Parameter("done") switch
    {
        "propose" => request.Texts.InitiativeWork.Proposing.Done,
        var done when KebabCase.Parse<InitiativeAct>(done) is { } act =>
            request.Texts.InitiativeWork.Done[act],
        _ => null,
    };
}

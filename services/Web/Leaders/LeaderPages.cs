using CommunityGrains.Access;
using CommunityGrains.Access.Rights;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Registry.Texts;
using CommunityGrains.Web.Account;
using CommunityGrains.Web.Acts;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Parts;
using CommunityGrains.Web.Shell;
using CommunityGrains.Web.Wording;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityGrains.Web.Leaders;

/// <summary>One claim to lead with its evidence and history. <c>Work</c>: null for whoever only
/// reads.</summary>
public sealed record LeaderModel(LeaderDetails Leader, HistoryModel History, LeaderWork? Work)
{
    public LeaderRow Row => Leader.Row;

    public string? Done { get; init; }

    /// <summary>The person as the viewer may know him.</summary>
    public string NameIn(Wording.Texts texts) => NameIn(Row, Work?.SeesName == true, texts);

    /// <inheritdoc cref="NameIn(Wording.Texts)"/>
    internal static string NameIn(LeaderRow row, bool inFull, Wording.Texts texts) =>
        row.Person.Name == Withheld.Name ? texts.Claims.List.Nameless
        : inFull ? row.Person.Name.Value
        : Words.PublicName(row.Person.Name);
}

/// <summary>A page of the claims. <c>Waiting</c>: those that the viewer is to decide on.</summary>
public sealed record LeaderListModel(
    Page<LeaderRow> Page, string? Text, LeaderStanding? Standing, DateOnly? AsOf, DateOnly Today,
    bool MayReview, bool Waiting, bool IsContinued);

internal static class LeaderPages
{
    private const int RowsMax = 30;

    public static async Task<PageAnswer> ListAsync(PageRequest request)
    {
        if (request.Http.Query.Any(pair => pair.Value.All(string.IsNullOrEmpty)))
            return new PageAnswer.GoTo(request.Frame.Links.Without(
                [.. request.Http.Query.Where(pair => pair.Value.All(string.IsNullOrEmpty))
                    .Select(pair => pair.Key)]));
        var within = Within(request);
        var waiting = within is not null && request.Parameter("waiting") == "true";
        var standing = KebabCase.Parse<LeaderStanding>(request.Parameter("standing"));
        var (text, asOf, cursor) =
            (request.Parameter("text"), request.AsOf, request.Parameter("cursor", 2000));
        var page = await request.Registry.LeadersAsync(
            new LeaderQuery(request.Region)
            {
                Text = text,
                Standing = waiting ? null : standing,
                WaitingOnly = waiting,
                Within = waiting ? within?.Places : null,
                AsOf = asOf is null ? null : new AsOf(asOf),
                Cursor = cursor,
                Limit = RowsMax,
            },
            request.Cancel);
        return PageAnswer.Of<LeaderListPage, LeaderListModel>(
            new LeaderListModel(
                page, text, standing, asOf, request.Frame.Day(DateTimeOffset.UtcNow), within is not null,
                waiting, cursor is not null),
            request.Texts.Claims.List.Title, Section.Leaders);
    }

    public static Task<PageAnswer> OneAsync(PageRequest request) =>
        PageAsync(request, new LeaderId(request.Id), null);

    /// <summary>A claim's page. <paramref name="tried"/>: a form of it that was refused.</summary>
    public static async Task<PageAnswer> PageAsync(
        PageRequest request, LeaderId id, Attempt? tried, int status = StatusCodes.Status200OK)
    {
        var asOf = request.AsOf;
        var found = await request.Registry.LeaderAsync(
            request.Region, id, asOf is null ? null : new AsOf(asOf), request.Cancel);
        if (found is null) return ErrorPages.NotFound(request.Frame, asOf);
        // What once was is looked at, and not worked with.
        var work = asOf is null ? await LeaderWork.ReadAsync(request, found, tried) : null;
        var model = new LeaderModel(
            found, await HistoryModel.ReadAsync(request, GrainKinds.Leader.Category, id.Value), work)
        {
            Done = tried is null ? DoneOf(request) : null,
        };
        return PageAnswer.Of<LeaderPage, LeaderModel>(
            model, Words.PublicName(found.Row.Person.Name), Section.Leaders, status);
    }

    private static string? DoneOf(PageRequest request) => request.Parameter("done") switch
    {
        "claim" => request.Texts.Claims.Raising.Done,
        var done when KebabCase.Parse<LeaderAct>(done) is { } act => request.Texts.Claims.Done[act],
        _ => null,
    };

    /// <summary>Within what the viewer reviews claims: places, or (null) the region. Null when he
    /// does not.</summary>
    private static Reach? Within(PageRequest request)
    {
        var rights = request.Http.HttpContext.RequestServices.GetService<RightsPolicy>();
        var row = rights?.Find(What.Do<LeaderCommand.StartReview>());
        var grants = request.Context().Viewer().Grants.Where(grant =>
            grant.Region == request.Region && row?.Roles.Contains(grant.Role) == true).ToList();
        if (grants.Count == 0) return null;
        if (grants.Exists(grant => grant.Scope is Scope.Region)) return new Reach(null);
        return new Reach(new LeadersWithin(
            [.. grants.Select(grant => grant.Scope).OfType<Scope.Municipalities>().SelectMany(s => s.Ids)],
            [.. grants.Select(grant => grant.Scope).OfType<Scope.Communities>().SelectMany(s => s.Ids)]));
    }

    private sealed record Reach(LeadersWithin? Places);
}

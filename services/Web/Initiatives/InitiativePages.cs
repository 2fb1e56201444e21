using CommunityGrains.Domain;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Parts;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Initiatives;

/// <summary>One initiative with its history. <c>Leader</c>: who leads it, when that is on record.</summary>
public sealed record InitiativeModel(InitiativeDetails Initiative, LeaderRow? Leader, HistoryModel History)
{
    public InitiativeRow Row => Initiative.Row;
}

internal static class InitiativePages
{
    public static async Task<PageAnswer> OneAsync(PageRequest request)
    {
        var day = request.AsOf;
        var asOf = day is null ? null : new AsOf(day);
        var found = await request.Registry.InitiativeAsync(
            request.Region, new InitiativeId(request.Id), asOf, request.Cancel);
        if (found is null) return ErrorPages.NotFound(request.Frame, day);
        var leader = found.Row.Leader is { } id
            ? await request.Registry.LeaderAsync(request.Region, id, asOf, request.Cancel)
            : null;
        var history = await HistoryModel.ReadAsync(request, GrainKinds.Initiative.Category, request.Id);
        return PageAnswer.Of<InitiativePage, InitiativeModel>(
            new InitiativeModel(found, leader?.Row, history), found.Row.Title);
    }
}

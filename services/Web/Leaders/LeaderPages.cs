using CommunityGrains.Domain;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Parts;
using CommunityGrains.Web.Shell;
using CommunityGrains.Web.Wording;

namespace CommunityGrains.Web.Leaders;

/// <summary>One claim to lead with its evidence and history.</summary>
public sealed record LeaderModel(LeaderDetails Leader, HistoryModel History)
{
    public LeaderRow Row => Leader.Row;
}

internal static class LeaderPages
{
    public static async Task<PageAnswer> OneAsync(PageRequest request)
    {
        var asOf = request.AsOf;
        var found = await request.Registry.LeaderAsync(
            request.Region, new LeaderId(request.Id), asOf is null ? null : new AsOf(asOf), request.Cancel);
        if (found is null) return ErrorPages.NotFound(request.Frame, asOf);
        var history = await HistoryModel.ReadAsync(request, GrainKinds.Leader.Category, request.Id);
        return PageAnswer.Of<LeaderPage, LeaderModel>(
            new LeaderModel(found, history), Words.PublicName(found.Row.Person.Name));
    }
}

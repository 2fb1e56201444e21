using CommunityGrains.Access;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Access.Rights;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Engine;
using CommunityGrains.Registry;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Account;
using CommunityGrains.Web.Acts;
using CommunityGrains.Web.Shell;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityGrains.Web.Initiatives;

/// <summary>What one who works with an initiative sees of it beside what everybody does. <c>Acts</c>: those
/// that are possible and his. <c>Next</c>: the step that comes next and what it still needs.
/// <c>Leaders</c>: who leads its communities, or claims to.</summary>
public sealed record InitiativeWork(
    IReadOnlySet<InitiativeAct> Acts, NextStep? Next, long Version, DateOnly Today,
    IReadOnlyList<LeaderRow> Leaders)
{
    public CommunitySearch? Search { get; init; }

    public Attempt? Tried { get; init; }

    public bool May(InitiativeAct act) => Acts.Contains(act);

    /// <summary>What is to be done before the next step, each act once.</summary>
    public IReadOnlyList<InitiativeAct> ToSupply =>
        [.. (Next?.Missing ?? []).Select(InitiativeActs.Supplies).Distinct().Where(May)];

    /// <summary>Null for whoever can do nothing here.</summary>
    internal static async Task<InitiativeWork?> ReadAsync(
        PageRequest request, InitiativeDetails found, Attempt? tried)
    {
        var (viewer, services) = (request.Context().Viewer(), request.Context().RequestServices);
        if (!viewer.IsSignedIn || services.GetService<FormTokens>() is null) return null;
        var stream = request.StreamOf(GrainKinds.Initiative, found.Row.Id.Value);
        var state = (Initiative)(await request.Service<IGrains>().StateAsync(stream, request.Cancel)).State;
        var place = await request.Service<Places>().OfAsync(stream, request.Cancel);
        var acts = request.Allowed(
            typeof(InitiativeCommand), InitiativeActs.Possible(state, viewer.By), place);
        if (acts.Count == 0) return null;
        return new InitiativeWork(
            acts, StageRequirements.Next(state), found.Row.Version,
            request.Service<RegionCalendar>().Today(request.Region),
            acts.Contains(InitiativeAct.TakeOver)
                ? await LeadersAsync(request, [.. found.Row.Communities.Select(one => one.Id)])
                : [])
        {
            Search = acts.Contains(InitiativeAct.JoinCommunity)
                ? await CommunitySearch.ReadAsync(request, tried)
                : null,
            Tried = tried,
        };
    }

    /// <summary>Who leads these communities, or claims to and was not turned down.</summary>
    internal static async Task<IReadOnlyList<LeaderRow>> LeadersAsync(
        PageRequest request, IReadOnlyList<CommunityId> communities)
    {
        var leaders = new List<LeaderRow>();
        foreach (var id in communities)
        {
            var community = await request.Registry.CommunityAsync(
                request.Region, id, cancel: request.Cancel);
            leaders.AddRange((community?.Leaders ?? []).Where(row => row.Standing is LeaderStanding.Verified
                or LeaderStanding.Contested or LeaderStanding.UnderReview or LeaderStanding.Claimed));
        }

        return leaders;
    }
}

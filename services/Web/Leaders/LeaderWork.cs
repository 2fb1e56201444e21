using CommunityGrains.Access;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Access.Rights;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Engine;
using CommunityGrains.Registry;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Account;
using CommunityGrains.Web.Acts;
using CommunityGrains.Web.Shell;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityGrains.Web.Leaders;

/// <summary>What one who works with a claim, or whose claim it is, sees of it beside what everybody does.
/// <c>Acts</c>: those that are possible and his. <c>Version</c>: of the claim as the page shows it.
/// <c>Reviewer</c>: whether it is the viewer who has it under review.</summary>
public sealed record LeaderWork(
    ClaimCard Card, IReadOnlySet<LeaderAct> Acts, ClaimNeeds Needs, long Version, DateOnly Today)
{
    /// <summary>Whether the claim is about the viewer.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Whether it is over, and would have to be raised anew.</summary>
    public bool IsOver { get; init; }

    public bool IsReviewer { get; init; }

    /// <summary>Whether the viewer may know who it is.</summary>
    public bool SeesName { get; init; }

    /// <summary>Why the viewer does not decide on it, where his role would let him.</summary>
    public bool RaisedByViewer { get; init; }

    public IReadOnlyList<EvidenceOffer> Offers { get; init; } = [];

    public CommunitySearch? Search { get; init; }

    public Attempt? Tried { get; init; }

    public bool May(LeaderAct act) => Acts.Contains(act);

    /// <summary>What a piece of evidence is worth today.</summary>
    public EvidenceWorth WorthOf(Evidence evidence) => VerificationRule.WorthOf(evidence, Card, Today);

    /// <summary>Null for whoever has nothing to do with the claim.</summary>
    internal static async Task<LeaderWork?> ReadAsync(
        PageRequest request, LeaderDetails found, Attempt? tried = null)
    {
        var (viewer, services) = (request.Context().Viewer(), request.Context().RequestServices);
        if (!viewer.IsSignedIn || services.GetService<FormTokens>() is null) return null;
        var stream = request.StreamOf(GrainKinds.Leader, found.Row.Id.Value);
        var state = (Leader)(await request.Service<IGrains>().StateAsync(stream, request.Cancel)).State;
        if (state.CardOrNone() is not { } card) return null;
        var place = await request.Service<Places>().OfAsync(stream, request.Cancel);
        var acts = request.Allowed(
            typeof(LeaderCommand), LeaderActs.Possible(state, viewer.By), place);
        var isOwn = viewer.By == card.Person.Person;
        var decides = request.Allowed(typeof(LeaderCommand), [LeaderAct.Verify], place).Count > 0;
        if (acts.Count == 0 && !isOwn && !decides) return null;
        var today = request.Service<RegionCalendar>().Today(request.Region);
        return new LeaderWork(card, acts, ClaimNeeds.Of(card, today), found.Row.Version, today)
        {
            IsOwn = isOwn,
            IsOver = LeaderActs.IsOver(state),
            IsReviewer = state is Leader.UnderReview review && review.Reviewer == viewer.By,
            SeesName = isOwn
                || request.Service<RightsPolicy>().MaySee(viewer, PersonalField.Name, place),
            RaisedByViewer = decides && !isOwn && viewer.By == card.RaisedBy,
            Offers = acts.Contains(LeaderAct.GiveEvidence)
                ? await EvidenceOnRecord.OfAsync(request, found.Row.Id, card)
                : [],
            Search = acts.Contains(LeaderAct.MoveTo)
                ? await CommunitySearch.ReadAsync(request, tried)
                : null,
            Tried = tried,
        };
    }
}

using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.Domain.Suggestions;
using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Registry.Views;

/// <summary>What the views read from grain states. A row is a function of the state, so that view and grain
/// cannot disagree.</summary>
internal static class StateFacts
{
    /// <summary>The best standing first: who stands for a community when several claim it.</summary>
    private static readonly LeaderStanding[] ByRank =
    [
        LeaderStanding.Verified, LeaderStanding.Contested, LeaderStanding.UnderReview, LeaderStanding.Claimed,
        LeaderStanding.Expired, LeaderStanding.SteppedDown, LeaderStanding.Revoked, LeaderStanding.Refused,
    ];

    public static int Rank(LeaderStanding standing) => Array.IndexOf(ByRank, standing);

    public static bool Counts(CommunityStatus status) => status
        is CommunityStatus.Proposed or CommunityStatus.Registered
        or CommunityStatus.Active or CommunityStatus.Dormant;

    public static Card CardOf(Community community) => community.CardOrNone()
        ?? throw new InvalidOperationException($"{community.GetType().Name} has no card");

    public static CommunityStatus StatusOf(Community community) => community switch
    {
        Community.Proposed => CommunityStatus.Proposed,
        Community.Registered { Liveliness: Liveliness.Active } => CommunityStatus.Active,
        Community.Registered { Liveliness: Liveliness.Dormant } => CommunityStatus.Dormant,
        Community.Registered => CommunityStatus.Registered,
        Community.Rejected => CommunityStatus.Rejected,
        Community.Closed => CommunityStatus.Closed,
        Community.Merged => CommunityStatus.Merged,
        _ => throw new InvalidOperationException($"{community.GetType().Name} has no status"),
    };

    public static Municipality.Listed ListedOf(Municipality municipality) => municipality switch
    {
        Municipality.Listed m => m,
        Municipality.Merged m => m.Before,
        _ => throw new InvalidOperationException($"{municipality.GetType().Name} is not listed"),
    };

    public static LeaderStanding StandingOf(Leader leader) => leader switch
    {
        Leader.Claimed => LeaderStanding.Claimed,
        Leader.UnderReview => LeaderStanding.UnderReview,
        Leader.Verified => LeaderStanding.Verified,
        Leader.Refused => LeaderStanding.Refused,
        Leader.Contested => LeaderStanding.Contested,
        Leader.Revoked => LeaderStanding.Revoked,
        Leader.Expired => LeaderStanding.Expired,
        Leader.SteppedDown => LeaderStanding.SteppedDown,
        _ => throw new InvalidOperationException($"{leader.GetType().Name} has no standing"),
    };

    public static ClaimCard ClaimOf(Leader leader) =>
        leader.CardOrNone() ?? throw new InvalidOperationException($"{leader.GetType().Name} has no card");

    /// <summary>The verification in force, also while it is disputed.</summary>
    public static Verification? VerificationOf(Leader leader) => leader switch
    {
        Leader.Verified s => s.Verification,
        Leader.Contested s => VerificationOf(s.Before),
        _ => null,
    };

    public static string? ReasonOf(Leader leader) => leader switch
    {
        Leader.Refused s => s.Reason,
        Leader.Contested s => s.Reason,
        Leader.Revoked s => s.Reason,
        _ => null,
    };

    public static Dossier DossierOf(Initiative initiative) => initiative switch
    {
        Initiative.UnderWay s => s.Dossier,
        Initiative.Paused s => s.Dossier,
        Initiative.Finished s => s.Dossier,
        Initiative.Dropped s => s.Dossier,
        _ => throw new InvalidOperationException($"{initiative.GetType().Name} has no dossier"),
    };

    public static (InitiativeStatus Status, Stage Stage) StatusOf(Initiative initiative) => initiative switch
    {
        Initiative.UnderWay s => ((InitiativeStatus)(int)s.Stage, s.Stage),
        Initiative.Paused s => (InitiativeStatus.Paused, s.Stage),
        Initiative.Finished => (InitiativeStatus.Finished, Stage.Evaluation),
        Initiative.Dropped s => (InitiativeStatus.Dropped, s.Stage),
        _ => throw new InvalidOperationException($"{initiative.GetType().Name} has no status"),
    };

    public static Told ToldOf(Suggestion suggestion) => suggestion.ToldOrNone()
        ?? throw new InvalidOperationException($"{suggestion.GetType().Name} has told nothing");

    public static SuggestionStatus StatusOf(Suggestion suggestion) => suggestion switch
    {
        Suggestion.Open => SuggestionStatus.Open,
        Suggestion.Accepted => SuggestionStatus.Accepted,
        Suggestion.Declined => SuggestionStatus.Declined,
        Suggestion.Outdated => SuggestionStatus.Outdated,
        _ => throw new InvalidOperationException($"{suggestion.GetType().Name} has no status"),
    };

    public static string? ReasonOf(Initiative initiative) => initiative switch
    {
        Initiative.Paused s => s.Reason,
        Initiative.Dropped s => s.Reason,
        _ => null,
    };
}

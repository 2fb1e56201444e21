using System.Collections.Immutable;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Web.Leaders;

namespace CommunityGrains.Web.Wording;

/// <summary>Claims to lead: raising one, what it still lacks, the review, and what becomes of it.</summary>
public sealed partial record ClaimTexts
{
    public required ListWords List { get; init; }

    public required RaisingWords Raising { get; init; }

    public required NeedWords Needs { get; init; }

    public required ReviewWords Review { get; init; }

    public required EvidenceWords Evidence { get; init; }

    public required OtherWords Other { get; init; }

    /// <summary>What has just been done.</summary>
    public required ImmutableDictionary<LeaderAct, string> Done { get; init; }

    /// <summary>Why a fact counts or not.</summary>
    public required ImmutableDictionary<EvidenceWorth, string> Worth { get; init; }

    public sealed record ListWords(
        string Title,
        string Lead,
        string Form,
        string Text,
        string TextHint,
        string Standing,
        string AnyStanding,
        string Waiting,
        string All,
        Func<string, string> AsOf,
        string Empty,
        string EmptyHint,
        string WaitingEmpty,
        string WaitingEmptyHint,
        string Nameless);

    public sealed record RaisingWords(
        string Link,
        string LinkHint,
        string Title,
        string TitleAnew,
        string Lead,
        string LeadAnew,
        string Name,
        string NameHint,
        string Email,
        string Phone,
        string Private,
        string Role,
        string RoleText,
        string RoleTextHint,
        string From,
        string Protocol,
        string ProtocolHint,
        string Submit,
        string SubmitAnew,
        string Done,
        string OwnTitle,
        string OwnNone,
        string OwnOpen,
        string Anew);

    public sealed record NeedWords(
        string Title,
        string Group,
        Func<int, string> GroupMembers,
        Func<int, string> GroupSoFar,
        string Deeds,
        string ShowDeeds,
        string Nothing,
        string NothingOwn);

    public sealed record ReviewWords(
        string Title,
        string Start,
        string StartHint,
        string TakeOver,
        string Yours,
        string NotYours,
        string VerifyTitle,
        string ProlongTitle,
        string Verify,
        string Prolong,
        string Facts,
        string FactsHint,
        string Basis,
        string BasisHint,
        string Until,
        string UntilHint,
        string RefuseTitle,
        string RefuseReason,
        string RefuseHint,
        string Refuse,
        string DismissTitle,
        string DismissReason,
        string Dismiss,
        string RevokeTitle,
        string RevokeReason,
        string Revoke);

    public sealed record EvidenceWords(
        string Add,
        string OnRecord,
        string OnRecordHint,
        string Offer,
        Func<string, string> OfferAbout,
        string His,
        string Nobodys,
        string Protocol,
        string ProtocolWhat,
        string ProtocolHint,
        string Member,
        string MemberName,
        string MemberNameHint,
        string MemberWhat,
        string MemberHint,
        string Gathering,
        string GatheringWhat,
        string GatheringHint,
        string Submit,
        string Withdraw,
        Func<string, string> WithdrawAbout,
        string WithdrawReason,
        string BroughtByClaimant,
        string BroughtByOthers,
        string Open);

    public sealed record OtherWords(
        string Title,
        string Dispute,
        string DisputeReason,
        string DisputeHint,
        string DisputeSubmit,
        string Role,
        string Contact,
        string Rename,
        string RenameHint,
        string Move,
        string MoveHint,
        string StepDown,
        string StepDownOwn,
        string StepDownReason,
        string StepDownSubmit,
        string Save,
        string Resets);
}

using System.Collections.Immutable;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Web.Leaders;

namespace CommunityGrains.Web.Wording;

public sealed partial record ClaimTexts
{
    private static readonly Plural MoreMembers = Plural.English("more member", "more members");

    private static readonly Plural MembersHave = Plural.English("member", "members");

    public static readonly ClaimTexts English = new()
    {
        List = new(
            Title: "Leaders",
            Lead: "Who says that they lead a community, and what shows it. A manager verifies it by a "
                + "protocol, by the word of members and by what was done.",
            Form: "Filter leaders",
            Text: "Community or name",
            TextHint: "A word of its name; people are found by name where it is published",
            Standing: "State",
            AnyStanding: "any",
            Waiting: "To be decided",
            All: "All",
            AsOf: date => $"As of {date}.",
            Empty: "Nobody was found",
            EmptyHint: "Remove part of the filter, or try another word.",
            WaitingEmpty: "Nothing to decide",
            WaitingEmptyHint: "Every claim has been looked at. New ones will appear here by themselves.",
            Nameless: "Name not published"),
        Raising = new(
            Link: "I lead this community",
            LinkHint: "It takes an account: the resource centre sends invitations.",
            Title: "I lead this community",
            TitleAnew: "Claim it again",
            Lead: "Say who you are in the community. A manager will look into it and either mark you as a "
                + "verified leader or explain what was missing.",
            LeadAnew: "Everything that was given before is still there. Add what was missing.",
            Name: "Full name",
            NameHint: "As in the meeting's protocol.",
            Email: "E-mail",
            Phone: "Phone",
            Private: "Name, e-mail and phone are seen only by those who work with your community. On public "
                + "pages your name appears only if you agree.",
            Role: "Who you are in the community",
            RoleText: "Your role in your own words",
            RoleTextHint: "For example: chair of the house council.",
            From: "Since which day",
            Protocol: "If a meeting elected you",
            ProtocolHint: "The rest (the word of members, gatherings held, initiatives) you will add on the "
                + "next page.",
            Submit: "Claim",
            SubmitAnew: "Claim again",
            Done: "Your claim is on record. Below is what it still lacks to be verified.",
            OwnTitle: "My claims",
            OwnNone: "You have not claimed to lead a community yet. Open your community's page and press "
                + "“I lead this community”.",
            OwnOpen: "Open the claim",
            Anew: "Claim again"),
        Needs = new(
            Title: "What is missing",
            Group: "a meeting's protocol or the word of three members",
            GroupMembers: count => "Nothing shows the people behind the leader: it takes a meeting's "
                + $"protocol or the word of {count} {MoreMembers.For(Language.English, count)}.",
            GroupSoFar: count => $"So far {count} {MembersHave.For(Language.English, count)} confirmed it.",
            Deeds: "at least one deed: an initiative proposed, a gathering within the last year or an "
                + "initiative finished",
            ShowDeeds: "Nothing shows deeds: it takes an initiative proposed, a gathering within the last "
                + "year or an initiative finished; any one of them.",
            Nothing: "The rule is met. The decision is the manager's.",
            NothingOwn: "The rule is met: there are people and there are deeds. A manager will decide."),
        Review = new(
            Title: "Review",
            Start: "Take it under review",
            StartHint: "Others will see that you are looking into it.",
            TakeOver: "Take the review over",
            Yours: "You are reviewing this claim.",
            NotYours: "You raised this claim, so somebody else decides on it.",
            VerifyTitle: "Verify",
            ProlongTitle: "Prolong the verification",
            Verify: "Verify",
            Prolong: "Prolong",
            Facts: "What the decision stands on",
            FactsHint: "Everybody will see these facts: they show why the leader is verified.",
            Basis: "Basis",
            BasisHint: "In a sentence or two: what you checked and how. No names: everybody will see it.",
            Until: "Until which day",
            UntilHint: "Two years at most; then we ask again.",
            RefuseTitle: "Refuse",
            RefuseReason: "What was missing",
            RefuseHint: "Write it so that the person knows what to bring next time. No names.",
            Refuse: "Refuse",
            DismissTitle: "The dispute was not borne out",
            DismissReason: "What was found",
            Dismiss: "Leave it as it was",
            RevokeTitle: "Revoke",
            RevokeReason: "Why it is revoked",
            Revoke: "Revoke"),
        Evidence = new(
            Add: "Add a fact",
            OnRecord: "On record already",
            OnRecordHint: "Initiatives of this community. One press is enough.",
            Offer: "Give",
            OfferAbout: what => $"Give: {what}",
            His: "led by this person",
            Nobodys: "no leader named",
            Protocol: "Meeting protocol",
            ProtocolWhat: "Its number and what was decided",
            ProtocolHint: "For example: No. 3, elected the chair. No surnames.",
            Member: "The word of a member",
            MemberName: "Who confirms",
            MemberNameHint: "Full name. The text itself is not kept, only a mark by which nobody counts "
                + "twice.",
            MemberWhat: "How it was confirmed",
            MemberHint: "For example: signed the sheet at the yard's meeting. No names.",
            Gathering: "A gathering, clean-up, celebration",
            GatheringWhat: "What was held",
            GatheringHint: "Activity counts for twelve months.",
            Submit: "Give",
            Withdraw: "Take the fact away",
            WithdrawAbout: what => $"Take the fact away: {what}",
            WithdrawReason: "Why it does not hold",
            BroughtByClaimant: "given by the claimant",
            BroughtByOthers: "given by others",
            Open: "open"),
        Other = new(
            Title: "More",
            Dispute: "Dispute",
            DisputeReason: "What is wrong",
            DisputeHint: "Until it is decided the page says that the leader is disputed. No names.",
            DisputeSubmit: "Dispute",
            Role: "Change the role",
            Contact: "Change e-mail and phone",
            Rename: "Correct the name",
            RenameHint: "The verification was of the former name and will hold no more.",
            Move: "Move to another community",
            MoveHint: "The verification was for the former community and will hold no more.",
            StepDown: "Leads it no more",
            StepDownOwn: "I lead this community no more",
            StepDownReason: "Why",
            StepDownSubmit: "Record it",
            Save: "Save",
            Resets: "resets the verification"),
        Done = new Dictionary<LeaderAct, string>
        {
            [LeaderAct.GiveEvidence] = "The fact is on record.",
            [LeaderAct.WithdrawEvidence] = "The fact was taken away; history keeps it.",
            [LeaderAct.StartReview] = "You have the claim under review.",
            [LeaderAct.Verify] = "The leader is verified.",
            [LeaderAct.Refuse] = "The claim was refused. The person will see why.",
            [LeaderAct.Dispute] = "The dispute is on record. A manager will decide.",
            [LeaderAct.DismissDispute] = "The dispute is decided: everything stands as before.",
            [LeaderAct.Revoke] = "The verification was revoked.",
            [LeaderAct.Rename] = "The name was corrected. It has to be verified anew.",
            [LeaderAct.MoveTo] = "The claim was moved. It has to be verified anew.",
            [LeaderAct.ChangeRole] = "The role was changed.",
            [LeaderAct.ChangeContact] = "E-mail and phone were saved.",
            [LeaderAct.StepDown] = "Recorded: leads it no more.",
        }.ToImmutableDictionary(),
        Worth = new Dictionary<EvidenceWorth, string>
        {
            [EvidenceWorth.Counts] = "counts",
            [EvidenceWorth.Withdrawn] = "taken away",
            [EvidenceWorth.Ahead] = "has not come yet",
            [EvidenceWorth.OfAnotherCommunity] = "of another community, does not count",
            [EvidenceWorth.TooOld] = "older than a year, does not count",
        }.ToImmutableDictionary(),
    };
}

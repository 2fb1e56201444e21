using CommunityGrains.Domain.Leaders;

namespace CommunityGrains.Domain.Specs.Leaders;

public sealed class ShowingEvidence : LeaderSpecification
{
    private static readonly LeaderEvent.EvidenceGiven Confirmed = Confirmation(31, member: 51);

    [Theory]
    [InlineData(EvidenceKind.MemberConfirmation, EvidenceClass.Group)]
    [InlineData(EvidenceKind.MeetingProtocol, EvidenceClass.Group)]
    [InlineData(EvidenceKind.InitiativeProposed, EvidenceClass.Ideas)]
    [InlineData(EvidenceKind.GatheringHeld, EvidenceClass.Activity)]
    [InlineData(EvidenceKind.InitiativeUnderWay, EvidenceClass.Activity)]
    [InlineData(EvidenceKind.InitiativeFinished, EvidenceClass.Results)]
    public void Each_kind_of_evidence_belongs_to_a_class(EvidenceKind kind, EvidenceClass expected)
    {
        var fact = Fact(31, kind, Today, Id(51)) with { Class = expected };
        Given(Claimed).When(Give(fact)).Then(fact);
    }

    [Theory]
    [InlineData("Claimed")]
    [InlineData("UnderReview")]
    [InlineData("Verified")]
    [InlineData("Contested")]
    public void Evidence_may_be_shown_as_long_as_the_claim_is_open(string state) => Given(HistoryOf(state))
        .When(Give(Confirmed))
        .Then(Confirmed);

    [Fact]
    public void What_will_happen_is_no_evidence() => Given(Claimed)
        .When(Give(Confirmed with { HappenedOn = Today.AddDays(1) }))
        .ThenRefused("leader.in-the-future", "happened-on");

    [Fact]
    public void A_confirmation_names_the_member() => Given(Claimed)
        .When(Give(Confirmed with { Witness = null }))
        .ThenRefused("leader.witness-missing");

    [Fact]
    public void Nobody_confirms_himself() => Given(Claimed)
        .When(Give(Confirmed with { Witness = Anna.Value }))
        .ThenRefused("leader.witness-is-claimant");

    [Fact]
    public void A_member_confirms_once() => Given(Claimed, Confirmed)
        .When(Give(Confirmed with { Id = Entry(32) }))
        .ThenRefused("leader.witness-confirmed-already");

    [Fact]
    public void A_member_whose_confirmation_was_withdrawn_may_confirm_again() =>
        Given(Claimed, Confirmed, new LeaderEvent.EvidenceWithdrawn(Confirmed.Id, "Wrong day"))
            .When(Give(Confirmed with { Id = Entry(32) }))
            .Then(Confirmed with { Id = Entry(32) });

    [Fact]
    public void A_member_of_both_communities_confirms_for_each() =>
        Given(Claimed, Confirmed, new LeaderEvent.Moved(Riverside, "She moved house"))
            .When(Give(Confirmed with { Id = Entry(32) }))
            .Then(Confirmed with { Id = Entry(32) });

    [Fact]
    public void The_same_evidence_again_is_on_record_already() => Given(Claimed, Confirmed)
        .When(Give(Confirmed))
        .ThenAlreadySo();

    [Fact]
    public void One_id_does_not_mean_two_facts() => Given(Claimed, Confirmed)
        .When(Give(Confirmed with { What = "Something else" }))
        .ThenRefused("leader.evidence-id-taken");

    [Fact]
    public void What_was_withdrawn_does_not_come_back_under_its_id() =>
        Given(Claimed, Confirmed, new LeaderEvent.EvidenceWithdrawn(Confirmed.Id, "Denied"))
            .When(Give(Confirmed))
            .ThenRefused("leader.evidence-id-taken");

    [Fact]
    public void Evidence_says_what_was_seen() => Given(Claimed)
        .When(Give(Confirmed with { What = "" }))
        .ThenRefused("leader.text-missing", "what");

    [Fact]
    public void Evidence_is_told_within_four_thousand_letters() => Given(Claimed)
        .When(Give(Confirmed with { What = new string('x', 4001) }))
        .ThenRefused("leader.text-too-long", "what");

    [Theory]
    [InlineData("Claimed")]
    [InlineData("Verified")]
    [InlineData("Contested")]
    [InlineData("Revoked")]
    [InlineData("SteppedDown")]
    public void What_proves_false_is_withdrawn_in_every_state(string state) => Given(HistoryOf(state))
        .When(new LeaderCommand.WithdrawEvidence(By(Manager), Protocol.Id, "The signatures are false"))
        .Then(new LeaderEvent.EvidenceWithdrawn(Protocol.Id, "The signatures are false"));

    [Fact]
    public void Unknown_evidence_cannot_be_withdrawn() => Given(Claimed)
        .When(new LeaderCommand.WithdrawEvidence(By(Manager), Protocol.Id, "False"))
        .ThenRefused("leader.evidence-unknown", Protocol.Id.ToString());
}

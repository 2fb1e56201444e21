using CommunityGrains.Domain.Leaders;

namespace CommunityGrains.Domain.Specs.Leaders;

public sealed class DisputingAClaim : LeaderSpecification
{
    private const string Known = "Ten neighbours know her";

    private static readonly LeaderCommand.DismissDispute Dismiss = new(By(Manager), Known);

    private static readonly LeaderEvent Dismissed = new LeaderEvent.DisputeDismissed(Manager, Known);

    private static readonly LeaderCommand.Revoke Revoke = new(By(Manager), "The protocol was forged");

    [Theory]
    [InlineData("Claimed")]
    [InlineData("UnderReview")]
    [InlineData("Verified")]
    public void Anyone_may_dispute_an_open_claim(string state) => Given(HistoryOf(state))
        .When(new LeaderCommand.Dispute(By(Neighbour), "Nobody in our yard has ever met her"))
        .Then(Disputed);

    [Fact]
    public void A_second_dispute_waits_for_the_first() => Given(AsContested)
        .When(new LeaderCommand.Dispute(By(OtherManager), "I doubt it too"))
        .ThenRefused("leader.contested");

    [Fact]
    public void A_dispute_gives_its_reason() => Given(AsVerified)
        .When(new LeaderCommand.Dispute(By(Neighbour), ""))
        .ThenRefused("leader.text-missing", "reason");

    [Theory]
    [InlineData("Claimed")]
    [InlineData("UnderReview")]
    [InlineData("Verified")]
    public void A_dismissed_dispute_leaves_the_claim_as_it_was(string state)
    {
        Given([.. HistoryOf(state)]);
        var before = State;
        Given(Disputed).When(Dismiss).Then(Dismissed);
        Given(Dismissed);
        State.ShouldBe(before);
    }

    [Fact]
    public void Where_nothing_is_disputed_there_is_nothing_to_dismiss() => Given(AsVerified)
        .When(Dismiss)
        .ThenAlreadySo();

    [Fact]
    public void A_verification_does_not_stand_again_on_what_was_withdrawn() =>
        Given([.. AsContested, new LeaderEvent.EvidenceWithdrawn(Protocol.Id, "The signatures are false")])
            .When(Dismiss)
            .ThenRefused("leader.evidence-missing", "group");

    [Fact]
    public void Facts_do_not_grow_old_while_they_are_disputed() => Given(AsContested)
        .When(Dismiss with { Asked = By(Manager, NextYear) })
        .Then(Dismissed);

    [Theory]
    [InlineData("Claimed")]
    [InlineData("UnderReview")]
    [InlineData("Verified")]
    public void A_dispute_that_proves_right_revokes_the_claim(string state) =>
        Given([.. HistoryOf(state), Disputed])
            .When(Revoke)
            .Then(Revoked);

    [Fact]
    public void What_was_shown_during_the_dispute_stays_on_record()
    {
        var shown = Confirmation(31, member: 51);
        Given([.. AsContested, shown, Dismissed]);
        State.ShouldBeOfType<Leader.Verified>().Card.Find(shown.Id).ShouldNotBeNull();
    }

    public static TheoryData<LeaderCommand> Waiting =>
    [
        new LeaderCommand.StartReview(By(Manager)),
        Verify(Manager),
        new LeaderCommand.Refuse(By(Manager), "No", []),
        new LeaderCommand.Expire(By(Manager, NextYear.AddDays(1))),
    ];

    [Theory]
    [MemberData(nameof(Waiting), DisableDiscoveryEnumeration = true)]
    public void All_other_decisions_wait_for_the_dispute(LeaderCommand command) => Given(AsContested)
        .When(command)
        .ThenRefused("leader.contested");

    [Fact]
    public void A_new_name_does_not_end_a_dispute()
    {
        Given([.. AsContested, new LeaderEvent.Renamed(new PersonName("Полевая Анна Ильинична"), "Married")]);
        var contested = State.ShouldBeOfType<Leader.Contested>();
        contested.Before.ShouldBe(new Leader.Claimed(contested.Card));
    }
}

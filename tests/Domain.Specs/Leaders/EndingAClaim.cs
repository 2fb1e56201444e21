using CommunityGrains.Domain.Leaders;

namespace CommunityGrains.Domain.Specs.Leaders;

public sealed class EndingAClaim : LeaderSpecification
{
    [Fact]
    public void A_verification_is_revoked() => Given(AsVerified)
        .When(new LeaderCommand.Revoke(By(OtherManager), "She moved away"))
        .Then(new LeaderEvent.Revoked(OtherManager, "She moved away"));

    [Theory]
    [InlineData("Claimed")]
    [InlineData("UnderReview")]
    public void Only_what_is_verified_is_revoked(string state) => Given(HistoryOf(state))
        .When(new LeaderCommand.Revoke(By(Manager), "No"))
        .ThenRefused("leader.not-verified");

    [Fact]
    public void A_verification_expires_after_its_last_day() => Given(AsVerified)
        .When(new LeaderCommand.Expire(By(Manager, NextYear.AddDays(1))))
        .Then(Expired);

    [Fact]
    public void On_its_last_day_a_verification_still_holds() => Given(AsVerified)
        .When(new LeaderCommand.Expire(By(Manager, NextYear)))
        .ThenRefused("leader.not-expired-yet", "2027-05-20");

    [Fact]
    public void Asked_again_a_day_later_it_has_expired_already() => Given(AsExpired)
        .When(new LeaderCommand.Expire(By(Manager, NextYear.AddDays(2))))
        .ThenAlreadySo();

    [Theory]
    [InlineData("Claimed")]
    [InlineData("UnderReview")]
    public void Only_what_is_verified_expires(string state) => Given(HistoryOf(state))
        .When(new LeaderCommand.Expire(By(Manager, NextYear.AddDays(1))))
        .ThenRefused("leader.not-verified");

    [Theory]
    [InlineData("Claimed")]
    [InlineData("UnderReview")]
    [InlineData("Verified")]
    [InlineData("Contested")]
    [InlineData("Expired")]
    public void Whoever_still_leads_may_step_down(string state) => Given(HistoryOf(state))
        .When(new LeaderCommand.StepDown(By(Anna), "Time for others"))
        .Then(new LeaderEvent.SteppedDown(Today, "Time for others"));

    [Theory]
    [InlineData("Refused", "refused")]
    [InlineData("Revoked", "revoked")]
    public void Whoever_was_found_not_to_lead_does_not_step_down(string state, string over) =>
        Given(HistoryOf(state))
            .When(new LeaderCommand.StepDown(By(Anna)))
            .ThenRefused("leader.over", over);

    [Theory]
    [InlineData("Refused", "refused")]
    [InlineData("Revoked", "revoked")]
    [InlineData("Expired", "expired")]
    [InlineData("SteppedDown", "stepped-down")]
    public void What_is_over_takes_no_more_decisions(string state, string over)
    {
        LeaderCommand[] commands =
        [
            Give(Confirmation(31, member: 51)),
            new LeaderCommand.StartReview(By(Manager)),
            Verify(Manager),
            new LeaderCommand.Refuse(By(Manager), "Another reason", []),
            new LeaderCommand.Dispute(By(Neighbour), "No"),
            new LeaderCommand.DismissDispute(By(Manager), "No"),
            new LeaderCommand.Revoke(By(Manager), "Another reason"),
            new LeaderCommand.MoveTo(By(Manager), Riverside, "She moved house"),
            new LeaderCommand.ChangeRole(By(Manager), LeaderRole.Other, "староста"),
        ];
        Given(HistoryOf(state));
        foreach (var command in commands) When(command).ThenRefused("leader.over", over);
    }

    [Fact]
    public void Only_a_verification_expires_not_what_is_over() => Given(AsRevoked)
        .When(new LeaderCommand.Expire(By(Manager, NextYear.AddDays(1))))
        .ThenRefused("leader.over", "revoked");
}

public sealed class CorrectingAClaim : LeaderSpecification
{
    private static readonly PersonName Married = new("Полевая Анна Ильинична");

    private static readonly LeaderCommand.Rename Rename = new(By(Registrar), Married, "Married");

    private static readonly LeaderEvent Renamed = new LeaderEvent.Renamed(Married, "Married");

    private static readonly LeaderEvent Moved = new LeaderEvent.Moved(Riverside, "She moved house");

    [Theory]
    [InlineData("Claimed", "Claimed")]
    [InlineData("UnderReview", "Claimed")]
    [InlineData("Verified", "Claimed")]
    [InlineData("Contested", "Contested")]
    [InlineData("Refused", "Refused")]
    [InlineData("Revoked", "Revoked")]
    [InlineData("Expired", "Expired")]
    [InlineData("SteppedDown", "SteppedDown")]
    public void A_new_name_undoes_what_was_decided_and_no_ending(string before, string after)
    {
        Given(HistoryOf(before)).When(Rename).Then(Renamed);
        Given(Renamed);
        State.GetType().Name.ShouldBe(after);
        State.CardOrNone()!.Person.Name.ShouldBe(Married);
    }

    [Theory]
    [InlineData("Claimed", "Claimed")]
    [InlineData("UnderReview", "Claimed")]
    [InlineData("Verified", "Claimed")]
    [InlineData("Contested", "Contested")]
    public void Another_community_undoes_what_was_decided(string before, string after)
    {
        Given(HistoryOf(before))
            .When(new LeaderCommand.MoveTo(By(Registrar), Riverside, "She moved house"))
            .Then(Moved);
        Given(Moved);
        State.GetType().Name.ShouldBe(after);
        State.CardOrNone()!.Community.ShouldBe(Riverside);
    }

    [Fact]
    public void The_name_she_has_changes_nothing() => Given(AsVerified)
        .When(Rename with { Name = AnnasContact.Name })
        .ThenAlreadySo();

    [Fact]
    public void The_community_she_leads_changes_nothing() => Given(AsVerified)
        .When(new LeaderCommand.MoveTo(By(Registrar), OldTown, "Said again"))
        .ThenAlreadySo();

    [Fact]
    public void A_new_name_has_a_reason() => Given(AsVerified)
        .When(Rename with { Reason = "" })
        .ThenRefused("leader.text-missing", "reason");

    [Fact]
    public void Another_role_is_still_the_same_leader()
    {
        var changed = new LeaderEvent.RoleChanged(LeaderRole.Leader, "лидер");
        Given(AsVerified)
            .When(new LeaderCommand.ChangeRole(By(Registrar), LeaderRole.Leader, "лидер"))
            .Then(changed);
        Given(changed);
        State.ShouldBeOfType<Leader.Verified>().Card.Role.ShouldBe(LeaderRole.Leader);
    }

    [Theory]
    [InlineData("Claimed")]
    [InlineData("Contested")]
    [InlineData("SteppedDown")]
    public void How_to_reach_a_person_is_corrected_in_every_state(string state) => Given(HistoryOf(state))
        .When(new LeaderCommand.ChangeContact(By(Anna), new EmailAddress("anna@example.org"), Phone: null))
        .Then(new LeaderEvent.ContactChanged(new EmailAddress("anna@example.org")));

    [Fact]
    public void An_address_no_longer_used_is_removed()
    {
        Given([.. AsClaimed, new LeaderEvent.ContactChanged(new EmailAddress("anna@example.org"))])
            .When(new LeaderCommand.ChangeContact(By(Anna), Email: null, Phone: null))
            .Then(new LeaderEvent.ContactChanged());
    }
}

public sealed class AHistoryThatCannotBe : LeaderSpecification
{
    [Theory]
    [InlineData("Unknown")]
    [InlineData("Claimed")]
    [InlineData("Revoked")]
    public void A_verification_out_of_place_stops_whoever_reads_it(string state)
    {
        Given([.. HistoryOf(state), Verified]);
        Should.Throw<EventOutOfPlaceException>(() => State);
    }

    [Fact]
    public void Nothing_is_claimed_while_it_is_open()
    {
        Given([.. AsVerified, Claimed]);
        Should.Throw<EventOutOfPlaceException>(() => State);
    }
}

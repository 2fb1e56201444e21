using CommunityGrains.Domain.Leaders;

namespace CommunityGrains.Domain.Specs.Leaders;

public sealed class ClaimingToLead : LeaderSpecification
{
    private static readonly Contact Boris = new(Neighbour, new PersonName("Лугов Борис Петрович"));

    [Fact]
    public void A_person_is_said_to_lead_a_community_since_a_day() => Given()
        .When(Claim(Claimed with { From = Today }))
        .Then(Claimed with { From = Today });

    [Fact]
    public void Nobody_leads_from_tomorrow_on() => Given()
        .When(Claim(Claimed with { From = Today.AddDays(1) }))
        .ThenRefused("leader.in-the-future", "from");

    [Fact]
    public void Of_an_unknown_claim_nothing_else_can_be_asked() => Given()
        .When(new LeaderCommand.StartReview(By(Manager)))
        .ThenRefused("leader.unknown");

    [Fact]
    public void A_claim_names_a_person() => Given()
        .When(Claim(Claimed with { Person = AnnasContact with { Name = new PersonName(" ") } }))
        .ThenRefused("leader.text-missing", "name");

    [Fact]
    public void All_texts_too_long_are_named() => Given()
        .When(Claim(Claimed with { RoleText = new string('р', 501), Source = new string('s', 501) }))
        .ThenRefused("leader.text-too-long", "role-text", "source");

    [Fact]
    public void A_text_that_no_log_gives_back_is_refused() => Given()
        .When(Claim(Claimed with { RoleText = "chair\u0000" }))
        .ThenRefused("leader.field-invalid", "role-text");

    [Fact]
    public void The_same_claim_while_it_is_open_is_so_already() => Given(AsVerified)
        .When(Claim(Claimed))
        .ThenAlreadySo();

    [Fact]
    public void What_differs_from_an_open_claim_is_named() => Given(AsClaimed)
        .When(Claim(new(Boris, Riverside, LeaderRole.Activist, "активист", Today, Registrar)))
        .ThenRefused("leader.known-already", "person", "community", "role", "from");

    [Theory]
    [InlineData("Refused")]
    [InlineData("Revoked")]
    [InlineData("Expired")]
    [InlineData("SteppedDown")]
    public void What_is_over_is_raised_anew_by_a_person(string state) => Given(HistoryOf(state))
        .When(Claim(Claimed with { By = Neighbour, Role = LeaderRole.Leader }))
        .Then(Claimed with { By = Neighbour, Role = LeaderRole.Leader });

    [Fact]
    public void Raised_anew_it_is_still_the_same_person_and_community() => Given(AsRevoked)
        .When(Claim(Claimed with { Person = Boris, Community = Riverside }))
        .ThenRefused("leader.known-already", "person", "community");

    [Fact]
    public void Raised_anew_it_keeps_the_evidence_and_the_new_raiser_may_not_decide() =>
        Given([.. AsExpired, Claimed with { By = Manager }, new LeaderEvent.ReviewStarted(OtherManager)])
            .When(Verify(Manager))
            .ThenRefused("leader.claim-raised-by-you");

    [Fact]
    public void Raised_anew_it_may_be_verified_on_the_evidence_kept() =>
        Given([.. AsExpired, Claimed, ReviewStarted])
            .When(Verify(Manager))
            .Then(Verified);
}

public sealed class ImportingAListOfLeaders : LeaderSpecification
{
    public static TheoryData<string> KnownStates =>
        ["Claimed", "UnderReview", "Verified", "Contested", "Refused", "Revoked", "Expired", "SteppedDown"];

    [Fact]
    public void A_row_of_a_list_opens_a_claim() => Given()
        .When(Claim(Listed))
        .Then(Listed);

    [Theory]
    [MemberData(nameof(KnownStates))]
    public void The_same_row_again_changes_nothing_whatever_became_of_the_claim(string state) =>
        Given([Listed, .. HistoryOf(state)[1..]])
            .When(Claim(Listed))
            .ThenAlreadySo();

    [Theory]
    [MemberData(nameof(KnownStates))]
    public void A_row_that_says_what_a_person_claimed_before_changes_nothing(string state) =>
        Given(HistoryOf(state))
            .When(Claim(Listed))
            .ThenAlreadySo();

    [Fact]
    public void A_role_changed_in_the_list_changes_the_role() => Given([Listed, .. AsVerified[1..]])
        .When(Claim(Listed with { Role = LeaderRole.Leader, RoleText = "лидер" }))
        .Then(new LeaderEvent.RoleChanged(LeaderRole.Leader, "лидер", List));

    [Fact]
    public void A_role_a_person_corrected_since_stays() =>
        Given(Listed, new LeaderEvent.RoleChanged(LeaderRole.Leader, "лидер"))
            .When(Claim(Listed))
            .ThenAlreadySo();

    [Fact]
    public void A_role_the_list_changed_after_the_correction_counts() =>
        Given(Listed, new LeaderEvent.RoleChanged(LeaderRole.Leader, "лидер"))
            .When(Claim(Listed with { Role = LeaderRole.Other, RoleText = "староста" }))
            .Then(new LeaderEvent.RoleChanged(LeaderRole.Other, "староста", List));

    [Fact]
    public void A_list_does_not_raise_anew_what_is_over() => Given([Listed, .. AsRevoked[1..]])
        .When(Claim(Listed with { Role = LeaderRole.Leader }))
        .ThenAlreadySo();

    [Fact]
    public void What_the_list_last_said_is_known_even_of_a_claim_raised_anew() =>
        Given([Listed, .. AsRevoked[1..], Claimed with { Role = LeaderRole.Leader, RoleText = "лидер" }])
            .When(Claim(Listed))
            .ThenAlreadySo();

    [Fact]
    public void A_claim_moved_since_keeps_the_community_of_its_list() =>
        Given(Listed, new LeaderEvent.Moved(Riverside, "The row was a mistake"),
            new LeaderEvent.RoleChanged(LeaderRole.Leader, "лидер", List))
            .When(Claim(Listed with { Role = LeaderRole.Leader, RoleText = "лидер" }))
            .ThenAlreadySo();

    [Fact]
    public void A_claim_moved_since_is_not_moved_back() =>
        Given(Listed, new LeaderEvent.Moved(Riverside, "The row was a mistake"))
            .When(Claim(Listed))
            .ThenAlreadySo();

    [Fact]
    public void A_name_corrected_since_stays() =>
        Given(Listed, new LeaderEvent.Renamed(new PersonName("Полевая Анна Ильинична"), "Married"))
            .When(Claim(Listed))
            .ThenAlreadySo();

    [Fact]
    public void A_row_about_somebody_else_is_refused() => Given(Listed)
        .When(Claim(Listed with { Person = AnnasContact with { Person = Neighbour } }))
        .ThenRefused("leader.known-already", "person");

    [Fact]
    public void A_row_about_another_community_is_refused() => Given(Listed)
        .When(Claim(Listed with { Community = Riverside }))
        .ThenRefused("leader.known-already", "community");
}

using CommunityGrains.Domain.Leaders;

namespace CommunityGrains.Domain.Specs.Leaders;

public sealed class VerifyingAClaim : LeaderSpecification
{
    [Fact]
    public void A_manager_takes_a_claim_under_review() => Given(AsClaimed)
        .When(new LeaderCommand.StartReview(By(Manager)))
        .Then(ReviewStarted);

    [Fact]
    public void Another_manager_takes_the_review_over() => Given(AsUnderReview)
        .When(new LeaderCommand.StartReview(By(OtherManager)))
        .Then(new LeaderEvent.ReviewStarted(OtherManager));

    [Fact]
    public void What_is_verified_is_prolonged_not_reviewed_from_the_start() => Given(AsVerified)
        .When(new LeaderCommand.StartReview(By(Manager)))
        .ThenRefused("leader.verified-already");

    [Fact]
    public void A_claim_is_verified_on_a_basis_until_a_day() => Given(AsUnderReview)
        .When(Verify(Manager))
        .Then(Verified);

    [Fact]
    public void A_fact_named_twice_stands_once() => Given(AsUnderReview)
        .When(Verify(Manager) with { StandsOn = [Protocol.Id, Gathering.Id, Protocol.Id] })
        .Then(Verified);

    [Fact]
    public void A_claim_is_reviewed_before_it_is_verified() => Given(AsClaimed)
        .When(Verify(Manager))
        .ThenRefused("leader.not-under-review");

    [Fact]
    public void A_verification_is_prolonged_on_facts_still_valid() => Given(AsVerified)
        .When(Verify(OtherManager) with { Until = NextYear.AddMonths(6) })
        .Then(Verified with { By = OtherManager, Until = NextYear.AddMonths(6) });

    [Fact]
    public void A_verification_is_not_prolonged_on_what_has_grown_old() => Given(AsVerified)
        .When(Verify(Manager) with { Asked = By(Manager, NextYear), Until = NextYear.AddYears(1) })
        .ThenRefused("leader.evidence-missing", "ideas", "activity", "results");

    [Fact]
    public void Of_each_fact_it_can_be_said_whether_it_counts_and_why_not()
    {
        Given(
            Claimed, Protocol, Gathering,
            Fact(31, EvidenceKind.GatheringHeld, Today.AddYears(-1).AddDays(-1)),
            Fact(32, EvidenceKind.GatheringHeld, Today.AddYears(-1)), Proposal,
            new LeaderEvent.EvidenceWithdrawn(Proposal.Id, "Hers it was not"),
            new LeaderEvent.Moved(Riverside, "The yard was renamed"));
        var card = State.CardOrNone()!;
        card.Evidence.Select(fact => VerificationRule.WorthOf(fact, card, Today)).ShouldBe(
        [
            EvidenceWorth.OfAnotherCommunity, EvidenceWorth.Counts, EvidenceWorth.TooOld,
            EvidenceWorth.Counts, EvidenceWorth.Withdrawn,
        ]);
        VerificationRule.WorthOf(card.Evidence[1], card, Gathering.HappenedOn.AddDays(-1))
            .ShouldBe(EvidenceWorth.Ahead);
        VerificationRule.WorthOf(card.Evidence[2], card, on: null).ShouldBe(EvidenceWorth.Counts);
    }

    [Fact]
    public void Confirmations_are_counted_by_members()
    {
        Given(
            Claimed, Confirmation(31, member: 51), Confirmation(32, member: 52),
            Confirmation(33, member: 53), new LeaderEvent.EvidenceWithdrawn(Entry(33), "A namesake"));
        VerificationRule.Confirmations(State.CardOrNone()!, Today).ShouldBe(2);
    }

    [Fact]
    public void A_claim_is_refused_with_the_facts_it_lacked() => Given(AsUnderReview)
        .When(new LeaderCommand.Refuse(By(Manager), "Elected by nobody", [Protocol.Id, Protocol.Id]))
        .Then(new LeaderEvent.Refused(Manager, "Elected by nobody", [Protocol.Id]));

    [Theory]
    [InlineData("Claimed")]
    [InlineData("Verified")]
    public void Only_what_is_under_review_is_refused(string state) => Given(HistoryOf(state))
        .When(new LeaderCommand.Refuse(By(Manager), "Nobody knows the group", []))
        .ThenRefused("leader.not-under-review");

    [Theory]
    [InlineData(0, "leader.until-too-early")]
    [InlineData(1, null)]
    [InlineData(730, null)]
    [InlineData(731, null)]
    [InlineData(732, "leader.until-too-late")]
    public void A_verification_holds_for_a_day_at_least_and_two_years_at_most(int days, string? refused)
    {
        var until = Today.AddDays(days);
        var decided = Given(AsUnderReview).When(Verify(Manager) with { Until = until });
        if (refused is null) decided.Then(Verified with { Until = until });
        else decided.ThenRefused(refused);
    }

    [Fact]
    public void Too_long_a_verification_is_told_its_last_possible_day() => Given(AsUnderReview)
        .When(Verify(Manager) with { Until = Today.AddYears(3) })
        .ThenRefused("leader.until-too-late", "2028-05-20");

    [Fact]
    public void A_decision_stands_on_evidence_that_is_on_record() => Given(AsUnderReview)
        .When(Verify(Manager) with { StandsOn = [Protocol.Id, Result.Id] })
        .ThenRefused("leader.evidence-unknown", Result.Id.ToString());

    [Fact]
    public void A_decision_does_not_stand_on_what_was_withdrawn() =>
        Given([.. AsUnderReview, new LeaderEvent.EvidenceWithdrawn(Gathering.Id, "It rained")])
            .When(Verify(Manager))
            .ThenRefused("leader.evidence-withdrawn", Gathering.Id.ToString());

    [Fact]
    public void A_refusal_too_stands_on_evidence_that_is_on_record() => Given(AsUnderReview)
        .When(new LeaderCommand.Refuse(By(Manager), "False result", [Result.Id]))
        .ThenRefused("leader.evidence-unknown", Result.Id.ToString());

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void A_verification_names_its_basis(string basis) => Given(AsUnderReview)
        .When(Verify(Manager) with { Basis = basis })
        .ThenRefused("leader.text-missing", "basis");
}

public sealed class TheVerificationRule : LeaderSpecification
{
    private static readonly LeaderEvent.EvidenceGiven
        First = Confirmation(31, member: 51),
        Second = Confirmation(32, member: 52),
        Third = Confirmation(33, member: 53);

    /// <summary>What is shown, and what is still missing.</summary>
    public static TheoryData<string, string[]> Cases => new()
    {
        { "nothing", ["group", "ideas", "activity", "results"] },
        { "protocol", ["ideas", "activity", "results"] },
        { "three confirmations", ["ideas", "activity", "results"] },
        { "gathering", ["group"] },
        { "proposal, gathering, under way, result", ["group"] },
        { "two confirmations, gathering", ["group"] },
        { "three confirmations, gathering", [] },
        { "one member three times, gathering", ["group"] },
        { "protocol, proposal", [] },
        { "protocol, under way", [] },
        { "protocol, result", [] },
        { "protocol, gathering a year ago", [] },
        { "protocol, gathering more than a year ago", ["ideas", "activity", "results"] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_leader_has_a_group_and_ideas_activity_or_results(string shown, string[] missing)
    {
        var facts = shown.Split(", ").SelectMany(FactsOf).ToArray();
        var decided = Given([Claimed, .. facts, ReviewStarted])
            .When(Verify(Manager) with { StandsOn = [.. facts.Select(x => x.Id)] });
        if (missing.Length > 0) decided.ThenRefused("leader.evidence-missing", missing);
        else decided.Then(Verified with { StandsOn = [.. facts.Select(x => x.Id)] });
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Pages_are_told_beforehand_what_is_missing(string shown, string[] missing)
    {
        Given([Claimed, .. shown.Split(", ").SelectMany(FactsOf)]);
        VerificationRule.Missing(State.CardOrNone()!, Today).ShouldBe(missing);
    }

    [Fact]
    public void Only_what_the_decision_names_counts() => Given(AsUnderReview)
        .When(Verify(Manager) with { StandsOn = [Gathering.Id] })
        .ThenRefused("leader.evidence-missing", "group");

    [Fact]
    public void A_group_elsewhere_does_not_count_here() =>
        Given([.. AsVerified, new LeaderEvent.Moved(Riverside, "She moved house"), ReviewStarted])
            .When(Verify(Manager))
            .ThenRefused("leader.evidence-missing", "group");

    [Fact]
    public void Back_in_the_first_community_its_group_counts_again() =>
        Given([
            .. AsVerified, new LeaderEvent.Moved(Riverside, "A mistake"),
            new LeaderEvent.Moved(OldTown, "Mended"), ReviewStarted,
        ])
            .When(Verify(Manager))
            .Then(Verified);

    [Fact]
    public void What_happened_after_the_day_of_the_decision_does_not_count() => Given(AsUnderReview)
        .When(Verify(Manager) with { Asked = By(Manager, Gathering.HappenedOn.AddDays(-1)), Until = Today })
        .ThenRefused("leader.evidence-missing", "ideas", "activity", "results");

    private static LeaderEvent.EvidenceGiven[] FactsOf(string shown) => shown switch
    {
        "nothing" => [],
        "protocol" => [Protocol],
        "two confirmations" => [First, Second],
        "three confirmations" => [First, Second, Third],
        "one member three times" => [First, First with { Id = Entry(34) }, First with { Id = Entry(35) }],
        "proposal" => [Proposal],
        "gathering" => [Gathering],
        "gathering a year ago" => [Gathering with { HappenedOn = Today.AddYears(-1) }],
        "gathering more than a year ago" => [Gathering with { HappenedOn = Today.AddYears(-1).AddDays(-1) }],
        "under way" => [UnderWay],
        "result" => [Result],
        _ => throw new ArgumentOutOfRangeException(nameof(shown), shown, "No such facts"),
    };
}

public sealed class DecidingOnOneself : LeaderSpecification
{
    /// <summary>State, command, who must not, and the refusal.</summary>
    public static TheoryData<string, string, string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, string, string>();
            foreach (var (state, command) in new[]
            {
                ("Claimed", "review"), ("UnderReview", "review"), ("UnderReview", "verify"),
                ("UnderReview", "refuse"), ("Verified", "verify"), ("Verified", "revoke"),
                ("Contested", "revoke"), ("Contested", "dismiss"),
            })
            {
                cases.Add(state, command, "claimant", "leader.own-claim");
                cases.Add(state, command, "raiser", "leader.claim-raised-by-you");
                if (state == "Contested") cases.Add(state, command, "disputer", "leader.own-dispute");
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Nobody_decides_on_himself_on_a_claim_he_raised_or_on_a_dispute_he_raised(
        string state, string command, string who, string refusal) => Given(HistoryOf(state))
        .When(CommandOf(command, by: who switch
        {
            "claimant" => Anna,
            "raiser" => Registrar,
            "disputer" => Neighbour,
            _ => throw new ArgumentOutOfRangeException(nameof(who), who, "No such person"),
        }))
        .ThenRefused(refusal);

    private static LeaderCommand CommandOf(string command, PersonId by) => command switch
    {
        "review" => new LeaderCommand.StartReview(By(by)),
        "verify" => Verify(by),
        "refuse" => new LeaderCommand.Refuse(By(by), "No", []),
        "revoke" => new LeaderCommand.Revoke(By(by), "No"),
        "dismiss" => new LeaderCommand.DismissDispute(By(by), "No"),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "No such command"),
    };
}

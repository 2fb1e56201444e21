using CommunityGrains.Domain.Communities;
using static CommunityGrains.Domain.Communities.CommunityCommand;

namespace CommunityGrains.Domain.Specs.Communities;

public sealed class MergingTwoRecords : CommunitySpecification
{
    private static readonly CommunityEvent TwinAbsorbed = new CommunityEvent.Absorbed(Twin, "The same");

    [Fact]
    public void A_possible_duplicate_is_suggested() => Given(ItIsRegistered)
        .When(new SuggestDuplicate(Today, Self, Twin, 96, "name-word-order"))
        .Then(new CommunityEvent.DuplicateSuggested(Twin, 96, "name-word-order"));

    [Fact]
    public void Nothing_is_its_own_duplicate() => Given(ItIsRegistered)
        .When(new SuggestDuplicate(Today, Self, Self, 100, "name-same"))
        .ThenRefused("community.duplicate-of-itself");

    [Theory]
    [InlineData(-1)]
    [InlineData(101)]
    public void Likeness_is_a_percentage(int likeness) => Given(ItIsRegistered)
        .When(new SuggestDuplicate(Today, Self, Twin, likeness, "name-same"))
        .ThenRefused("community.field-invalid", "likeness");

    [Fact]
    public void A_suggestion_says_on_what_grounds() => Given(ItIsRegistered)
        .When(new SuggestDuplicate(Today, Self, Twin, 90, ""))
        .ThenRefused("community.field-missing", "grounds");

    [Fact]
    public void What_was_dismissed_is_not_suggested_again() =>
        Given(ItIsRegistered, new CommunityEvent.DuplicateDismissed(Twin, "Two houses"))
        .When(new SuggestDuplicate(Today, Self, Twin, 100, "name-same"))
        .ThenAlreadySo();

    [Fact]
    public void What_was_taken_in_is_not_suggested() => Given(ItIsRegistered, TwinAbsorbed)
        .When(new SuggestDuplicate(Today, Self, Twin, 100, "name-same"))
        .ThenAlreadySo();

    [Fact]
    public void A_suspicion_is_dismissed_with_a_reason() =>
        Given(ItIsRegistered, new CommunityEvent.DuplicateSuggested(Twin, 90, "name-typo"))
        .When(new DismissDuplicate(Today, Twin, "Two houses"))
        .Then(new CommunityEvent.DuplicateDismissed(Twin, "Two houses"));

    [Fact]
    public void Dismissing_needs_a_reason() => Given(ItIsRegistered)
        .When(new DismissDuplicate(Today, Twin, ""))
        .ThenRefused("community.field-missing", "reason");

    [Fact]
    public void The_order_in_which_duplicates_are_found_does_not_matter()
    {
        CommunityEvent twin = new CommunityEvent.DuplicateSuggested(Twin, 90, "name-typo");
        CommunityEvent third = new CommunityEvent.DuplicateSuggested(Third, 80, "name-contained");
        After(twin, third).ShouldBe(After(third, twin));
    }

    [Fact]
    public void A_registered_record_takes_another_in() => Given(ItIsRegistered)
        .When(new Absorb(Today, Self, Twin, "The same"))
        .Then(TwinAbsorbed);

    [Fact]
    public void Taking_in_needs_a_reason() => Given(ItIsRegistered)
        .When(new Absorb(Today, Self, Twin, ""))
        .ThenRefused("community.field-missing", "reason");

    [Fact]
    public void No_record_takes_itself_in() => Given(ItIsRegistered)
        .When(new Absorb(Today, Self, Self, "The same"))
        .ThenRefused("community.merge-into-itself");

    [Fact]
    public void No_record_goes_into_itself() => Given(ItIsRegistered)
        .When(new MergeInto(Today, Self, Self, "The same"))
        .ThenRefused("community.merge-into-itself");

    [Fact]
    public void A_proposed_record_must_be_confirmed_before_it_takes_others_in() => Given(ItIsProposed)
        .When(new Absorb(Today, Self, Twin, "The same"))
        .ThenRefused("community.not-registered");

    [Fact]
    public void A_proposed_record_may_go_into_a_registered_one() => Given(ItIsProposed)
        .When(new MergeInto(Today, Self, Twin, "The same"))
        .Then(ItIsMerged);

    [Fact]
    public void The_other_record_goes_into_it() => Given(ItIsRegistered)
        .When(new MergeInto(Today, Self, Twin, "The same"))
        .Then(ItIsMerged);

    [Fact]
    public void What_went_into_one_record_does_not_go_into_another() => Given(ItIsRegistered, ItIsMerged)
        .When(new MergeInto(Today, Self, Third, "The same"))
        .ThenRefused("community.merged", Twin.ToString());

    [Fact]
    public void A_record_that_took_others_in_stays() => Given(ItIsRegistered, TwinAbsorbed)
        .When(new MergeInto(Today, Self, Third, "The same"))
        .ThenRefused("community.has-absorbed-others", Twin.ToString());

    [Fact]
    public void Once_it_let_go_of_them_it_may_be_merged() =>
        Given(ItIsRegistered, TwinAbsorbed, new CommunityEvent.Released(Twin, "Two houses"))
        .When(new MergeInto(Today, Self, Third, "The same"))
        .Then(new CommunityEvent.MergedInto(Third, "The same"));

    [Fact]
    public void Undoing_restores_exactly_what_was_before()
    {
        Given(ItIsRegistered, new CommunityEvent.LifeSignSeen("Met", Monday),
            new CommunityEvent.DuplicateSuggested(Twin, 90, "name-typo"));
        var before = State;
        Given(ItIsMerged)
            .When(new UndoMerge(Today, "Two houses"))
            .Then(new CommunityEvent.MergeUndone(Twin, "Two houses"));
        Given(new CommunityEvent.MergeUndone(Twin, "Two houses"));
        State.ShouldBe(before);
    }

    [Fact]
    public void Undoing_needs_a_reason() => Given(ItIsRegistered, ItIsMerged)
        .When(new UndoMerge(Today, ""))
        .ThenRefused("community.field-missing", "reason");

    [Fact]
    public void The_survivor_lets_go_and_is_as_before()
    {
        Given(ItIsRegistered, new CommunityEvent.DuplicateSuggested(Twin, 90, "name-typo"));
        var before = State;
        Given(TwinAbsorbed)
            .When(new Release(Today, Twin, "Two houses"))
            .Then(new CommunityEvent.Released(Twin, "Two houses"));
        Given(new CommunityEvent.Released(Twin, "Two houses"));
        State.ShouldBe(before);
    }

    [Fact]
    public void A_survivor_that_was_closed_meanwhile_lets_go_all_the_same() =>
        Given(ItIsRegistered, TwinAbsorbed, ItIsClosed)
        .When(new Release(Today, Twin, "Two houses"))
        .Then(new CommunityEvent.Released(Twin, "Two houses"));

    [Fact]
    public void While_it_is_taken_in_nobody_need_look_at_the_suspicion()
    {
        Given(ItIsRegistered, new CommunityEvent.DuplicateSuggested(Twin, 90, "name-typo"), TwinAbsorbed);
        State.ShouldBeOfType<Community.Registered>().Card.OpenSuspicions.ShouldBeEmpty();
    }

    private static Community After(params CommunityEvent[] happened) =>
        happened.Prepend(ItIsRegistered).Aggregate(Community.Initial, Community.Evolve);
}

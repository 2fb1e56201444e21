using CommunityGrains.Domain.Initiatives;

namespace CommunityGrains.Domain.Specs.Initiatives;

public sealed class ProposingAnInitiative : InitiativeSpecification
{
    [Fact]
    public void An_initiative_begins_with_the_analysis()
    {
        Given().When(Propose(Proposed)).Then(Proposed);
        Given(Proposed);
        State.ShouldBeOfType<Initiative.UnderWay>().Stage.ShouldBe(Stage.Analysis);
    }

    [Fact]
    public void A_community_named_twice_shares_it_once() => Given()
        .When(Propose(Proposed with { Communities = [OldTown, Riverside, OldTown] }))
        .Then(Proposed with { Communities = [OldTown, Riverside] });

    [Fact]
    public void An_initiative_belongs_to_a_community() => Given()
        .When(Propose(Proposed with { Communities = [] }))
        .ThenRefused("initiative.community-missing");

    [Fact]
    public void An_initiative_of_more_than_a_hundred_communities_is_a_programme() => Given()
        .When(Propose(Proposed with { Communities = Communities(101) }))
        .ThenRefused("initiative.communities-too-many");

    [Fact]
    public void An_initiative_has_a_title() => Given()
        .When(Propose(Proposed with { Title = "  " }))
        .ThenRefused("initiative.text-missing", "title");

    [Fact]
    public void A_title_fits_a_line() => Given()
        .When(Propose(Proposed with { Title = new string('п', 501) }))
        .ThenRefused("initiative.text-too-long", "title");

    [Fact]
    public void A_text_that_no_log_gives_back_is_refused() => Given()
        .When(Propose(Proposed with { Title = "Half a letter \ud83d" }))
        .ThenRefused("initiative.field-invalid", "title");

    [Fact]
    public void Of_an_unknown_initiative_nothing_else_can_be_asked() => Given()
        .When(new InitiativeCommand.SetGoal(Asked, "A playground"))
        .ThenRefused("initiative.unknown");

    [Fact]
    public void The_same_proposal_is_known_already() => Given(InDesign)
        .When(Propose(Proposed))
        .ThenAlreadySo();

    [Fact]
    public void What_differs_from_a_known_initiative_is_named() => Given(Proposed)
        .When(Propose(new("A garden", new(Id(77)), [Riverside], Leader: null, Manager)))
        .ThenRefused("initiative.known-already", "title", "municipality", "communities", "leader");

    [Theory]
    [InlineData("Analysis")]
    [InlineData("Evaluation")]
    [InlineData("Paused")]
    [InlineData("Finished")]
    [InlineData("Dropped")]
    public void A_row_of_a_list_changes_nothing_that_is_known(string state) =>
        Given([.. HistoryOf(state)])
            .When(Propose(Proposed with { Title = "A playground, corrected since", Source = "Ideas 2026" }))
            .ThenAlreadySo();

    internal static ValueList<CommunityId> Communities(int count) =>
        [.. Enumerable.Range(1000, count).Select(x => new CommunityId(Id(x)))];
}

public sealed class SharingAnInitiative : InitiativeSpecification
{
    private static readonly InitiativeCommand.LeaveCommunity Leave = new(Asked, OldTown, "Too far away");

    [Fact]
    public void Another_community_joins() => Given(Proposed)
        .When(new InitiativeCommand.JoinCommunity(Asked, Riverside))
        .Then(new InitiativeEvent.CommunityJoined(Riverside));

    [Fact]
    public void A_community_that_shares_it_need_not_join() => Given(Proposed)
        .When(new InitiativeCommand.JoinCommunity(Asked, OldTown))
        .ThenAlreadySo();

    [Fact]
    public void A_hundred_and_first_community_does_not_join() =>
        Given(Proposed with { Communities = ProposingAnInitiative.Communities(100) })
            .When(new InitiativeCommand.JoinCommunity(Asked, OldTown))
            .ThenRefused("initiative.communities-too-many");

    [Fact]
    public void A_community_leaves_when_another_remains() =>
        Given(Proposed, new InitiativeEvent.CommunityJoined(Riverside))
            .When(Leave)
            .Then(new InitiativeEvent.CommunityLeft(OldTown, "Too far away"));

    [Fact]
    public void The_last_community_does_not_leave() => Given(Proposed)
        .When(Leave)
        .ThenRefused("initiative.community-missing");

    [Fact]
    public void A_community_that_does_not_share_it_has_left_already() => Given(Proposed)
        .When(Leave with { Community = Riverside })
        .ThenAlreadySo();

    [Fact]
    public void Another_leader_takes_over_even_what_is_paused() => Given(AsPaused)
        .When(new InitiativeCommand.TakeOver(Asked, NewLeader, "The first one moved away"))
        .Then(new InitiativeEvent.TakenOver(NewLeader, "The first one moved away"));

    [Fact]
    public void Its_leader_need_not_take_over() => Given(Proposed)
        .When(new InitiativeCommand.TakeOver(Asked, Leader, "Said again"))
        .ThenAlreadySo();

    [Fact]
    public void A_take_over_gives_its_reason() => Given(Proposed)
        .When(new InitiativeCommand.TakeOver(Asked, NewLeader, ""))
        .ThenRefused("initiative.text-missing", "reason");

    [Fact]
    public void A_neighbour_supports_it() => Given(Proposed)
        .When(new InitiativeCommand.Support(Asked, Neighbour))
        .Then(new InitiativeEvent.SupporterJoined(Neighbour));

    [Fact]
    public void A_supporter_withdraws() => Given(Proposed, new InitiativeEvent.SupporterJoined(Neighbour))
        .When(new InitiativeCommand.WithdrawSupport(Asked, Neighbour))
        .Then(new InitiativeEvent.SupporterLeft(Neighbour));

    [Fact]
    public void Who_does_not_support_it_has_withdrawn_already() => Given(Proposed)
        .When(new InitiativeCommand.WithdrawSupport(Asked, Neighbour))
        .ThenAlreadySo();
}

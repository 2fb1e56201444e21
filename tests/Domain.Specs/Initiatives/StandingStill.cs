using CommunityGrains.Domain.Initiatives;

namespace CommunityGrains.Domain.Specs.Initiatives;

/// <summary>Of an initiative nothing was recorded for long: it is asked what holds it up.</summary>
public sealed class StandingStill : InitiativeSpecification
{
    private static readonly DateOnly LongAgo = new(2026, 3, 20);

    private static readonly InitiativeCommand.AskWhatHoldsItUp Ask = new(Asked, LongAgo);

    private static readonly InitiativeEvent WasAsked =
        new InitiativeEvent.AskedWhatHoldsItUp(Today, LongAgo);

    /// <summary>What may be recorded of a playground whose ground is being levelled.</summary>
    public static TheoryData<InitiativeEvent> Records => new()
    {
        HoursLogged,
        ContributionReceived,
        new InitiativeEvent.Retitled("A playground for everyone"),
        new InitiativeEvent.SupporterJoined(Neighbour),
        new InitiativeEvent.TakenOver(NewLeader, "The first one moved away"),
        Struck(WorkRecorded.Id),
        Entered(Stage.Evaluation),
    };

    [Theory]
    [InlineData("Analysis")]
    [InlineData("Design")]
    [InlineData("Implementation")]
    [InlineData("Evaluation")]
    public void At_every_stage_it_is_asked_what_holds_it_up(string stage) => Given(HistoryOf(stage))
        .When(Ask)
        .Then(WasAsked);

    [Fact]
    public void It_says_since_when_it_stands_still_and_when_it_was_asked()
    {
        Given([.. InDesign, WasAsked]);
        State.ShouldBeOfType<Initiative.UnderWay>().Standstill.ShouldBe(new Standstill(LongAgo, Today));
    }

    [Fact]
    public void The_question_leaves_dossier_and_stage_as_they_were()
    {
        Given(InImplementation);
        var before = State.ShouldBeOfType<Initiative.UnderWay>();
        Given(WasAsked);
        State.ShouldBe(before with { Standstill = new Standstill(LongAgo, Today) });
    }

    [Fact]
    public void Asked_once_it_is_not_asked_again_on_a_later_day_while_nothing_is_recorded() =>
        Given([.. InDesign, WasAsked])
            .When(Ask with { Asked = Asked with { On = Today.AddYears(1) } })
            .ThenAlreadySo();

    [Theory]
    [MemberData(nameof(Records), DisableDiscoveryEnumeration = true)]
    public void Whatever_is_recorded_ends_the_standstill_and_it_may_be_asked_again(InitiativeEvent recorded)
    {
        Given([.. InImplementation, WasAsked, recorded]);
        State.ShouldBeOfType<Initiative.UnderWay>().Standstill.ShouldBeNull();
        When(Ask).Then(WasAsked);
    }

    [Fact]
    public void A_pause_is_an_answer_and_resumed_it_begins_anew()
    {
        Given([.. InDesign, WasAsked, Paused, new InitiativeEvent.Resumed(Today)]);
        State.ShouldBeOfType<Initiative.UnderWay>().Standstill.ShouldBeNull();
    }

    [Fact]
    public void Nothing_can_have_been_recorded_last_on_a_day_to_come() => Given(InDesign)
        .When(Ask with { NothingSince = Today.AddDays(1) })
        .ThenRefused("initiative.in-the-future", "nothing-since");

    [Theory]
    [InlineData("Paused", "initiative.paused")]
    [InlineData("Finished", "initiative.finished")]
    [InlineData("Dropped", "initiative.dropped")]
    public void What_rests_or_has_ended_is_not_asked(string state, string refusal) => Given(HistoryOf(state))
        .When(Ask)
        .ThenRefused(refusal);

    [Fact]
    public void What_nobody_proposed_is_not_asked() => Given()
        .When(Ask)
        .ThenRefused("initiative.unknown");

    [Theory]
    [InlineData("Paused")]
    [InlineData("Finished")]
    [InlineData("Dropped")]
    public void A_question_to_what_is_not_under_way_stops_whoever_reads_it(string state)
    {
        Given([.. HistoryOf(state), WasAsked]);
        Should.Throw<EventOutOfPlaceException>(() => State);
    }
}

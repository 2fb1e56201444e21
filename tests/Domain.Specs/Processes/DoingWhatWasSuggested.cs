using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Processes;
using CommunityGrains.Domain.Suggestions;

namespace CommunityGrains.Domain.Specs.Processes;

public sealed class DoingWhatWasSuggested
{
    private static readonly SuggestionId Number = new(new Guid(9, 0, 0x7000, new byte[8]));

    private static readonly CommunityId Yard = new(new Guid(1, 0, 0x7000, new byte[8]));

    private static readonly PersonId Clerk = new(new Guid(3, 0, 0x7000, new byte[8]));

    private static readonly ValueList<FieldChange> Changes = [new(RegisterField.Members, "54")];

    private static readonly Asked Asked = new(
        new CommandId(Guid.NewGuid()), Clerk, DateTimeOffset.UnixEpoch, new DateOnly(2026, 11, 22));

    private readonly SuggestionProcess process = new();

    [Theory]
    [InlineData(null, "По сообщению жителя")]
    [InlineData("по табличке", "По сообщению жителя: по табличке")]
    public void A_correction_is_asked_of_the_community_and_says_where_it_comes_from(
        string? reason, string recorded)
    {
        var followUp = React(Yard, new Outcome.Corrected(Changes, reason)).ShouldHaveSingleItem();
        (followUp.Category, followUp.Key).ShouldBe(("community", Yard.Value));
        followUp.Command(Asked).ShouldBe(new CommunityCommand.Correct(Asked, Changes, recorded));
    }

    [Fact]
    public void A_question_is_put_to_the_community()
    {
        var followUp = React(Yard, new Outcome.Asked()).ShouldHaveSingleItem();
        followUp.Key.ShouldBe(Yard.Value);
        followUp.Command(Asked).ShouldBe(new CommunityCommand.AskIfTrue(Asked));
    }

    [Fact]
    public void What_was_missing_is_proposed_under_an_id_that_follows_from_the_suggestion()
    {
        var followUp = React(null, new Outcome.Proposed(Changes)).ShouldHaveSingleItem();
        followUp.Key.ShouldBe(SuggestionProcess.ProposedBy(Number).Value);
        followUp.Command(Asked).ShouldBe(new CommunityCommand.Propose(Asked, Changes));
    }

    [Fact]
    public void What_staff_did_by_themselves_asks_nothing() =>
        React(Yard, new Outcome.Noted("Позвонили")).ShouldBeEmpty();

    [Fact]
    public void Other_events_ask_nothing() => process
        .React(new Happening("suggestion", Number.Value, new SuggestionEvent.Declined("Нет", Clerk)))
        .ShouldBeEmpty();

    [Fact]
    public void What_the_community_refuses_opens_the_suggestion_again()
    {
        var happening = Happened(Yard, new Outcome.Asked());
        var asked = process.React(happening).ShouldHaveSingleItem();
        var amends = process.OnRefused(happening, asked, new("community.closed", [])).ShouldNotBeNull();
        (amends.Category, amends.Key).ShouldBe(("suggestion", Number.Value));
        amends.Command(Asked).ShouldBe(new SuggestionCommand.Reopen(Asked, "community.closed"));
    }

    private IEnumerable<FollowUp> React(CommunityId? community, Outcome outcome) =>
        process.React(Happened(community, outcome));

    private static Happening Happened(CommunityId? community, Outcome outcome) => new(
        "suggestion", Number.Value, new SuggestionEvent.Accepted(community, outcome, Clerk));
}

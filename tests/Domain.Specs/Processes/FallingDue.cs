using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Domain.Processes;

namespace CommunityGrains.Domain.Specs.Processes;

/// <summary>What time alone brings about, from a record's state and the rules.</summary>
public sealed class FallingDue
{
    private static readonly DueRules Rules = new() { SilentMonths = 12, AnswerDays = 30, StuckDays = 60 };
    private static readonly DateOnly Entered = Day("2025-01-10"), Recorded = Day("2025-11-30");

    /// <summary>Last sign, asked on; what falls due and from when. A question that came before the last sign
    /// was answered by it.</summary>
    [Theory]
    [InlineData(null, null, "question", "2026-01-10")]
    [InlineData("2025-06-01", null, "question", "2026-06-01")]
    [InlineData(null, "2026-02-01", "dormancy", "2026-03-04")]
    [InlineData("2025-06-01", "2026-06-02", "dormancy", "2026-07-03")]
    [InlineData("2026-02-05", "2026-02-01", "question", "2027-02-05")]
    [InlineData("2026-02-05", "2026-02-05", "question", "2027-02-05")]
    [InlineData("2025-06-01", "2025-06-02", "dormancy", "2026-06-01")]
    [InlineData("2024-02-29", null, "question", "2025-02-28")]
    public void A_silent_community_is_asked_and_then_counts_as_dormant(
        string? lastSign, string? asked, string occasion, string from)
    {
        var due = DueOn(Living(lastSign, asked)).ShouldNotBeNull();
        (due.Occasion, due.From).ShouldBe((occasion, Day(from)));
    }

    [Fact]
    public void Who_falls_dormant_is_told_since_when_nothing_was_seen()
    {
        var asked = new Asked(
            new CommandId(Guid.Empty), new PersonId(Guid.Empty), DateTimeOffset.UnixEpoch, Day("2026-03-04"));
        DueOn(Living(null, "2026-02-01"))!.Command(asked)
            .ShouldBe(new CommunityCommand.CountAsDormant(asked, Entered));
    }

    [Fact]
    public void A_verification_ends_the_day_after_its_last()
    {
        var verified = new Leader.Verified(
            null!, new Verification(new PersonId(Guid.Empty), "протокол", [], Day("2026-12-31")));
        var due = DueOn(verified).ShouldNotBeNull();
        (due.Occasion, due.From).ShouldBe(("expiry", Day("2027-01-01")));
        DueOn(new Leader.Contested(null!, verified, new PersonId(Guid.Empty), "спор"))
            .ShouldBeNull("a dispute is decided first");
    }

    [Theory]
    [InlineData(Stage.Analysis)]
    [InlineData(Stage.Implementation)]
    public void An_initiative_is_asked_what_holds_it_up_sixty_days_after_the_last_record(Stage stage)
    {
        var due = DueOn(new Initiative.UnderWay(null!, stage)).ShouldNotBeNull();
        (due.Occasion, due.From).ShouldBe(("stuck", Day("2026-01-29")));
        var asked = new Asked(
            new CommandId(Guid.Empty), new PersonId(Guid.Empty), DateTimeOffset.UnixEpoch, Day("2026-02-01"));
        due.Command(asked).ShouldBe(new InitiativeCommand.AskWhatHoldsItUp(asked, Recorded));
    }

    [Fact]
    public void Nothing_falls_due_on_an_initiative_that_was_asked_that_rests_or_that_has_ended()
    {
        foreach (var over in (Initiative[])[
            new Initiative.UnderWay(null!, Stage.Design, new Standstill(Entered, Recorded)),
            new Initiative.Paused(null!, Stage.Design, "зима"), new Initiative.Finished(null!),
            new Initiative.Dropped(null!, Stage.Design, "нет сил"), Initiative.Initial])
            DueOn(over).ShouldBeNull(over.GetType().Name);
    }

    [Fact]
    public void Nothing_falls_due_on_what_is_dormant_closed_or_merged()
    {
        var living = (Community.Registered)Living(null, null);
        foreach (var over in (Community[])[
            living with { Liveliness = Liveliness.Dormant },
            new Community.Merged(living, new CommunityId(Guid.Empty)),
            new Community.Closed(living.Card, Liveliness.Active, "нет"), Community.Initial])
            DueOn(over).ShouldBeNull(over.ToString());
    }

    private static Due? DueOn(object state) => Timetable.Of(state, Entered, Recorded, Rules);

    private static Community Living(string? lastSign, string? asked) => new Community.Registered(
        new Card(
            null!, null, [], null, null, [], lastSign is null ? null : Day(lastSign),
            asked is null ? null : Day(asked), null, [], [], []),
        lastSign is null ? Liveliness.Registered : Liveliness.Active);

    private static DateOnly Day(string text) =>
        DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}

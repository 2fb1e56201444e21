using CommunityGrains.Domain.Communities;
using static CommunityGrains.Domain.Communities.CommunityCommand;

namespace CommunityGrains.Domain.Specs.Communities;

public sealed class ShowingLife : CommunitySpecification
{
    private static readonly DateOnly LongAgo = Monday.AddYears(-2), YearAgo = Monday.AddYears(-1);

    private static CommunityEvent.LifeSignSeen SeenOn(DateOnly day) => new("Met", day);

    private static CommunityEvent.AskedIfTrue AskedOn(DateOnly day) => new(day);

    private Liveliness Liveliness => State.ShouldBeOfType<Community.Registered>().Liveliness;

    [Fact]
    public void Registered_alone_is_not_yet_alive()
    {
        Given(ItIsRegistered);
        Liveliness.ShouldBe(Domain.Communities.Liveliness.Registered);
    }

    [Fact]
    public void A_sign_of_life_makes_it_active()
    {
        Given(ItIsRegistered).When(new NoteLifeSign(Today, "Met", Monday)).Then(SeenOn(Monday));
        Given(SeenOn(Monday));
        Liveliness.ShouldBe(Domain.Communities.Liveliness.Active);
    }

    [Fact]
    public void A_sign_older_than_the_last_adds_nothing() => Given(ItIsRegistered, SeenOn(Monday))
        .When(new NoteLifeSign(On(Tuesday), "Posted", YearAgo))
        .ThenAlreadySo();

    [Fact]
    public void Nobody_sees_a_sign_of_the_future() => Given(ItIsRegistered)
        .When(new NoteLifeSign(Today, "Met", Tuesday))
        .ThenRefused("community.date-in-future", "seen-on");

    [Fact]
    public void A_sign_says_what_was_seen() => Given(ItIsRegistered)
        .When(new NoteLifeSign(Today, "", Monday))
        .ThenRefused("community.field-missing", "what");

    [Fact]
    public void The_question_is_put_once_a_day() => Given(ItIsRegistered)
        .When(new AskIfTrue(Today))
        .Then(AskedOn(Monday));

    [Fact]
    public void It_may_be_put_again_on_another_day() => Given(ItIsRegistered, AskedOn(Monday))
        .When(new AskIfTrue(On(Tuesday)))
        .Then(AskedOn(Tuesday));

    [Fact]
    public void One_click_answers_that_it_is_still_true() => Given(ItIsRegistered, AskedOn(Monday))
        .When(new ConfirmStillTrue(On(Tuesday, Resident)))
        .Then(new CommunityEvent.StillTrue(Tuesday, Resident));

    [Fact]
    public void An_answer_on_the_day_of_a_sign_is_still_recorded() => Given(ItIsRegistered, SeenOn(Monday))
        .When(new ConfirmStillTrue(Today))
        .Then(new CommunityEvent.StillTrue(Monday, Manager));

    [Fact]
    public void Without_a_sign_and_without_an_answer_it_falls_dormant() =>
        Given(ItIsRegistered, SeenOn(LongAgo), AskedOn(YearAgo))
        .When(new CountAsDormant(Today, YearAgo))
        .Then(new CommunityEvent.FellDormant(Monday, LongAgo));

    [Fact]
    public void One_that_never_showed_life_falls_dormant_too() => Given(ItIsRegistered, AskedOn(YearAgo))
        .When(new CountAsDormant(Today, YearAgo))
        .Then(new CommunityEvent.FellDormant(Monday));

    [Fact]
    public void Nobody_falls_dormant_unasked() => Given(ItIsRegistered, SeenOn(LongAgo))
        .When(new CountAsDormant(Today, YearAgo))
        .ThenRefused("community.not-asked");

    [Fact]
    public void A_question_from_before_the_last_sign_does_not_count() =>
        Given(ItIsRegistered, AskedOn(LongAgo), SeenOn(LongAgo.AddDays(3)))
        .When(new CountAsDormant(Today, YearAgo))
        .ThenRefused("community.not-asked");

    [Fact]
    public void A_later_sign_keeps_it_awake() => Given(ItIsRegistered, AskedOn(LongAgo), SeenOn(Monday))
        .When(new CountAsDormant(On(Tuesday), YearAgo))
        .ThenRefused("community.sign-seen-since");

    [Fact]
    public void Silence_cannot_last_into_the_future() => Given(ItIsRegistered, AskedOn(YearAgo))
        .When(new CountAsDormant(Today, Tuesday))
        .ThenRefused("community.date-in-future", "no-sign-since");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_new_sign_or_an_answer_wakes_it(bool sign)
    {
        Given(ItIsRegistered, AskedOn(YearAgo), new CommunityEvent.FellDormant(Monday));
        Liveliness.ShouldBe(Domain.Communities.Liveliness.Dormant);
        CommunityEvent wakes = sign ? SeenOn(Tuesday) : new CommunityEvent.StillTrue(Tuesday, Manager);
        CommunityCommand asked = sign
            ? new NoteLifeSign(On(Tuesday), "Met", Tuesday)
            : new ConfirmStillTrue(On(Tuesday));
        Given().When(asked).Then(wakes);
        Given(wakes);
        Liveliness.ShouldBe(Domain.Communities.Liveliness.Active);
    }

    [Fact]
    public void A_community_is_closed_with_a_reason() => Given(ItIsRegistered)
        .When(new Close(Today, "Moved away"))
        .Then(ItIsClosed);

    [Fact]
    public void Closing_needs_a_reason() => Given(ItIsRegistered)
        .When(new Close(Today, " "))
        .ThenRefused("community.field-missing", "reason");

    [Fact]
    public void A_closed_one_is_reopened_as_it_was()
    {
        Given(ItIsRegistered, SeenOn(Monday));
        var before = State;
        var reopened = new CommunityEvent.Reopened("Came back");
        Given(ItIsClosed).When(new Reopen(On(Tuesday), "Came back")).Then(reopened);
        Given(reopened);
        State.ShouldBe(before);
    }
}

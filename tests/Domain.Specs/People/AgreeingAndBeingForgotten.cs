using CommunityGrains.Domain.People;

namespace CommunityGrains.Domain.Specs.People;

public sealed class AgreeingAndBeingForgotten()
    : Specification<PersonCommand, PersonEvent, Person>(GrainKinds.Person)
{
    private const string Text = "2026-03", NewerText = "2026-09";

    private static readonly PersonId Clerk = new(new Guid(1, 0, 0x7000, new byte[8]));

    private static readonly DateOnly March = new(2026, 3, 1), May = new(2026, 5, 1), Today = new(2026, 11,
        22);

    private static readonly PersonEvent
        Agreed = new PersonEvent.ConsentGiven(ConsentPurpose.Publication, Text, March),
        Withdrew = new PersonEvent.ConsentWithdrawn(ConsentPurpose.Publication, May),
        Forgotten = new PersonEvent.Erased("20261122-1", "Request", Clerk, Today);

    [Fact]
    public void A_person_agrees_to_one_purpose_on_a_day_by_a_text() =>
        Given().When(Agree(ConsentPurpose.Publication, Text, March)).Then(Agreed);

    [Fact]
    public void Each_purpose_is_agreed_to_by_itself()
    {
        Given(Agreed).When(Agree(ConsentPurpose.Partners, Text, March))
            .Then(new PersonEvent.ConsentGiven(ConsentPurpose.Partners, Text, March));
        State.Agrees(ConsentPurpose.Publication).ShouldBeTrue();
        State.Agrees(ConsentPurpose.Contact).ShouldBeFalse();
    }

    [Fact]
    public void A_newer_text_replaces_the_older() =>
        Given(Agreed).When(Agree(ConsentPurpose.Publication, NewerText, May))
            .Then(new PersonEvent.ConsentGiven(ConsentPurpose.Publication, NewerText, May));

    [Fact]
    public void Nobody_agrees_in_the_future() =>
        Given().When(Agree(ConsentPurpose.Register, Text, Today.AddDays(1)))
            .ThenRefused("person.in-the-future", "given-on");

    [Fact]
    public void A_consent_names_its_text() =>
        Given().When(Agree(ConsentPurpose.Register, " ", March)).ThenRefused("person.text-missing",
            "text-version");

    [Fact]
    public void A_withdrawn_consent_holds_no_more()
    {
        Given(Agreed).When(new PersonCommand.WithdrawConsent(By(May),
            ConsentPurpose.Publication)).Then(Withdrew);
        Given(Withdrew);
        State.Agrees(ConsentPurpose.Publication).ShouldBeFalse();
    }

    [Fact]
    public void Withdrawing_what_was_never_given_is_so_already() =>
        Given().When(new PersonCommand.WithdrawConsent(By(May), ConsentPurpose.Contact)).ThenAlreadySo();

    [Fact]
    public void An_old_form_does_not_undo_a_withdrawal() =>
        Given(Agreed, Withdrew).When(Agree(ConsentPurpose.Publication, Text, March))
            .ThenRefused("person.withdrawn-since", "given-on");

    [Fact]
    public void An_old_form_does_not_undo_a_newer_one() =>
        Given(new PersonEvent.ConsentGiven(ConsentPurpose.Publication, NewerText, May))
            .When(Agree(ConsentPurpose.Publication, Text, March))
            .ThenRefused("person.consent-newer-known", "given-on");

    [Fact]
    public void A_person_may_agree_again() =>
        Given(Agreed, Withdrew).When(Agree(ConsentPurpose.Publication, NewerText, Today))
            .Then(new PersonEvent.ConsentGiven(ConsentPurpose.Publication, NewerText, Today));

    [Fact]
    public void Whoever_is_forgotten_agrees_to_nothing()
    {
        Given(Agreed).When(new PersonCommand.Erase(By(Today), "20261122-1", "Request")).Then(Forgotten);
        Given(Forgotten);
        State.Agrees(ConsentPurpose.Publication).ShouldBeFalse();
        When(Agree(ConsentPurpose.Publication, Text, March)).ThenRefused("person.erased");
    }

    [Fact]
    public void Somebody_who_never_agreed_to_anything_can_be_forgotten() =>
        Given().When(new PersonCommand.Erase(By(Today), "20261122-1", "Request")).Then(Forgotten);

    [Fact]
    public void Nobody_is_forgotten_without_a_basis() =>
        Given().When(new PersonCommand.Erase(By(Today), "20261122-1", "")).ThenRefused("person.text-missing",
            "basis");

    private static PersonCommand Agree(ConsentPurpose purpose, string text, DateOnly on) =>
        new PersonCommand.GiveConsent(By(Today), purpose, text, on);

    private static Asked By(DateOnly on) =>
        new(new CommandId(Guid.NewGuid()), Clerk, DateTimeOffset.UnixEpoch, on);
}

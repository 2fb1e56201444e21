using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Suggestions;
using static CommunityGrains.Domain.Suggestions.SuggestionCommand;

namespace CommunityGrains.Domain.Specs.Suggestions;

public sealed class SuggestingWithoutAnAccount()
    : Specification<SuggestionCommand, SuggestionEvent, Suggestion>(GrainKinds.Suggestion)
{
    private static readonly CommunityId Yard = new(new Guid(1, 0, 0x7000, new byte[8]));

    private static readonly MunicipalityId Town = new(new Guid(2, 0, 0x7000, new byte[8]));

    private static readonly PersonId Clerk = new(new Guid(3, 0, 0x7000, new byte[8]));

    private static readonly DateOnly Today = new(2026, 11, 22);

    private static readonly ToldText Street = new("ул. Садовая, 5"), Seen = new("Я там живу");

    private static readonly SuggestionEvent
        Corrected = new SuggestionEvent.CorrectionMade(
            Yard, RegisterField.Address, "ул. Мира, 5", Street, Seen, null, Today),
        IsGone = new SuggestionEvent.NoLongerTrue(Yard, Untruth.Gone, null, null, null, Today),
        IsMissing = new SuggestionEvent.MissingTold(Town, new("Совет двора"), null, null, null, Today);

    private static readonly ValueList<FieldChange> NewStreet =
        [new(RegisterField.Address, "улица Садовая, дом 5")];

    [Fact]
    public void A_resident_says_how_a_field_should_read() =>
        Given().When(Correction()).Then(Corrected);

    [Fact]
    public void A_resident_says_that_a_community_is_no_more() =>
        Given().When(new SayNoLongerTrue(Nobody(), Yard, Untruth.Gone)).Then(IsGone);

    [Fact]
    public void A_resident_tells_of_a_community_that_is_missing() =>
        Given().When(new TellOfMissing(Nobody(), Town, new("Совет двора"))).Then(IsMissing);

    [Fact]
    public void The_same_told_twice_is_so_already_also_after_midnight() =>
        Given(Corrected).When(Correction() with { Asked = Nobody(Today.AddDays(1)) }).ThenAlreadySo();

    [Fact]
    public void Another_thing_told_needs_a_number_of_its_own()
    {
        Given(Corrected).When(Correction() with { To = new("ул. Лесная, 1") })
            .ThenRefused("suggestion.known-already");
        When(new SayNoLongerTrue(Nobody(), Yard, Untruth.Gone)).ThenRefused("suggestion.known-already");
    }

    [Theory]
    [InlineData(RegisterField.Note)]
    [InlineData(RegisterField.BankDetails)]
    [InlineData(RegisterField.Municipality)]
    [InlineData(RegisterField.Ogrn)]
    public void What_the_office_alone_knows_is_not_suggested(RegisterField field) =>
        Given().When(Correction() with { Field = field })
            .ThenRefused("suggestion.field-not-open", KebabCase.Of(field));

    [Fact]
    public void Texts_have_an_end()
    {
        Given().When(Correction() with { To = new(new string('я', 1001)) })
            .ThenRefused("suggestion.text-too-long", "to");
        When(Correction() with { To = new(" ") }).ThenRefused("suggestion.text-missing", "to");
        When(Correction() with { HowKnown = new("bell\a") })
            .ThenRefused("suggestion.field-invalid", "how-known");
    }

    [Theory]
    [InlineData("anna")]
    [InlineData("anna@")]
    [InlineData("@example.org")]
    [InlineData("anna@one@example.org")]
    [InlineData("anna @example.org")]
    public void An_address_to_reply_to_is_one(string text) =>
        Given().When(Correction() with { ReplyTo = new(text) })
            .ThenRefused("suggestion.field-invalid", "reply-to");

    [Fact]
    public void Sealed_texts_are_not_looked_into() =>
        Given().When(Correction() with { To = new("~" + new string('x', 2000)), ReplyTo = new("~x") })
            .Then(((SuggestionEvent.CorrectionMade)Corrected) with
            {
                To = new("~" + new string('x', 2000)),
                ReplyTo = new("~x"),
            });

    [Fact]
    public void A_moderator_takes_it_over_as_he_knows_better() =>
        Given(Corrected).When(new AcceptByCorrecting(Staff(), NewStreet, " По табличке на доме "))
            .Then(new SuggestionEvent.Accepted(
                Yard, new Outcome.Corrected(NewStreet, "По табличке на доме"), Clerk));

    [Fact]
    public void A_moderator_has_the_community_asked() =>
        Given(IsGone).When(new AcceptByAsking(Staff()))
            .Then(new SuggestionEvent.Accepted(Yard, new Outcome.Asked(), Clerk));

    [Fact]
    public void A_moderator_proposes_what_is_missing()
    {
        ValueList<FieldChange> fields =
            [new(RegisterField.Name, "Совет двора"), new(RegisterField.Municipality, Town.ToString())];
        Given(IsMissing).When(new AcceptByProposing(Staff(), fields))
            .Then(new SuggestionEvent.Accepted(null, new Outcome.Proposed(fields), Clerk));
    }

    [Fact]
    public void What_comes_of_it_fits_what_was_told()
    {
        Given(IsMissing).When(new AcceptByCorrecting(Staff(), NewStreet))
            .ThenRefused("suggestion.outcome-unfit");
        When(new AcceptByAsking(Staff())).ThenRefused("suggestion.outcome-unfit");
        When(new CountAsOutdated(Staff())).ThenRefused("suggestion.outcome-unfit");
    }

    [Fact]
    public void A_correction_corrects_something() =>
        Given(Corrected).When(new AcceptByCorrecting(Staff(), []))
            .ThenRefused("suggestion.field-invalid", "changes");

    [Fact]
    public void A_moderator_declines_with_a_reason()
    {
        Given(Corrected).When(new Decline(Staff(), " Дом стоит на улице Мира "))
            .Then(new SuggestionEvent.Declined("Дом стоит на улице Мира", Clerk));
        When(new Decline(Staff(), " ")).ThenRefused("suggestion.text-missing", "reason");
    }

    [Fact]
    public void A_correction_of_what_has_changed_since_is_outdated() =>
        Given(Corrected).When(new CountAsOutdated(Staff())).Then(new SuggestionEvent.Outdated(Clerk));

    [Fact]
    public void What_is_decided_stays_so()
    {
        Given(Corrected, new SuggestionEvent.Declined("Нет", Clerk))
            .When(new AcceptByCorrecting(Staff(), NewStreet)).ThenRefused("suggestion.decided-already");
        When(new Decline(Staff(), "Другое")).ThenRefused("suggestion.decided-already");
        When(new Decline(Staff(), "Нет")).ThenAlreadySo();
    }

    [Fact]
    public void What_could_not_be_done_is_open_again_and_says_why()
    {
        var accepted = new SuggestionEvent.Accepted(Yard, new Outcome.Asked(), Clerk);
        Given(IsGone, accepted).When(new Reopen(Staff(), "community.closed"))
            .Then(new SuggestionEvent.Reopened("community.closed"));
        Given(new SuggestionEvent.Reopened("community.closed"));
        State.ShouldBeOfType<Suggestion.Open>().Setback.ShouldBe("community.closed");
        When(new AcceptByNoting(Staff(), "Уже закрыто"))
            .Then(new SuggestionEvent.Accepted(Yard, new Outcome.Noted("Уже закрыто"), Clerk));
    }

    [Fact]
    public void What_nobody_told_is_not_decided() =>
        Given().When(new Decline(Staff(), "Нет")).ThenRefused("suggestion.unknown");

    private static SuggestCorrection Correction() =>
        new(Nobody(), Yard, RegisterField.Address, "ул. Мира, 5", Street, Seen);

    private static Asked Nobody(DateOnly? on = null) =>
        new(new CommandId(Guid.NewGuid()), default, DateTimeOffset.UnixEpoch, on ?? Today);

    private static Asked Staff() => Nobody() with { By = Clerk };
}

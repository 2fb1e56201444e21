using CommunityGrains.Domain.People;

namespace CommunityGrains.Domain.Specs.People;

public sealed class KeepingParticulars()
    : Specification<PersonCommand, PersonEvent, Person>(GrainKinds.Person)
{
    private static readonly PersonId Clerk = new(new Guid(1, 0, 0x7000, new byte[8]));

    private static readonly DateOnly Today = new(2026, 11, 22);

    private static readonly BirthDate Born = new("1980-05-17");

    private static readonly HomeAddress Home = new("Уфа, ул. Мира, 1");

    private static readonly IdentityDocument Passport = new("Паспорт 00 00 000000");

    private static readonly PersonEvent
        Agreed = new PersonEvent.ConsentGiven(ConsentPurpose.Register, "2026-03", Today),
        Withdrew = new PersonEvent.ConsentWithdrawn(ConsentPurpose.Register, Today),
        BirthDateStated = new PersonEvent.BirthDateStated(Born),
        AddressStated = new PersonEvent.AddressStated(Home),
        DocumentsStated = new PersonEvent.DocumentsStated([Passport]);

    [Fact]
    public void What_a_person_agreed_to_is_kept()
    {
        Given(Agreed).When(new PersonCommand.StateBirthDate(Ask(), Born)).Then(BirthDateStated);
        When(new PersonCommand.StateAddress(Ask(), Home)).Then(AddressStated);
        When(Documents(Passport)).Then(DocumentsStated);
        Given(BirthDateStated, AddressStated, DocumentsStated);
        State.ShouldBeOfType<Person.Known>().Particulars.ShouldBe(new Particulars(Born, Home, [Passport]));
    }

    [Fact]
    public void Nothing_is_kept_of_who_did_not_agree()
    {
        Given().When(new PersonCommand.StateBirthDate(Ask(), Born))
            .ThenRefused("person.consent-missing", "register");
        When(new PersonCommand.StateAddress(Ask(), Home)).ThenRefused("person.consent-missing", "register");
        When(Documents(Passport)).ThenRefused("person.consent-missing", "register");
    }

    [Fact]
    public void Another_consent_is_not_enough() =>
        Given(new PersonEvent.ConsentGiven(ConsentPurpose.Publication, "2026-03", Today))
            .When(Documents(Passport)).ThenRefused("person.consent-missing", "register");

    [Fact]
    public void What_is_taken_away_leaves_the_rest()
    {
        Given(Agreed, BirthDateStated, AddressStated, DocumentsStated)
            .When(new PersonCommand.StateBirthDate(Ask(), null)).Then(new PersonEvent.BirthDateStated());
        Given(new PersonEvent.BirthDateStated());
        State.ShouldBeOfType<Person.Known>().Particulars.ShouldBe(new Particulars(null, Home, [Passport]));
    }

    [Fact]
    public void The_same_again_is_so_already()
    {
        Given(Agreed, BirthDateStated, AddressStated, DocumentsStated)
            .When(new PersonCommand.StateBirthDate(Ask(), Born)).ThenAlreadySo();
        When(new PersonCommand.StateAddress(Ask(), Home)).ThenAlreadySo();
        When(Documents(Passport)).ThenAlreadySo();
    }

    [Fact]
    public void With_the_consent_the_particulars_go()
    {
        Given(Agreed, BirthDateStated, AddressStated, DocumentsStated, Withdrew);
        State.ShouldBeOfType<Person.Known>().Particulars.ShouldBe(Particulars.None);
        When(Documents(Passport)).ThenRefused("person.consent-missing", "register");
    }

    [Fact]
    public void Another_consent_withdrawn_leaves_them()
    {
        Given(
            Agreed, AddressStated, new PersonEvent.ConsentGiven(ConsentPurpose.Contact, "2026-03", Today),
            new PersonEvent.ConsentWithdrawn(ConsentPurpose.Contact, Today));
        State.ShouldBeOfType<Person.Known>().Particulars.ShouldBe(new Particulars(null, Home, []));
    }

    [Fact]
    public void To_keep_nothing_takes_no_consent() =>
        Given().When(new PersonCommand.StateAddress(Ask(), null)).ThenAlreadySo();

    [Theory]
    [InlineData("17.05.1980")]
    [InlineData("1899-12-31")]
    [InlineData("2026-11-23")]
    [InlineData("2025-02-30")]
    public void A_birth_date_is_a_day_that_somebody_living_was_born_on(string text) =>
        Given(Agreed).When(new PersonCommand.StateBirthDate(Ask(), new(text)))
            .ThenRefused("person.field-invalid", "date");

    [Fact]
    public void An_empty_address_is_none() =>
        Given(Agreed).When(new PersonCommand.StateAddress(Ask(), new(" ")))
            .ThenRefused("person.text-missing", "address");

    [Fact]
    public void A_document_is_named_once() =>
        Given(Agreed).When(Documents(Passport, Passport)).ThenRefused("person.field-invalid", "documents");

    [Fact]
    public void More_than_ten_documents_are_nobodys() =>
        Given(Agreed)
            .When(Documents([.. Enumerable.Range(0, 11).Select(i => new IdentityDocument($"No. {i}"))]))
            .ThenRefused("person.field-invalid", "documents");

    [Fact]
    public void Of_whoever_is_forgotten_nothing_is_kept() =>
        Given(Agreed, new PersonEvent.Erased("20261122-1", "Request", Clerk, Today))
            .When(Documents(Passport)).ThenRefused("person.erased");

    private static PersonCommand Documents(params IdentityDocument[] documents) =>
        new PersonCommand.StateDocuments(Ask(), [.. documents]);

    private static Asked Ask() =>
        new(new CommandId(Guid.NewGuid()), Clerk, DateTimeOffset.UnixEpoch, Today);
}

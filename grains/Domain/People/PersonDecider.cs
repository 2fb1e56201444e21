using static CommunityGrains.Domain.Decision<CommunityGrains.Domain.People.PersonEvent>;

namespace CommunityGrains.Domain.People;

/// <summary>What may happen to a person's record. Pure: the same command on the same record decides the
/// same.</summary>
public static class PersonDecider
{
    public static Decision<PersonEvent> Decide(PersonCommand command, Person person) =>
        PersonTexts.Wrong(command) is { } wrong ? Refuse(wrong) : (command, person) switch
        {
            // Whoever was erased agrees to nothing, and is not erased twice.
            (PersonCommand.Erase or PersonCommand.WithdrawConsent, Person.Erased) => AlreadySo,
            (_, Person.Erased) => Refuse("person.erased"),

            (PersonCommand.GiveConsent c, Person.Known p) => Give(c, p.Last(c.Purpose)),
            (PersonCommand.WithdrawConsent c, Person.Known p) => p.Last(c.Purpose) is { WithdrawnOn: null }
                ? Accept(new PersonEvent.ConsentWithdrawn(c.Purpose, c.Asked.On))
                : AlreadySo,
            (PersonCommand.StateBirthDate c, Person.Known p) => Keep(
                p, c.Date == p.Particulars.BirthDate, c.Date is null,
                new PersonEvent.BirthDateStated(c.Date)),
            (PersonCommand.StateAddress c, Person.Known p) => Keep(
                p, c.Address == p.Particulars.Address, c.Address is null,
                new PersonEvent.AddressStated(c.Address)),
            (PersonCommand.StateDocuments c, Person.Known p) => Keep(
                p, c.Documents == p.Particulars.Documents, c.Documents.Count == 0,
                new PersonEvent.DocumentsStated(c.Documents)),
            (PersonCommand.Erase c, Person.Known) =>
                Accept(new PersonEvent.Erased(c.Act, c.Basis, c.Asked.By, c.Asked.On)),
            _ => throw new CommandOutOfPlaceException(command, person),
        };

    private static Decision<PersonEvent> Give(PersonCommand.GiveConsent c, Consent? last)
    {
        if (c.GivenOn > c.Asked.On) return Refuse("person.in-the-future", "given-on");
        // An old form that turns up late does not undo what was said since.
        if (last is { WithdrawnOn: { } withdrawn } && c.GivenOn < withdrawn)
            return Refuse("person.withdrawn-since", "given-on");
        if (last is { WithdrawnOn: null } && c.GivenOn < last.GivenOn)
            return Refuse("person.consent-newer-known", "given-on");
        return last is { WithdrawnOn: null } && (last.TextVersion, last.GivenOn) == (c.TextVersion, c.GivenOn)
            ? AlreadySo
            : Accept(new PersonEvent.ConsentGiven(c.Purpose, c.TextVersion, c.GivenOn));
    }

    private static Decision<PersonEvent> Keep(
        Person.Known person, bool isSo, bool isNothing, PersonEvent happened) =>
        isSo ? AlreadySo
        : isNothing || person.Agrees(ConsentPurpose.Register) ? Accept(happened)
        : Refuse("person.consent-missing", "register");
}

namespace CommunityGrains.Domain.People;

/// <summary>What a person agreed to, as its events have made it. Nobody needs to have agreed to anything to
/// be on record, so that there is no state before the first consent but the empty one.</summary>
public abstract record Person
{
    /// <summary>Not erased. <c>Consents</c>: the last one for each purpose, also when withdrawn
    /// since.</summary>
    public sealed record Known(ValueList<Consent> Consents, Particulars Particulars) : Person;

    /// <summary>Destroyed, and when. What he had agreed to is no matter any more.</summary>
    public sealed record Erased(string Act, DateOnly On) : Person;

    public static readonly Person Initial = new Known([], Particulars.None);

    public static Person Evolve(Person person, PersonEvent happened) => (person, happened) switch
    {
        (Known p, PersonEvent.ConsentGiven e) =>
            p with { Consents = p.With(new Consent(e.Purpose, e.TextVersion, e.On, WithdrawnOn: null)) },
        (Known p, PersonEvent.ConsentWithdrawn e) when p.Last(e.Purpose) is { } given => p with
        {
            Consents = p.With(given with { WithdrawnOn = e.On }),
            // They were kept by that consent alone.
            Particulars = e.Purpose == ConsentPurpose.Register ? Particulars.None : p.Particulars,
        },
        (Known p, PersonEvent.BirthDateStated e) =>
            p with { Particulars = p.Particulars with { BirthDate = e.Date } },
        (Known p, PersonEvent.AddressStated e) =>
            p with { Particulars = p.Particulars with { Address = e.Address } },
        (Known p, PersonEvent.DocumentsStated e) =>
            p with { Particulars = p.Particulars with { Documents = e.Documents } },
        (Known, PersonEvent.Erased e) => new Erased(e.Act, e.On),
        _ => throw new EventOutOfPlaceException(person, happened),
    };

    /// <summary>Whether the person agrees to this now.</summary>
    public bool Agrees(ConsentPurpose purpose) =>
        this is Known known && known.Last(purpose) is { WithdrawnOn: null };

    private Person() { }
}

/// <summary>A consent: what for, to which version of the text, when, and until when.</summary>
public sealed record Consent(
    ConsentPurpose Purpose, string TextVersion, DateOnly GivenOn, DateOnly? WithdrawnOn);

/// <summary>What is kept of a person besides how to reach him.</summary>
public sealed record Particulars(
    BirthDate? BirthDate, HomeAddress? Address, ValueList<IdentityDocument> Documents)
{
    public static readonly Particulars None = new(null, null, []);
}

/// <summary>A person's consents by purpose.</summary>
public static class Consents
{
    /// <summary>The last consent for a purpose; null when there was none.</summary>
    public static Consent? Last(this Person.Known person, ConsentPurpose purpose) =>
        person.Consents.FirstOrDefault(consent => consent.Purpose == purpose);

    internal static ValueList<Consent> With(this Person.Known person, Consent consent) =>
    [
        .. person.Consents.Without(known => known.Purpose == consent.Purpose).Add(consent)
            .OrderBy(known => known.Purpose),
    ];
}

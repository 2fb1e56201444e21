namespace CommunityGrains.Domain.People;

// The names are the storage format. Never rename one, never change what a field means:
// a new shape is a new version beside the old one, upcast on read.
public abstract record PersonEvent
{
    /// <summary>A person agreed to one use of his data. <c>TextVersion</c>: of the text he agreed to.
    /// </summary>
    [EventName("person.consent-given.v1")]
    public sealed record ConsentGiven(ConsentPurpose Purpose, string TextVersion, DateOnly On) : PersonEvent;

    [EventName("person.consent-withdrawn.v1")]
    public sealed record ConsentWithdrawn(ConsentPurpose Purpose, DateOnly On) : PersonEvent;

    /// <summary>Without a date none is kept any more.</summary>
    [EventName("person.birth-date-stated.v1")]
    public sealed record BirthDateStated(BirthDate? Date = null) : PersonEvent;

    /// <summary>Without an address none is kept any more.</summary>
    [EventName("person.address-stated.v1")]
    public sealed record AddressStated(HomeAddress? Address = null) : PersonEvent;

    /// <summary>All documents that are kept from now on.</summary>
    [EventName("person.documents-stated.v1")]
    public sealed record DocumentsStated(ValueList<IdentityDocument> Documents) : PersonEvent;

    /// <summary>The person's data was destroyed; that this happened, and why, stays. <c>Act</c>: the number
    /// of the act of destruction.</summary>
    [EventName("person.erased.v1")]
    public sealed record Erased(string Act, string Basis, PersonId By, DateOnly On) : PersonEvent;

    private PersonEvent() { }
}

/// <summary>What a person's data is used for; each is agreed to by itself.</summary>
public enum ConsentPurpose
{
    /// <summary>Being kept in the register, for the centre's own work.</summary>
    Register,

    /// <summary>The name on public pages.</summary>
    Publication,

    /// <summary>Being written to and called.</summary>
    Contact,

    /// <summary>Being handed to partner systems.</summary>
    Partners,
}

namespace CommunityGrains.Domain.People;

/// <summary>What may be asked of a person's record: consents, particulars, and the end.</summary>
public abstract record PersonCommand(Asked Asked) : Command(Asked)
{
    /// <summary>A consent, given on the day <c>GivenOn</c>. A newer text's version replaces the one
    /// before.</summary>
    public sealed record GiveConsent(
        Asked Asked, ConsentPurpose Purpose, string TextVersion, DateOnly GivenOn) : PersonCommand(Asked);

    public sealed record WithdrawConsent(Asked Asked, ConsentPurpose Purpose) : PersonCommand(Asked);

    /// <summary>What is kept of the person besides how to reach him; all of it anew, so that what is left out
    /// is kept no more. It takes a consent to being on the register.</summary>
    public sealed record StateParticulars(
        Asked Asked, BirthDate? BirthDate, HomeAddress? Address, ValueList<IdentityDocument> Documents)
        : PersonCommand(Asked);

    /// <summary>Records that the person's data is destroyed. Erasing asks it, which also destroys the key;
    /// asked alone it would only say so.</summary>
    [AskedByProcess]
    public sealed record Erase(Asked Asked, string Act, string Basis) : PersonCommand(Asked);
}

namespace CommunityGrains.Domain.People;

/// <summary>What may be asked of a person's record: consents, particulars, and the end.</summary>
public abstract record PersonCommand(Asked Asked) : Command(Asked)
{
    /// <summary>A consent, given on the day <c>GivenOn</c>. A newer text's version replaces the one
    /// before.</summary>
    public sealed record GiveConsent(
        Asked Asked, ConsentPurpose Purpose, string TextVersion, DateOnly GivenOn) : PersonCommand(Asked);

    public sealed record WithdrawConsent(Asked Asked, ConsentPurpose Purpose) : PersonCommand(Asked);

    // Particulars are stated one by one: who may see one of them need not see the others. Each takes a
    // consent to being on the register; null, or an empty list, is kept no more and takes none.

    public sealed record StateBirthDate(Asked Asked, BirthDate? Date) : PersonCommand(Asked);

    public sealed record StateAddress(Asked Asked, HomeAddress? Address) : PersonCommand(Asked);

    /// <summary>All documents there are to be.</summary>
    public sealed record StateDocuments(Asked Asked, ValueList<IdentityDocument> Documents)
        : PersonCommand(Asked);

    /// <summary>Records that the person's data is destroyed. Erasing asks it, which also destroys the key;
    /// asked alone it would only say so.</summary>
    [AskedByProcess]
    public sealed record Erase(Asked Asked, string Act, string Basis) : PersonCommand(Asked);
}

using CommunityGrains.Domain;
using CommunityGrains.Domain.People;

namespace CommunityGrains.Access.People;

/// <summary>All that people's data is sealed, revealed and found with in a deployment.</summary>
public sealed class PersonalVault : IDisposable
{
    private readonly KeyRing ring;

    private PersonalVault(AccessDatabase database, KeyRing ring, TimeProvider clock)
    {
        this.ring = ring;
        Database = database;
        Clock = clock;
        Keys = new PersonKeys(database, ring, clock);
        Index = new BlindIndex(database, ring);
    }

    internal AccessDatabase Database { get; }

    internal TimeProvider Clock { get; }

    /// <summary>The key that all keys of the deployment are wrapped with.</summary>
    public MasterKey Master => ring.Master;

    public PersonKeys Keys { get; }

    public BlindIndex Index { get; }

    /// <summary>Opens it with the master key.</summary>
    /// <param name="database">It stays the caller's.</param>
    /// <exception cref="MasterKeyException">There is none, or another one.</exception>
    public static async Task<PersonalVault> OpenAsync(
        AccessDatabase database, MasterKeyChoice choice, TimeProvider clock,
        CancellationToken cancel = default) =>
        new(database, await KeyRing.OpenAsync(database, choice, cancel), clock);

    /// <summary>What it takes to reveal data of these people, asked for once for a whole answer.</summary>
    public async ValueTask<Opened> OpenAsync(
        string region, IEnumerable<PersonId> people, CancellationToken cancel = default) =>
        new(await Keys.FindAsync(region, people.ToHashSet(), cancel));

    public void Dispose() => ring.Dispose();
}

/// <summary>Keys in hand for one answer, and no longer.</summary>
public sealed class Opened(IReadOnlyDictionary<PersonId, PersonKey> keys)
{
    /// <summary>The text; null when it cannot be revealed any more. What was never sealed is as it
    /// is.</summary>
    public string? Text(DatumKind kind, string text) =>
        !SealedText.IsSealed(text) ? text
        : Seal.PersonOf(text) is { } person && keys.TryGetValue(person, out var key)
            && Seal.TryOpen(key, kind, text, out var opened) ? opened
        : null;

    /// <summary>The text and its kind, for whoever does not know of what kind it is.</summary>
    public (DatumKind Kind, string Text)? Any(string text)
    {
        foreach (var kind in DatumKinds.All)
            if (Text(kind, text) is { } opened) return (kind, opened);
        return null;
    }

    public PersonName? Of(PersonName? name) =>
        name is not null && Text(DatumKind.Name, name.Value) is { } text ? new(text) : null;

    public EmailAddress? Of(EmailAddress? email) =>
        email is not null && Text(DatumKind.Email, email.Value) is { } text ? new(text) : null;

    public PhoneNumber? Of(PhoneNumber? phone) =>
        phone is not null && Text(DatumKind.Phone, phone.Value) is { } text ? new(text) : null;

    /// <summary>What of these can still be revealed.</summary>
    public Particulars Of(Particulars kept) => new(
        kept.BirthDate is { } birth && Text(DatumKind.BirthDate, birth.Value) is { } day ? new(day) : null,
        kept.Address is { } address && Text(DatumKind.Address, address.Value) is { } home ? new(home) : null,
        [
            .. kept.Documents.Select(document => Text(DatumKind.Document, document.Value))
                .OfType<string>().Select(text => new IdentityDocument(text)),
        ]);

    /// <summary>The contact in clear; null when its name cannot be revealed any more.</summary>
    public Contact? Of(Contact? contact) => contact is not null && Of(contact.Name) is { } name
        ? new Contact(contact.Person, name, Of(contact.Email), Of(contact.Phone))
        : null;
}

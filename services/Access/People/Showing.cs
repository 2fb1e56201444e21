using CommunityGrains.Domain;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Registry.Texts;

namespace CommunityGrains.Access.People;

/// <summary>A person of a record, as an answer would show him. <c>Community</c> and <c>Municipality</c>: the
/// record's, which rights go by.</summary>
internal sealed record Subject(
    PersonId Person, MunicipalityId? Municipality, CommunityId? Community)
{
    public static Subject? Of(Contact? contact, MunicipalityId? municipality, CommunityId? community) =>
        contact is null ? null : new Subject(contact.Person, municipality, community);

    /// <summary>Whose a sealed name is; nobody's where it was never sealed.</summary>
    public static Subject? Of(PersonName? name, MunicipalityId? municipality, CommunityId? community) =>
        name is not null && Seal.PersonOf(name.Value) is { } person
            ? new Subject(person, municipality, community)
            : null;
}

/// <summary>What one answer may show of its people: rights, consents and keys, each asked for once.</summary>
internal sealed class Showing
{
    private readonly Dictionary<Subject, PersonalFields> visible;
    private readonly Opened opened;
    private readonly Language language;

    private Showing(Dictionary<Subject, PersonalFields> visible, Opened opened, Language language) =>
        (this.visible, this.opened, this.language) = (visible, opened, language);

    /// <summary>Finds out, and notes what is shown to whoever works with people.</summary>
    /// <exception cref="UnusualVolumeException">The reader has looked up too many people.</exception>
    public static async ValueTask<Showing> OfAsync(
        PeopleServices services, Reader reader, string region, IEnumerable<Subject?> subjects,
        CancellationToken cancel)
    {
        var seen = new Dictionary<Subject, PersonalFields>();
        var read = new Dictionary<PersonId, PersonalFields>();
        var hidden = new List<Subject>();
        foreach (var subject in subjects.OfType<Subject>().Distinct())
        {
            var isOwn = reader.Viewer.IsSignedIn && subject.Person == reader.Viewer.By;
            var fields = isOwn ? PersonalFields.All
                : services.Rights.Visible(reader.Viewer, region, subject.Municipality, subject.Community);
            if (fields.HasFlag(PersonalFields.Name)) seen[subject] = fields;
            else hidden.Add(subject);
            if (fields != PersonalFields.None && !isOwn)
                read[subject.Person] = read.GetValueOrDefault(subject.Person) | fields;
        }

        var published = await services.OnRecord.PublishingAsync(
            region, [.. hidden.Select(subject => subject.Person).Distinct()], cancel);
        foreach (var subject in hidden.Where(subject => published.Contains(subject.Person)))
            seen[subject] = PersonalFields.Name;
        if (AccountOf(reader.Viewer) is { } account)
        {
            await services.Readings.NoteAsync(
                region, account, reader.Purpose, [.. read.Select(pair => (pair.Key, pair.Value))], cancel);
        }

        var people = seen.Keys.Select(subject => subject.Person);
        return new Showing(seen, await services.Vault.OpenAsync(region, people, cancel), reader.Language);
    }

    /// <summary>The account under which readings are noted; null for visitors, who see only what is
    /// public.</summary>
    public static string? AccountOf(Viewer viewer) =>
        viewer.Account?.ToString() ?? (viewer.Means == SignInMeans.Program ? "program" : null);

    /// <summary>A contact as it is shown; null when it is not.</summary>
    public Contact? Contact(Contact? contact, MunicipalityId? municipality, CommunityId? community)
    {
        if (Subject.Of(contact, municipality, community) is not { } subject) return null;
        if (!visible.TryGetValue(subject, out var fields)) return null;
        return new Contact(
            contact!.Person, opened.Of(contact.Name) ?? Withheld.Erased(language),
            fields.HasFlag(PersonalFields.Email) ? opened.Of(contact.Email) : null,
            fields.HasFlag(PersonalFields.Phone) ? opened.Of(contact.Phone) : null);
    }

    /// <summary>The same where the answer must name somebody.</summary>
    public Contact Somebody(Contact contact, MunicipalityId? municipality, CommunityId? community) =>
        Contact(contact, municipality, community) ?? new Contact(default, Withheld.Name);

    public PersonName? Name(PersonName? name, MunicipalityId? municipality, CommunityId? community)
    {
        if (name is null) return null;
        if (Subject.Of(name, municipality, community) is not { } subject) return name;
        return visible.ContainsKey(subject) ? opened.Of(name) ?? Withheld.Erased(language) : null;
    }

    /// <summary>A text of a history: as it is when it was never sealed, null when it is not shown.</summary>
    public string? Text(string? text, MunicipalityId? municipality, CommunityId? community)
    {
        if (text is null || Seal.PersonOf(text) is not { } person) return text;
        if (!visible.TryGetValue(new Subject(person, municipality, community), out var fields)) return null;
        if (opened.Any(text) is not var (kind, clear)) return Withheld.Erased(language).Value;
        return fields.HasFlag(FieldOf(kind)) ? clear : null;
    }

    private static PersonalFields FieldOf(DatumKind kind) => kind switch
    {
        DatumKind.Name => PersonalFields.Name,
        DatumKind.Email => PersonalFields.Email,
        DatumKind.Phone => PersonalFields.Phone,
        DatumKind.BirthDate => PersonalFields.BirthDate,
        DatumKind.Address => PersonalFields.Address,
        DatumKind.Document => PersonalFields.Document,
        DatumKind.Told => PersonalFields.Told,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No field has this kind"),
    };
}

/// <summary>What revealing needs.</summary>
public sealed record PeopleServices(
    PersonalVault Vault, IPeopleOnRecord OnRecord, IPersonalRights Rights, ReadingLog Readings);

using System.Text.Json.Serialization;
using CommunityGrains.Access.Rights;
using CommunityGrains.Domain;
using CommunityGrains.Domain.People;
using CommunityGrains.Engine;
using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Access.People;

/// <summary>Where a person stands: as the head whom the register names, or by a claim to lead, which then
/// has an id, a role and a standing.</summary>
public sealed record PersonRecord(
    CommunityId Community, string CommunityName, string MunicipalityName, Contact Contact,
    LeaderId? Claim = null, string? RoleText = null, LeaderStanding? Standing = null);

/// <summary>A person found.</summary>
public sealed record PersonLine(PersonId Id, PersonName Name, IReadOnlyList<PersonRecord> Records);

/// <summary>Those found. <c>More</c>: there are others; say more to find them.</summary>
public sealed record PeopleFound(IReadOnlyList<PersonLine> People, bool More);

/// <summary>A person as one viewer may see him. <c>Name</c>: null when he stands nowhere now, or was erased.
/// <c>ErasedOn</c>: null when his data is there. <c>Visible</c>: the fields that the viewer may see; the
/// others are absent whether there is anything or not. <c>Earlier</c>: how many records held his data
/// before.</summary>
public sealed record PersonFile(
    PersonId Id, PersonName? Name, DateOnly? ErasedOn, ValueList<Consent> Consents, Particulars Particulars,
    ValueList<PersonalField> Visible, IReadOnlyList<PersonRecord> Records, int Earlier)
{
    /// <summary>Whether any record of the region has ever said anything of the person.</summary>
    [JsonIgnore]
    public bool IsOnRecord => Records.Count > 0 || Earlier > 0 || Consents.Count > 0 || ErasedOn is not null;
}

/// <summary>People across the records that name them, as far as a viewer may see them.</summary>
/// <param name="registry">The registry as the viewer is answered.</param>
public sealed class PeopleDirectory(
    IRegistry registry, IGrains grains, Places places, RightsPolicy rights, PeopleServices services)
{
    private const int LinesMax = 20;

    // A beginning of three letters fits thousands, of whom the viewer may see few.
    private const int LookedAtMax = 300;

    /// <summary>Finds people by name, by its parts, by phone, or by e-mail.</summary>
    /// <exception cref="UnusualVolumeException">The viewer has looked up too many people.</exception>
    public async ValueTask<PeopleFound> FindAsync(
        Viewer viewer, string region, string text, CancellationToken cancel = default)
    {
        var (lines, lookedAt) = (new List<PersonLine>(), 0);
        var found = await WhoAsync(region, text, cancel);
        // In one order, so that the same question is answered with the same people.
        foreach (var person in found.OrderBy(person => person.Value).Take(LookedAtMax))
        {
            if (lines.Count == LinesMax) break;
            lookedAt++;
            var place = await PlaceOfAsync(region, person, cancel);
            if (!May(viewer, "people.find", place)) continue;
            var (records, _) = await RecordsAsync(region, person, cancel);
            if (records.Count > 0) lines.Add(new PersonLine(person, records[0].Contact.Name, records));
        }

        return new PeopleFound(
            [.. lines.OrderBy(line => line.Name.Value, StringComparer.Ordinal)], lookedAt < found.Count);
    }

    /// <summary>One person; null when there is none of whom the viewer may know.</summary>
    /// <exception cref="UnusualVolumeException">The viewer has looked up too many people.</exception>
    public async ValueTask<PersonFile?> OneAsync(
        Viewer viewer, string region, PersonId person, CancellationToken cancel = default)
    {
        var place = await PlaceOfAsync(region, person, cancel);
        if (!May(viewer, "people.get", place)) return null;
        var (records, earlier) = await RecordsAsync(region, person, cancel);
        var state = (await grains.StateAsync(Erasing.StreamOf(region, person), cancel)).State;
        var isOwn = viewer.By == person;
        if (!isOwn && records.Count == 0 && earlier == 0 && state is Person.Known { Consents.Count: 0 })
            return null;
        ValueList<PersonalField> visible =
            [.. Enum.GetValues<PersonalField>().Where(field => rights.MaySee(viewer, field, place))];
        if (state is Person.Erased erased)
            return new PersonFile(person, null, erased.On, [], Particulars.None, visible, records, earlier);
        var known = (Person.Known)state;
        if (!isOwn) await NoteAsync(viewer, region, person, known.Particulars, visible, cancel);
        return new PersonFile(
            person, records.Count > 0 ? records[0].Contact.Name : null, null, known.Consents,
            await OpenAsync(region, person, Seen(known.Particulars, visible), cancel), visible, records,
            earlier);
    }

    private bool May(Viewer viewer, string operation, Place place) =>
        rights.Decide(viewer, new What.Operation(operation), place) == Verdict.Granted
        && rights.MaySee(viewer, PersonalField.Name, place);

    private static Particulars Seen(Particulars kept, ValueList<PersonalField> visible) => new(
        visible.Contains(PersonalField.BirthDate) ? kept.BirthDate : null,
        visible.Contains(PersonalField.Address) ? kept.Address : null,
        visible.Contains(PersonalField.Document) ? kept.Documents : []);

    private async ValueTask<Particulars> OpenAsync(
        string region, PersonId person, Particulars seen, CancellationToken cancel) =>
        seen == Particulars.None
            ? seen
            : (await services.Vault.OpenAsync(region, [person], cancel)).Of(seen);

    // Name and contacts are noted where they are revealed.
    private async ValueTask NoteAsync(
        Viewer viewer, string region, PersonId person, Particulars kept, ValueList<PersonalField> visible,
        CancellationToken cancel)
    {
        var seen = Seen(kept, visible);
        var fields = (seen.BirthDate is null ? PersonalFields.None : PersonalFields.BirthDate)
            | (seen.Address is null ? PersonalFields.None : PersonalFields.Address)
            | (seen.Documents.Count == 0 ? PersonalFields.None : PersonalFields.Document);
        if (fields != PersonalFields.None && Showing.AccountOf(viewer) is { } account)
        {
            await services.Readings.NoteAsync(
                region, account, ReadingPurpose.Work, [(person, fields)], cancel);
        }
    }

    private async ValueTask<(IReadOnlyList<PersonRecord> Now, int Earlier)> RecordsAsync(
        string region, PersonId person, CancellationToken cancel)
    {
        var (now, earlier) = (new List<PersonRecord>(), 0);
        foreach (var record in await services.OnRecord.RecordsOfAsync(region, person, cancel))
        {
            if (record.Category == GrainKinds.Person.Category) continue;
            var here = record.Category == GrainKinds.Leader.Category
                ? Of(await registry.LeaderAsync(region, new(record.Key), cancel: cancel))
                : Of(await registry.CommunityAsync(region, new(record.Key), cancel: cancel));
            if (here is not null && here.Contact.Person == person) now.Add(here);
            else earlier++;
        }

        return ([.. now.OrderBy(record => record.Claim is null)], earlier);
    }

    private static PersonRecord? Of(LeaderDetails? found) => found?.Row is not { } row ? null : new(
        row.Community, row.CommunityName, row.MunicipalityName, row.Person, row.Id, row.RoleText,
        row.Standing);

    private static PersonRecord? Of(CommunityDetails? found) => found?.Row is { Head: { } head } row
        ? new(row.Id, row.Entry.Name, row.MunicipalityName, head)
        : null;

    // A phone is written with spaces, so that the whole is tried before its words.
    private async ValueTask<IReadOnlyCollection<PersonId>> WhoAsync(
        string region, string text, CancellationToken cancel)
    {
        var whole = await services.Vault.Index.FindAsync(region, text, cancel);
        if (whole.Count > 0) return whole;
        HashSet<PersonId>? all = null;
        foreach (var word in FoundPeople.Words(text))
        {
            var found = await services.Vault.Index.FindAsync(region, word, cancel);
            if (all is null) all = [.. found];
            else all.IntersectWith(found);
        }

        return all ?? [];
    }

    private ValueTask<Place> PlaceOfAsync(string region, PersonId person, CancellationToken cancel) =>
        places.OfAsync(Erasing.StreamOf(region, person), cancel);
}

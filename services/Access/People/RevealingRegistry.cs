using System.Runtime.CompilerServices;
using CommunityGrains.Domain;
using CommunityGrains.EventLog;
using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Access.People;

/// <summary>
/// The registry as one reader is answered: people's data revealed where he may see it, and no trace of it
/// elsewhere. Names that people agreed to publish are shown to everybody. What was destroyed says so.
/// </summary>
public sealed class RevealingRegistry(IRegistry registry, PeopleServices services, Reader reader) : IRegistry
{
    private const int AtOnce = 500;

    public async ValueTask<Page<CommunityRow>> CommunitiesAsync(
        CommunityQuery query, CancellationToken cancel = default)
    {
        var page = await registry.CommunitiesAsync(query, cancel);
        return page with { Items = await RowsAsync(query.Region, page.Items, cancel) };
    }

    public ValueTask<CommunityFacets> CommunityFacetsAsync(
        CommunityQuery query, CancellationToken cancel = default) =>
        registry.CommunityFacetsAsync(query, cancel);

    public ValueTask<IReadOnlyList<string>> TopicsAsync(string region, CancellationToken cancel = default) =>
        registry.TopicsAsync(region, cancel);

    public async IAsyncEnumerable<CommunityRow> StreamCommunitiesAsync(
        CommunityQuery query, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var part = new List<CommunityRow>(AtOnce);
        await foreach (var row in registry.StreamCommunitiesAsync(query, cancel))
        {
            part.Add(row);
            if (part.Count < AtOnce) continue;
            foreach (var shown in await RowsAsync(query.Region, part, cancel)) yield return shown;
            part.Clear();
        }

        foreach (var shown in await RowsAsync(query.Region, part, cancel)) yield return shown;
    }

    public async ValueTask<CommunityDetails?> CommunityAsync(
        string region, CommunityId id, AsOf? asOf = null, CancellationToken cancel = default)
    {
        if (await registry.CommunityAsync(region, id, asOf, cancel) is not { } found) return null;
        var showing = await ShowAsync(
            region, [.. SubjectsOf(found.Row), .. found.Leaders.Select(SubjectOf)], cancel);
        return found with
        {
            Row = Shown(found.Row, showing),
            Leaders = [.. found.Leaders.Select(row => Shown(row, showing))],
        };
    }

    public ValueTask<Page<MunicipalityRow>> MunicipalitiesAsync(
        MunicipalityQuery query, CancellationToken cancel = default) =>
        registry.MunicipalitiesAsync(query, cancel);

    public ValueTask<MunicipalityDetails?> MunicipalityAsync(
        string region, MunicipalityId id, AsOf? asOf = null, CancellationToken cancel = default) =>
        registry.MunicipalityAsync(region, id, asOf, cancel);

    public async ValueTask<Page<LeaderRow>> LeadersAsync(LeaderQuery query,
        CancellationToken cancel = default)
    {
        var page = await registry.LeadersAsync(query with { People = await WhoAsync(query, cancel) }, cancel);
        var showing = await ShowAsync(query.Region, page.Items.Select(SubjectOf), cancel);
        return page with { Items = [.. page.Items.Select(row => Shown(row, showing))] };
    }

    public async ValueTask<LeaderDetails?> LeaderAsync(
        string region, LeaderId id, AsOf? asOf = null, CancellationToken cancel = default)
    {
        if (await registry.LeaderAsync(region, id, asOf, cancel) is not { } found) return null;
        var showing = await ShowAsync(region, [SubjectOf(found.Row)], cancel);
        return found with { Row = Shown(found.Row, showing) };
    }

    public ValueTask<Page<InitiativeRow>> InitiativesAsync(
        InitiativeQuery query, CancellationToken cancel = default) =>
        registry.InitiativesAsync(query, cancel);

    public ValueTask<InitiativeDetails?> InitiativeAsync(
        string region, InitiativeId id, AsOf? asOf = null, CancellationToken cancel = default) =>
        registry.InitiativeAsync(region, id, asOf, cancel);

    public ValueTask<IReadOnlyDictionary<StreamId, string>> NamesAsync(
        string region, IReadOnlyCollection<StreamId> records, CancellationToken cancel = default) =>
        registry.NamesAsync(region, records, cancel);

    public async ValueTask<Page<HistoryEntry>> HistoryAsync(
        StreamId stream, string? cursor = null, int limit = 50, CancellationToken cancel = default)
    {
        var page = await registry.HistoryAsync(stream, cursor, limit, cancel);
        var people = page.Items.SelectMany(TextsOf).Select(Seal.PersonOf).OfType<PersonId>().ToHashSet();
        var (municipality, community) = await PlaceOfAsync(stream, cancel);
        var seesActors = services.Rights.SeesActors(reader.Viewer, stream.Region, municipality, community);
        var showing = await ShowAsync(
            stream.Region, people.Select(person => (Subject?)new Subject(person, municipality, community)),
            cancel);
        return page with { Items = [.. page.Items.Select(Told)] };

        HistoryEntry Told(HistoryEntry entry) => entry with
        {
            Account = seesActors ? entry.Account : "",
            Changes = [.. entry.Changes
                .Select(change => new HistoryChange(change.Field, Shown(change.From), Shown(change.To)))
                .Where(change => change.From is not null || change.To is not null)],
            Facts = entry.Facts.Select(fact => KeyValuePair.Create(fact.Key, Shown(fact.Value)))
                .Where(fact => fact.Value is not null).ToDictionary(fact => fact.Key, fact => fact.Value!),
        };

        string? Shown(string? text) => showing.Text(text, municipality, community);
    }

    public ValueTask<bool> WaitAsync(long position, TimeSpan timeout, CancellationToken cancel = default) =>
        registry.WaitAsync(position, timeout, cancel);

    public ValueTask<long> PositionAsync(CancellationToken cancel = default) =>
        registry.PositionAsync(cancel);

    private ValueTask<Showing> ShowAsync(
        string region, IEnumerable<Subject?> subjects, CancellationToken cancel) =>
        Showing.OfAsync(services, reader, region, subjects, cancel);

    private async ValueTask<IReadOnlyList<CommunityRow>> RowsAsync(
        string region, IReadOnlyList<CommunityRow> rows, CancellationToken cancel)
    {
        var showing = await ShowAsync(region, rows.SelectMany(SubjectsOf), cancel);
        return [.. rows.Select(row => Shown(row, showing))];
    }

    internal static IEnumerable<Subject?> SubjectsOf(CommunityRow row) =>
    [
        Subject.Of(row.Head, row.Entry.Municipality, row.Id),
        Subject.Of(row.LeaderName, row.Entry.Municipality, row.Id),
    ];

    internal static CommunityRow Shown(CommunityRow row, Showing showing) => row with
    {
        Head = showing.Contact(row.Head, row.Entry.Municipality, row.Id),
        LeaderName = showing.Name(row.LeaderName, row.Entry.Municipality, row.Id),
    };

    internal static Subject? SubjectOf(LeaderRow row) =>
        Subject.Of(row.Person, row.Municipality, row.Community);

    internal static LeaderRow Shown(LeaderRow row, Showing showing) =>
        row with { Person = showing.Somebody(row.Person, row.Municipality, row.Community) };

    private static IEnumerable<string> TextsOf(HistoryEntry entry) => entry.Facts.Values
        .Concat(entry.Changes.SelectMany(change => (string?[])[change.From, change.To]).OfType<string>());

    private async ValueTask<(MunicipalityId?, CommunityId?)> PlaceOfAsync(
        StreamId stream, CancellationToken cancel)
    {
        if (stream.Category == GrainKinds.Community.Category)
        {
            var found = await registry.CommunityAsync(stream.Region, new(stream.Key), cancel: cancel);
            return (found?.Row.Entry.Municipality, new CommunityId(stream.Key));
        }

        if (stream.Category == GrainKinds.Municipality.Category) return (new(stream.Key), null);
        if (stream.Category == GrainKinds.Initiative.Category)
        {
            var found = await registry.InitiativeAsync(stream.Region, new(stream.Key), cancel: cancel);
            return (found?.Row.Municipality, null);
        }

        if (stream.Category != GrainKinds.Leader.Category) return (null, null);
        var claim = await registry.LeaderAsync(stream.Region, new(stream.Key), cancel: cancel);
        return (claim?.Row.Municipality, claim?.Row.Community);
    }

    /// <summary>Whom a search text means. Whoever may not see names finds only those that are public: a list
    /// that can be asked for a hidden name would tell it.</summary>
    private async ValueTask<FoundPeople?> WhoAsync(LeaderQuery query, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(query.Text)) return null;
        var seesNames = services.Rights
            .Visible(reader.Viewer, query.Region, query.Municipality, query.Community)
            .HasFlag(PersonalFields.Name);
        var byWord = new Dictionary<string, IReadOnlyCollection<PersonId>>();
        foreach (var word in FoundPeople.Words(query.Text)) byWord[word] = await FindAsync(word);
        return new FoundPeople(byWord, await FindAsync(query.Text));

        async ValueTask<IReadOnlyCollection<PersonId>> FindAsync(string text)
        {
            var found = await services.Vault.Index.FindAsync(query.Region, text, cancel);
            return seesNames
                ? found
                : await services.OnRecord.PublishingAsync(query.Region, found, cancel);
        }
    }
}

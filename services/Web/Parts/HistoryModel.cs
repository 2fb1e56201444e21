using System.Collections.Immutable;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.EventLog;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Shell;
using CommunityGrains.Web.Wording;

namespace CommunityGrains.Web.Parts;

/// <summary>What happened to a record, newest first, as a page shows it.</summary>
public sealed record HistoryModel(IReadOnlyList<HistoryModel.Entry> Entries, string? Next, bool IsContinued)
{
    /// <summary>How many entries a page of history holds.</summary>
    public const int EntriesMax = 30;

    // Free texts that may name people, and an organisation's accounts: shown only when access rules exist.
    private static readonly ImmutableHashSet<RegisterField> Withheld =
        [RegisterField.Note, RegisterField.BankDetails];

    public sealed record Entry(
        DateOnly On, string What, ImmutableArray<Change> Changes, ImmutableArray<Fact> Facts,
        DateTimeOffset RecordedAt, string Account);

    /// <summary>A field from what to what, in words. <c>IsShown</c>: false where the values are not for the public.</summary>
    public sealed record Change(string Field, string? From, string? To, bool IsShown);

    public sealed record Fact(string Name, string Value);

    /// <summary>Reads a page of a record's history; the cursor stands in the address as <c>history</c>.</summary>
    public static async Task<HistoryModel> ReadAsync(PageRequest request, string category, Guid id)
    {
        var cursor = request.Parameter("history", 2000);
        var page = await request.Registry.HistoryAsync(
            new StreamId(request.Region, category, id), cursor, EntriesMax, request.Cancel);
        var names = await MunicipalityNamesAsync(request, page.Items);
        return new HistoryModel(
            [.. page.Items.Select(entry => Of(entry, category, request.Words, names))], page.Next, cursor is not null);
    }

    private static Entry Of(
        HistoryEntry entry, string category, Words words, IReadOnlyDictionary<Guid, string> names) => new(
        entry.BusinessDate,
        words.Texts.Events.GetValueOrDefault(entry.Event, words.Texts.History.Unnamed),
        [.. entry.Changes.Select(change => Of(change, words, names)).OfType<Change>()],
        [.. Facts(entry, category, words)],
        entry.RecordedAt,
        ShortAccount(entry.Account));

    // A change of anything but a register field (a head's name, a phone) is personal: the event's words say enough.
    private static Change? Of(HistoryChange change, Words words, IReadOnlyDictionary<Guid, string> names)
    {
        if (FieldOf(change.Field) is not { } field) return null;
        return new Change(
            words.Texts.Names.Fields[field],
            change.From is null ? null : words.Value(field, change.From, names),
            change.To is null ? null : words.Value(field, change.To, names),
            !Withheld.Contains(field));
    }

    // Only facts with a name on the table: what is not known to be harmless stays out. A leader's events hold what
    // people wrote of a person; of those only the closed sets and dates are shown, and the reasons of decisions.
    private static IEnumerable<Fact> Facts(HistoryEntry entry, string category, Words words) =>
        entry.Facts
            .Where(fact => words.Texts.Names.Facts.ContainsKey(fact.Key))
            .Where(fact => category != GrainKinds.Leader.Category || fact.Key != "what")
            .Select(fact => new Fact(words.Texts.Names.Facts[fact.Key], words.Fact(fact.Key, fact.Value)));

    private static RegisterField? FieldOf(string name) =>
        Enum.TryParse<RegisterField>(name.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var field)
            ? field
            : null;

    private static async Task<IReadOnlyDictionary<Guid, string>> MunicipalityNamesAsync(
        PageRequest request, IReadOnlyList<HistoryEntry> entries)
    {
        var ids = entries.SelectMany(entry => entry.Changes)
            .Where(change => FieldOf(change.Field) == RegisterField.Municipality)
            .SelectMany(change => new[] { change.From, change.To })
            .Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty)
            .Where(id => id != Guid.Empty)
            .Distinct();
        var names = new Dictionary<Guid, string>();
        foreach (var id in ids)
        {
            var found = await request.Registry.MunicipalityAsync(
                request.Region, new MunicipalityId(id), cancel: request.Cancel);
            if (found is not null) names[id] = found.Row.Name;
        }

        return names;
    }

    /// <summary>Enough of an id to tell accounts apart on a page.</summary>
    private static string ShortAccount(string account) => Guid.TryParse(account, out _) ? account[..8] : account;
}

using System.Collections.Immutable;
using CommunityGrains.Domain;
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

    public sealed record Entry(
        DateOnly On, string What, ImmutableArray<Change> Changes, ImmutableArray<Fact> Facts,
        DateTimeOffset RecordedAt, string Account);

    /// <summary>A field from what to what, in words. <c>IsShown</c>: false where the values are not for the
    /// public.</summary>
    public sealed record Change(string Field, string? From, string? To, bool IsShown)
    {
        /// <summary>Where the earlier value can be given back; null where it cannot.</summary>
        public string? Restore { get; init; }
    }

    public sealed record Fact(string Name, string Value);

    /// <summary>Reads a page of a record's history; the cursor stands in the address as
    /// <c>history</c>.</summary>
    public static async Task<HistoryModel> ReadAsync(
        PageRequest request, string category, Guid id, int entriesMax = EntriesMax)
    {
        var cursor = request.Parameter("history", 2000);
        var page = await request.Registry.HistoryAsync(
            new StreamId(request.Region, category, id), cursor, entriesMax, request.Cancel);
        return new HistoryModel(
            await ToldAsync(request, page.Items, new Telling(category)), page.Next, cursor is not null);
    }

    /// <summary>How entries are told. <c>Field</c>: only changes of this field, its first value too.
    /// <c>ForOffice</c>: also what is kept from the public. <c>Restore</c>: where a change's earlier value
    /// can be given back.</summary>
    internal sealed record Telling(
        string Category, string? Field = null, bool ForOffice = false,
        Func<HistoryEntry, HistoryChange, string?>? Restore = null);

    /// <summary>Entries in words.</summary>
    internal static async Task<IReadOnlyList<Entry>> ToldAsync(
        PageRequest request, IReadOnlyList<HistoryEntry> entries, Telling telling)
    {
        var names = await MunicipalityNamesAsync(request, entries);
        return [.. entries.Select(entry => Of(entry, telling, request.Words, names))];
    }

    private static Entry Of(
        HistoryEntry entry, Telling telling, Words words, IReadOnlyDictionary<Guid, string> names)
    {
        // The first event fills every field; the page shows them all, so only what changed later is told.
        var category = telling.Category;
        var changes = entry.Version == 1 && telling.Field is null
            ? []
            : entry.Changes
                .Where(change => telling.Field is null || change.Field == telling.Field)
                .Select(change => (change.Field, Told: Of(entry, change, telling, words, names)))
                .Where(change => change.Told is not null)
                .ToList();
        return new Entry(
            entry.BusinessDate,
            words.Texts.Events.GetValueOrDefault(entry.Event, words.Texts.History.Unnamed),
            [.. changes.Select(change => change.Told!)],
            [.. HistoryWords.Facts(entry, category, words, [.. changes.Select(change => change.Field)])],
            entry.RecordedAt,
            ShortAccount(entry.Account));
    }

    private static Change? Of(
        HistoryEntry entry, HistoryChange change, Telling telling, Words words,
        IReadOnlyDictionary<Guid, string> names)
    {
        if (HistoryWords.Change(change, telling.Category, words, names) is not { } told) return null;
        var shown = told.IsShown || telling.ForOffice;
        return told with
        {
            IsShown = shown,
            Restore = shown ? telling.Restore?.Invoke(entry, change) : null,
        };
    }

    private static async Task<IReadOnlyDictionary<Guid, string>> MunicipalityNamesAsync(
        PageRequest request, IReadOnlyList<HistoryEntry> entries)
    {
        var ids = entries.SelectMany(entry => entry.Changes)
            .Where(change => change.Field == "municipality")
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
    private static string ShortAccount(string account) =>
        Guid.TryParse(account, out _) ? account[..8] : account;
}

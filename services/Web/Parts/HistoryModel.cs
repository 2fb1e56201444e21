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
    public sealed record Change(string Field, string? From, string? To, bool IsShown);

    public sealed record Fact(string Name, string Value);

    /// <summary>Reads a page of a record's history; the cursor stands in the address as
    /// <c>history</c>.</summary>
    public static async Task<HistoryModel> ReadAsync(PageRequest request, string category, Guid id)
    {
        var cursor = request.Parameter("history", 2000);
        var page = await request.Registry.HistoryAsync(
            new StreamId(request.Region, category, id), cursor, EntriesMax, request.Cancel);
        var names = await MunicipalityNamesAsync(request, page.Items);
        return new HistoryModel(
            [.. page.Items.Select(entry => Of(entry, category, request.Words, names))],
            page.Next,
            cursor is not null);
    }

    private static Entry Of(
        HistoryEntry entry, string category, Words words, IReadOnlyDictionary<Guid, string> names)
    {
        // The first event fills every field; the page shows them all, so only what changed later is told.
        var changes = entry.Version == 1
            ? []
            : entry.Changes
                .Select(change => (change.Field, Told: HistoryWords.Change(change, category, words, names)))
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

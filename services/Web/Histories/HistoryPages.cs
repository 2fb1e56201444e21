using CommunityGrains.Access;
using CommunityGrains.Access.Rights;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Account;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Parts;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Histories;

/// <summary>The history of a record, whatever its kind. <c>Field</c>: what it is narrowed to.</summary>
public sealed record HistoryPageModel(
    string Name, string Address, HistoryModel History, IReadOnlyList<(string Field, string Name)> Fields,
    string? Field);

/// <summary>What happened to a record from its first day, with the difference each change made.</summary>
internal static class HistoryPages
{
    private const int EntriesMax = HistoryModel.EntriesMax, ReadAtOnce = 200;

    public static void Map(PageRoutes pages)
    {
        foreach (var kind in HistoryKind.All)
        {
            pages.Map(
                $"/{kind.Address}/{{id:guid}}/history", request => ShowAsync(request, kind));
        }
    }

    private static async Task<PageAnswer> ShowAsync(PageRequest request, HistoryKind kind)
    {
        if (await kind.NameAsync(request) is not { } name) return ErrorPages.NotFound(request.Frame);
        var place = await PlaceAsync(request, kind);
        var forOffice = place is not null && request.May<CommunityCommand.StateByRegister>(place);
        var fields = kind.Fields(request.Texts, forOffice);
        var asked = request.Parameter("field");
        var field = fields.Any(known => known.Field == asked) ? asked : null;
        var cursor = request.Parameter("history", 2000);
        var (entries, next) = await ReadAsync(request, kind, field, cursor);
        var now = new Dictionary<string, string?>();
        var telling = new HistoryModel.Telling(
            kind.Grain.Category, field, forOffice,
            place is null ? null : (entry, change) => RestoreOf(request, kind, place, now, entry, change));
        var told = await HistoryModel.ToldAsync(request, entries, telling);
        return PageAnswer.Of<HistoryPage, HistoryPageModel>(
            new HistoryPageModel(
                name, kind.AddressOf(request.Frame.Links, request.Id),
                new HistoryModel(told, next, cursor is not null), fields, field),
            request.Texts.Histories.TitleOf(name), kind.Section);
    }

    // Where the record is, for who is signed in: nobody else can change anything.
    private static async Task<Place?> PlaceAsync(PageRequest request, HistoryKind kind) =>
        request.Context().Viewer().IsSignedIn && request.Frame.Forms is not null
            ? await request.PlaceOfAsync(kind.Grain, request.Id)
            : null;

    // Narrowed to a field, whole stretches are read until a page is full or there is no more.
    private static async Task<(IReadOnlyList<HistoryEntry> Entries, string? Next)> ReadAsync(
        PageRequest request, HistoryKind kind, string? field, string? cursor)
    {
        var stream = request.StreamOf(kind.Grain, request.Id);
        if (field is null)
        {
            var page = await request.Registry.HistoryAsync(stream, cursor, EntriesMax, request.Cancel);
            return (page.Items, page.Next);
        }

        var found = new List<HistoryEntry>();
        do
        {
            var page = await request.Registry.HistoryAsync(stream, cursor, ReadAtOnce, request.Cancel);
            found.AddRange(page.Items.Where(entry => entry.Changes.Any(change => change.Field == field)));
            cursor = page.Next;
        }
        while (cursor is not null && found.Count < EntriesMax);

        return (found, cursor);
    }

    // What stands now is told by the newest entry that changed the field; to give that back changes nothing.
    private static string? RestoreOf(
        PageRequest request, HistoryKind kind, Place place, Dictionary<string, string?> now,
        HistoryEntry entry, HistoryChange change)
    {
        now.TryAdd(change.Field, change.To);
        return entry.Version > 1 && change.From != now[change.Field]
            && kind.MayRestore(request, place, change.Field)
            ? request.Frame.Links.Restore(kind.Address, request.Id, change.Field, entry.Version)
            : null;
    }
}

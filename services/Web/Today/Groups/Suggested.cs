using CommunityGrains.Domain.Suggestions;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Account;

namespace CommunityGrains.Web.Today.Groups;

/// <summary>What residents suggested and nobody has decided on. Nothing of what they wrote is read
/// here.</summary>
internal sealed class Suggested() : TodayGroup("suggested")
{
    // As many as are counted; whoever has more reads "more" on the page of them all.
    private const int CountMax = 200;

    public override async ValueTask<TodaySection?> ReadAsync(
        Desk desk, int limit, string? cursor, bool alone)
    {
        if (!desk.IsStaff) return null;
        var first = await ReadAsync(desk, CountMax, cursor: null);
        var page = alone ? await ReadAsync(desk, limit, cursor) : first;
        return Section(
            desk, first.Items.Count, [.. page.Items.Take(limit).Select(row => Item(desk, row))],
            alone ? page.Next : null);
    }

    private static ValueTask<Page<SuggestionRow>> ReadAsync(Desk desk, int limit, string? cursor) =>
        desk.Request.Service<ISuggestionsOnRecord>().SuggestionsAsync(
            new SuggestionQuery(desk.Request.Region)
            {
                Municipalities = desk.Reach?.Municipalities, Communities = desk.Reach?.Communities,
                Cursor = cursor, Limit = limit,
            },
            desk.Request.Cancel);

    private static TodayItem Item(Desk desk, SuggestionRow row)
    {
        var words = desk.Request.Words;
        var missing = words.Texts.Voice.Moderation.MissingOne;
        return new TodayItem(
            row.Told is Told.Missing ? missing : row.CommunityName,
            desk.Request.Frame.Links.ModerationOf(row.Id), row.MunicipalityName,
            words.Texts.Today.Since(words.Date(row.Told.On)));
    }
}

using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Web.Today.Groups;

/// <summary>What the initiatives of one's own communities lack for their next stage.</summary>
internal sealed class NextStages() : TodayGroup("next-stages")
{
    private const int InitiativesMax = 10;

    public override async ValueTask<TodaySection?> ReadAsync(
        Desk desk, int limit, string? cursor, bool alone)
    {
        if (desk.Leads.Count == 0) return null;
        var underWay = (await desk.OwnAsync()).SelectMany(own => own.Initiatives)
            .Where(row => row.Status <= InitiativeStatus.Evaluation).DistinctBy(row => row.Id)
            .Take(InitiativesMax);
        var items = new List<TodayItem>();
        foreach (var row in underWay)
        {
            var found = await desk.Request.Registry.InitiativeAsync(
                desk.Request.Region, row.Id, cancel: desk.Request.Cancel);
            if (found is { Missing.Count: > 0 }) items.Add(Item(desk, found));
        }

        return Section(desk, items.Count, items);
    }

    private static TodayItem Item(Desk desk, InitiativeDetails found)
    {
        var texts = desk.Request.Texts;
        return new TodayItem(
            found.Row.Title, desk.Request.Frame.Links.Initiative(found.Row.Id),
            string.Join(" · ", found.Row.Communities.Select(community => community.Name)), "")
        {
            Mark = texts.Names.InitiativeStatuses[found.Row.Status],
            Tone = "warn",
            Lines =
            [
                texts.Today.Missing(string.Join(
                    ", ", found.Missing.Select(part => texts.Names.Missing.GetValueOrDefault(part, part)))),
            ],
        };
    }
}

using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Web.Today.Groups;

/// <summary>Communities that nobody has heard of for long: one press asks whether the entry is still
/// true.</summary>
internal sealed class ToAsk() : WorkGroupOfToday("to-ask", WorkKind.ToAsk)
{
    protected override TodayItem Item(Desk desk, WorkItem item)
    {
        var row = item.Community!;
        var (say, links) = (Say(desk), desk.Request.Frame.Links);
        return Of(desk, row, say.Silent(Day(desk, item))) with
        {
            Act = new TodayAct(
                links.TodayPart(TodayRoutes.Questions), row.Id.Value, say.Ask, say.AskOne(row.Entry.Name)),
        };
    }
}

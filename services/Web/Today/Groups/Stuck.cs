using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Web.Today.Groups;

/// <summary>Initiatives under way of which nothing was recorded for long.</summary>
internal sealed class Stuck() : WorkGroupOfToday("stuck", WorkKind.Stuck)
{
    protected override TodayItem Item(Desk desk, WorkItem item)
    {
        var row = item.Initiative!;
        return new TodayItem(
            row.Title, desk.Request.Frame.Links.Initiative(row.Id),
            string.Join(
                " · ", row.Communities.Select(community => community.Name).Prepend(row.MunicipalityName)),
            Say(desk).Silent(Day(desk, item)))
        {
            Mark = desk.Request.Texts.Names.InitiativeStatuses[row.Status], Tone = "warn",
        };
    }
}

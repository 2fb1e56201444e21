using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Web.Today.Groups;

/// <summary>Claims to lead that wait for a decision.</summary>
internal sealed class Reviews() : WorkGroupOfToday("reviews", WorkKind.Reviews)
{
    protected override TodayItem Item(Desk desk, WorkItem item) =>
        Of(desk, item.Leader!, Say(desk).Since(Day(desk, item)));
}

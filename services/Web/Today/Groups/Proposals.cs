using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Web.Today.Groups;

/// <summary>Communities that somebody proposed: to be confirmed or rejected.</summary>
internal sealed class Proposals() : WorkGroupOfToday("proposed", WorkKind.Proposed)
{
    protected override TodayItem Item(Desk desk, WorkItem item) =>
        Of(desk, item.Community!, Say(desk).Since(Day(desk, item)));
}

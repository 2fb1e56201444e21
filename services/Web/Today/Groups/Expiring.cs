using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Web.Today.Groups;

/// <summary>Verifications that end soon.</summary>
internal sealed class Expiring() : WorkGroupOfToday("expiring", WorkKind.Expiring)
{
    protected override TodayItem Item(Desk desk, WorkItem item) =>
        Of(desk, item.Leader!, Say(desk).Until(Day(desk, item))) with { Mark = null };
}

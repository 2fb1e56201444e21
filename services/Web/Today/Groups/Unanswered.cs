using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Wording;

namespace CommunityGrains.Web.Today.Groups;

/// <summary>Communities that were asked and do not answer: somebody should call before they count as
/// dormant.</summary>
internal sealed class Unanswered() : WorkGroupOfToday("unanswered", WorkKind.Unanswered)
{
    protected override TodayItem Item(Desk desk, WorkItem item)
    {
        var row = item.Community!;
        var whom = row.Head is { } head
            ? string.Join(" · ", new[] { Words.PublicName(head.Name), head.Phone?.Value }.OfType<string>())
            : Say(desk).NoHead;
        return Of(desk, row, Say(desk).Asked(Day(desk, item))) with { Lines = [whom] };
    }
}

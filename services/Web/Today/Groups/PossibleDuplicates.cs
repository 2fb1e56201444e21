using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Web.Today.Groups;

/// <summary>Communities that may be on record twice.</summary>
internal sealed class PossibleDuplicates() : WorkGroupOfToday("duplicates", WorkKind.Duplicates)
{
    protected override TodayItem Item(Desk desk, WorkItem item)
    {
        var row = item.Community!;
        return Of(desk, row, "") with
        {
            When = desk.Request.Words.Count(row.Suspected, desk.Request.Texts.Counts.Duplicates),
        };
    }
}

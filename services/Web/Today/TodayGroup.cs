using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Today.Groups;
using CommunityGrains.Web.Wording;

namespace CommunityGrains.Web.Today;

/// <summary>One thing that somebody may be needed for. A new one is a class in <c>Groups</c>, a line in
/// <see cref="All"/>, and its words.</summary>
internal abstract class TodayGroup(string name)
{
    /// <summary>All there are, in the order in which the page shows them: first what others wait
    /// for.</summary>
    public static readonly IReadOnlyList<TodayGroup> All =
    [
        new OwnQuestions(), new OwnClaims(), new NextStages(),
        new Reviews(), new Suggested(), new Proposals(), new Unanswered(), new PossibleDuplicates(),
        new Expiring(), new ToAsk(), new Stuck(),
    ];

    /// <summary>Its part of the address.</summary>
    public string Name { get; } = name;

    /// <summary>The group as it stands for this viewer; null when it is none of his.</summary>
    public abstract ValueTask<TodaySection?> ReadAsync(Desk desk, int limit, string? cursor, bool alone);

    /// <summary>The group with its words.</summary>
    protected TodaySection Section(
        Desk desk, int count, IReadOnlyList<TodayItem> items, string? next = null)
    {
        var words = desk.Request.Texts.Today.Groups[Name];
        return new TodaySection(Name, words.Title, words.Hint, count, items, next);
    }
}

/// <summary>A group of staff, from the registry's list of work.</summary>
internal abstract class WorkGroupOfToday(string name, WorkKind kind) : TodayGroup(name)
{
    public override async ValueTask<TodaySection?> ReadAsync(
        Desk desk, int limit, string? cursor, bool alone)
    {
        if (!desk.IsStaff) return null;
        var group = alone ? await desk.PageAsync(kind, limit, cursor) : await desk.FirstAsync(kind, limit);
        return Section(
            desk, group.Count, [.. group.Items.Select(item => Item(desk, item))], group.Next);
    }

    protected abstract TodayItem Item(Desk desk, WorkItem item);

    protected static TodayItem Of(Desk desk, CommunityRow row, string when) => new(
        row.Entry.Name, desk.Request.Frame.Links.Community(row.Id), row.MunicipalityName, when);

    protected static TodayItem Of(Desk desk, LeaderRow row, string when)
    {
        var words = desk.Request.Words;
        return new TodayItem(
            row.CommunityName, desk.Request.Frame.Links.Leader(row.Id),
            $"{row.MunicipalityName} · {row.RoleText}: {Words.PublicName(row.Person.Name)}", when)
        {
            Mark = words.Texts.Names.Standings[row.Standing],
            Tone = row.Standing is LeaderStanding.Contested ? "bad"
                : row.Standing is LeaderStanding.Verified ? "good" : "warn",
        };
    }

    protected static TodayTexts Say(Desk desk) => desk.Request.Texts.Today;

    protected static string Day(Desk desk, WorkItem item) => desk.Request.Words.Date(item.Day);
}

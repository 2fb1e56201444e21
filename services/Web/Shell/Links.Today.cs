using Microsoft.AspNetCore.WebUtilities;

namespace CommunityGrains.Web.Shell;

// What needs the viewer, and what he is told.
public sealed partial class Links
{
    /// <summary>What needs the viewer today, or all of one group of it. <c>done</c>: what has just been
    /// done.</summary>
    public string Today(string? group = null, string? done = null) =>
        With(group is null ? "/today" : $"/today/{group}", "done", done);

    public string TodayPart(string part) => $"{prefix}/today/{part}";

    /// <summary>The viewer's notices. <c>done</c>: what has just been done there.</summary>
    public string Notices(string? done = null) => With("/notices", "done", done);

    public string NoticesPart(string part) => $"{prefix}/notices/{part}";

    /// <summary>Older notices than this one.</summary>
    public string NoticesBefore(Guid notice) =>
        QueryHelpers.AddQueryString(prefix + "/notices", "before", notice.ToString());

    public string Subscriptions => prefix + "/subscriptions";

    public string SubscriptionPart(Guid id, string part) => $"{prefix}/subscriptions/{id}/{part}";
}

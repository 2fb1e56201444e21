using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Web.Today.Groups;

/// <summary>The open question to one's own communities: one press answers it.</summary>
internal sealed class OwnQuestions() : TodayGroup("questions")
{
    public override async ValueTask<TodaySection?> ReadAsync(
        Desk desk, int limit, string? cursor, bool alone)
    {
        if (desk.Leads.Count == 0) return null;
        var (say, links) = (desk.Request.Texts.Today, desk.Request.Frame.Links);
        List<TodayItem> items =
        [
            .. (await desk.OwnAsync()).Where(IsAsked).Select(own => new TodayItem(
                own.Row.Entry.Name, links.Community(own.Row.Id), own.Row.MunicipalityName,
                say.Asked(desk.Request.Words.Date(own.AskedOn!.Value)))
            {
                Act = new TodayAct(
                    links.TodayPart(TodayRoutes.Answers), own.Row.Id.Value, say.Answer,
                    say.AnswerOne(own.Row.Entry.Name)),
            }),
        ];
        return Section(desk, items.Count, items);
    }

    private static bool IsAsked(CommunityDetails own) =>
        own.Row.Status is CommunityStatus.Registered or CommunityStatus.Active or CommunityStatus.Dormant
        && own.AskedOn is { } asked && !(own.Row.LastSignOn >= asked);
}

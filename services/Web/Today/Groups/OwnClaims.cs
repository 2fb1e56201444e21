using CommunityGrains.Domain;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Account;

namespace CommunityGrains.Web.Today.Groups;

/// <summary>How one's own claims to lead stand.</summary>
internal sealed class OwnClaims() : TodayGroup("claims")
{
    private const int ClaimsMax = 10;

    public override async ValueTask<TodaySection?> ReadAsync(
        Desk desk, int limit, string? cursor, bool alone)
    {
        if (desk.Leads.Count == 0) return null;
        var request = desk.Request;
        var records = await request.Service<IPeopleOnRecord>().RecordsOfAsync(
            request.Region, desk.Viewer.By, request.Cancel);
        var items = new List<TodayItem>();
        var claims = records.Where(one => one.Category == GrainKinds.Leader.Category).Take(ClaimsMax);
        foreach (var stream in claims)
        {
            var found = await request.Registry.LeaderAsync(
                request.Region, new LeaderId(stream.Key), cancel: request.Cancel);
            if (found is { Row.Standing: not LeaderStanding.SteppedDown }) items.Add(Item(desk, found));
        }

        return Section(desk, items.Count, items);
    }

    private static TodayItem Item(Desk desk, LeaderDetails found)
    {
        var (words, row) = (desk.Request.Words, found.Row);
        return new TodayItem(
            row.CommunityName, desk.Request.Frame.Links.Leader(row.Id), row.MunicipalityName,
            row.Until is { } until ? words.Texts.Today.Until(words.Date(until)) : "")
        {
            Mark = words.Texts.Names.Standings[row.Standing],
            Tone = row.Standing switch
            {
                LeaderStanding.Verified => "good",
                LeaderStanding.Contested or LeaderStanding.Refused or LeaderStanding.Revoked => "bad",
                _ => "warn",
            },
        };
    }
}

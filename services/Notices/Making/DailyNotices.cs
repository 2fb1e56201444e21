using CommunityGrains.Access.Rights;
using CommunityGrains.Domain;
using CommunityGrains.EventLog;
using CommunityGrains.Registry;
using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Notices.Making;

/// <summary>Tells what no event tells, because only time has passed: verifications that are about to end,
/// once for each last day.</summary>
public sealed class DailyNotices(
    IWorkList work, IRegionList regions, KnownAccounts accounts, NoticeBook book, RegionCalendar calendar,
    DueRules due)
{
    private const int AtOnce = 200;

    private readonly Dictionary<string, DateOnly> done = new(StringComparer.Ordinal);

    /// <summary>Goes through every region whose day has not been done.</summary>
    public async Task RoundAsync(CancellationToken cancel)
    {
        foreach (var region in await regions.ReadAsync(cancel))
        {
            var today = calendar.Today(region);
            if (done.TryGetValue(region, out var day) && day == today) continue;
            await OfRegionAsync(region, today, cancel);
            done[region] = today;
        }

        await book.TidyAsync(cancel);
    }

    private async Task OfRegionAsync(string region, DateOnly today, CancellationToken cancel)
    {
        var known = await accounts.OfAsync(region, cancel);
        var query = new WorkQuery(region, today) { Kinds = [WorkKind.Expiring], Rules = due, Limit = AtOnce };
        for (WorkGroup? group = null; group is null || group.Next is not null;)
        {
            group = (await work.WorkAsync(query with { Cursor = group?.Next }, cancel))[0];
            await book.AddAsync([.. group.Items.SelectMany(item => Told(region, item, known))], cancel);
        }
    }

    private static IEnumerable<NewNotice> Told(
        string region, WorkItem item, IReadOnlyList<KnownAccount> known)
    {
        var claim = item.Leader!;
        var place = claim.Municipality is { } municipality
            ? Place.Of(region, municipality, claim.Community)
            : Place.AllOf(region);
        return known
            .Where(account => account.Person == claim.Person.Person || account.IsStaffOf(place))
            .Select(account => new NewNotice(
                account.Id, region, $"expiring/{claim.Id}/{Dates.Of(item.Day)}", NoticeKind.ExpiringSoon,
                Happenings.VerificationEnds, GrainKinds.Leader.Category, claim.Id.Value, Dates.Of(item.Day)));
    }
}

using System.Runtime.CompilerServices;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.Registry;
using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Host.Timekeeping;

/// <summary>What was asked in one round. <c>Refused</c>: the view was behind, or a decider knows
/// better.</summary>
public sealed record DueReport(int Questions, int Dormant, int Expired, int Refused);

/// <summary>
/// Finds what is due in a region on a day and asks it of the grains, with command ids that follow from the
/// record, the version it was seen at and the occasion: another round, another machine, a crash in the
/// middle, all ask the same thing once; and a refusal stands only until the record has changed.
/// </summary>
public sealed class DueWork(IRegistry registry, IGrains grains, IEventLog log, DueRules rules)
{
    private const int PageSize = 200;

    private static readonly CommunityStatus[] Living = [CommunityStatus.Registered, CommunityStatus.Active];

    private static readonly Guid Space = new("7f8d2b7e-57b0-4b7e-8c4b-2d1f4a6f9e31");

    /// <summary>The program itself, as whoever acts.</summary>
    public static readonly PersonId Timekeeper = new(new Guid("00000000-0000-7000-8000-0000636c6f63"));

    public async Task<DueReport> RunAsync(
        string region, DateOnly today, DateTimeOffset now, CancellationToken cancel = default)
    {
        var report = new DueReport(0, 0, 0, 0);
        foreach (var status in Living)
            report = await AskSilentAsync(report, region, status, today, now, cancel);
        return await ExpireAsync(report, region, today, now, cancel);
    }

    private async Task<DueReport> AskSilentAsync(
        DueReport report, string region, CommunityStatus status, DateOnly today, DateTimeOffset now,
        CancellationToken cancel)
    {
        var silentSince = today.AddMonths(-rules.SilentMonths);
        await foreach (var row in SilentAsync(region, status, silentSince, cancel))
        {
            var asked = (await registry.CommunityAsync(region, row.Id, null, cancel))?.AskedOn;
            var lastSign = await LastKnownAsync(region, row, cancel);
            if (lastSign > silentSince) continue;
            var isAsked = asked is { } day && day > (row.LastSignOn ?? DateOnly.MinValue);
            if (isAsked && asked!.Value.AddDays(rules.AnswerDays) >= today) continue;
            Func<Asked, Command> command = isAsked
                ? by => new CommunityCommand.CountAsDormant(by, lastSign)
                : by => new CommunityCommand.AskIfTrue(by);
            var done = await AskAsync(
                new StreamId(region, GrainKinds.Community.Category, row.Id.Value),
                $"{(isAsked ? "dormancy" : "question")}/{row.Version}", command, today, now, cancel);
            report = !done ? report with { Refused = report.Refused + 1 }
                : isAsked ? report with { Dormant = report.Dormant + 1 }
                : report with { Questions = report.Questions + 1 };
        }

        return report;
    }

    // The longest silent come last in the list by sign of life, which has no filter for it: read it all.
    private async IAsyncEnumerable<CommunityRow> SilentAsync(
        string region, CommunityStatus status, DateOnly silentSince,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        var query = new CommunityQuery(region) { Status = status, Order = CommunityOrder.LastSign };
        await foreach (var row in registry.StreamCommunitiesAsync(query, cancel))
        {
            if (row.LastSignOn is null || row.LastSignOn <= silentSince) yield return row;
        }
    }

    // Of whom nothing was ever seen, at least the entry was made once.
    private async ValueTask<DateOnly> LastKnownAsync(
        string region, CommunityRow row, CancellationToken cancel)
    {
        if (row.LastSignOn is { } sign) return sign;
        var first = await log.ReadStreamAsync(
            new StreamId(region, GrainKinds.Community.Category, row.Id.Value), 0, 1, cancel);
        return first is [var entered] ? entered.BusinessDate : row.ValidFrom;
    }

    private async Task<DueReport> ExpireAsync(
        DueReport report, string region, DateOnly today, DateTimeOffset now, CancellationToken cancel)
    {
        var query = new LeaderQuery(region) { Standing = LeaderStanding.Verified, Limit = PageSize };
        var due = new List<LeaderRow>();
        for (Page<LeaderRow>? page = null; page is null || page.Next is not null;)
        {
            page = await registry.LeadersAsync(query with { Cursor = page?.Next }, cancel);
            due.AddRange(page.Items.Where(row => row.Until < today));
        }

        foreach (var row in due)
        {
            var done = await AskAsync(
                new StreamId(region, GrainKinds.Leader.Category, row.Id.Value), $"expiry/{row.Version}",
                by => new LeaderCommand.Expire(by), today, now, cancel);
            report = done ? report with { Expired = report.Expired + 1 }
                : report with { Refused = report.Refused + 1 };
        }

        return report;
    }

    private async Task<bool> AskAsync(
        StreamId stream, string occasion, Func<Asked, Command> command, DateOnly today, DateTimeOffset now,
        CancellationToken cancel)
    {
        var id = new CommandId(NameBasedId.Create(Space, $"{stream}/{occasion}"));
        var reply = await grains.AskAsync(
            new Order(stream, command(new Asked(id, Timekeeper, now, today))), cancel);
        return reply is Reply.Accepted;
    }
}

using System.Runtime.CompilerServices;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Processes;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Host.Timekeeping;

/// <summary>What was asked in one round. <c>Questions</c>: of communities. <c>Stuck</c>: of initiatives.
/// <c>Refused</c>: something else happened to the record in between. <c>Failed</c>: records that could not be
/// looked at or asked; <c>Failure</c>: why the first of them, and which.</summary>
public sealed record DueReport(
    int Questions, int Dormant, int Expired, int Stuck, int Refused, int Failed, string? Failure)
{
    public static readonly DueReport Nothing = new(0, 0, 0, 0, 0, 0, null);
}

/// <summary>
/// Finds what is due in a region on a day and asks it of the grains. The views say which records are worth
/// looking at; what is due on one is said by its own state (<see cref="Timetable"/>). Command ids follow
/// from the record, its version and the occasion: another round, another machine, a crash in the middle, all
/// ask the same thing once; and a refusal stands only until the record has changed. It is asked at the
/// version that was looked at: whatever comes in between may have answered.
/// </summary>
public sealed class DueWork(
    IRegistry registry, IWorkList work, IGrains grains, IEventLog log, DueRules rules)
{
    private const int PageSize = 200;

    // One record that cannot be read holds nobody up; so many after one another are no matter of records.
    private const int FailuresInARowMax = 5;

    private static readonly CommunityStatus[] Living = [CommunityStatus.Registered, CommunityStatus.Active];

    private static readonly Guid Space = new("7f8d2b7e-57b0-4b7e-8c4b-2d1f4a6f9e31");

    /// <summary>The program itself, as whoever acts.</summary>
    public static readonly PersonId Timekeeper = new(new Guid("00000000-0000-7000-8000-0000636c6f63"));

    public async Task<DueReport> RunAsync(
        string region, DateOnly today, DateTimeOffset now, CancellationToken cancel = default)
    {
        var report = DueReport.Nothing;
        var failuresInARow = 0;
        await foreach (var stream in CandidatesAsync(region, today, cancel))
        {
            (string Occasion, bool Done)? asked;
            try
            {
                asked = await AskAsync(stream, today, now, cancel);
                failuresInARow = 0;
            }
            catch (Exception error) when (!cancel.IsCancellationRequested)
            {
                report = report with
                {
                    Failed = report.Failed + 1,
                    Failure = report.Failure ?? $"{error.GetType().Name}: {stream}",
                };
                if (++failuresInARow == FailuresInARowMax) throw;
                continue;
            }

            if (asked is not var (occasion, done)) continue;
            report = !done ? report with { Refused = report.Refused + 1 } : occasion switch
            {
                "question" => report with { Questions = report.Questions + 1 },
                "dormancy" => report with { Dormant = report.Dormant + 1 },
                "stuck" => report with { Stuck = report.Stuck + 1 },
                _ => report with { Expired = report.Expired + 1 },
            };
        }

        return report;
    }

    private async IAsyncEnumerable<StreamId> CandidatesAsync(
        string region, DateOnly today, [EnumeratorCancellation] CancellationToken cancel)
    {
        var silentSince = today.AddMonths(-rules.SilentMonths);
        foreach (var status in Living)
        {
            // The longest silent come last in the list by sign of life, which has no filter for it: read it
            // all.
            var living = new CommunityQuery(region) { Status = status, Order = CommunityOrder.LastSign };
            await foreach (var row in registry.StreamCommunitiesAsync(living, cancel))
            {
                if (row.LastSignOn is null || row.LastSignOn <= silentSince)
                    yield return new StreamId(region, GrainKinds.Community.Category, row.Id.Value);
            }
        }

        var verified = new LeaderQuery(region) { Standing = LeaderStanding.Verified, Limit = PageSize };
        for (Page<LeaderRow>? page = null; page is null || page.Next is not null;)
        {
            page = await registry.LeadersAsync(verified with { Cursor = page?.Next }, cancel);
            foreach (var row in page.Items.Where(row => row.Until < today))
                yield return new StreamId(region, GrainKinds.Leader.Category, row.Id.Value);
        }

        // Being asked moves none of them in this list, so that its pages stay in their places.
        var stuck = new WorkQuery(region, today)
        {
            Kinds = [WorkKind.Stuck], Rules = rules, Limit = PageSize,
        };
        for (WorkGroup? group = null; group is null || group.Next is not null;)
        {
            group = (await work.WorkAsync(stuck with { Cursor = group?.Next }, cancel))[0];
            foreach (var item in group.Items)
                yield return new StreamId(region, GrainKinds.Initiative.Category, item.Initiative!.Id.Value);
        }
    }

    // Null when nothing is due: the view was behind, or only the grain knows better.
    private async Task<(string Occasion, bool Done)?> AskAsync(
        StreamId stream, DateOnly today, DateTimeOffset now, CancellationToken cancel)
    {
        var (state, version) = await grains.StateAsync(stream, cancel);
        if (version == 0) return null;
        var entered = await DayOfAsync(stream, 1, cancel);
        var recorded = await DayOfAsync(stream, version, cancel);
        if (Timetable.Of(state, entered, recorded, rules) is not { } due || due.From > today) return null;
        var id = new CommandId(NameBasedId.Create(Space, $"{stream}/{due.Occasion}/{version}"));
        var command = due.Command(new Asked(id, Timekeeper, now, today));
        var reply = await grains.AskAsync(new Order(stream, command, IfVersion: version), cancel);
        return (due.Occasion, reply is Reply.Accepted);
    }

    private async ValueTask<DateOnly> DayOfAsync(StreamId stream, long version, CancellationToken cancel) =>
        (await log.ReadStreamAsync(stream, version - 1, 1, cancel))[0].BusinessDate;
}

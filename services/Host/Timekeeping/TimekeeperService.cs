using CommunityGrains.EventLog;
using CommunityGrains.Host.Serving;
using CommunityGrains.Registry;

namespace CommunityGrains.Host.Timekeeping;

/// <summary>A round at the start, and one each night after midnight of each region; the engine says when
/// to look.</summary>
public sealed class TimekeeperService(
    DueWork work, IRegionList regions, RegionCalendar calendar, Deployment deployment,
    ILogger<TimekeeperService> logger)
    : BackgroundService
{
    private readonly Dictionary<string, DateOnly> done = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim underWay = new(1);

    /// <summary>Why the latest round failed; null when it did not.</summary>
    public string? Failure { get; private set; }

    /// <summary>Goes through every region whose day has not been done; gives what could not be, null when
    /// everything was.</summary>
    public async Task<string?> RoundAsync(CancellationToken cancel)
    {
        string? failure = null;
        foreach (var region in await regions.ReadAsync(cancel))
        {
            var today = calendar.Today(region);
            if (done.TryGetValue(region, out var day) && day == today) continue;
            var report = await work.RunAsync(region, today, calendar.Now, cancel);
            if (report.Failed == 0) done[region] = today;
            failure ??= report.Failure;
            if (report != DueReport.Nothing)
            {
                logger.LogInformation(
                    "{Region} {Day:O}: asked {Asked}, dormant {Dormant}, expired {Expired}, stuck {Stuck}, "
                    + "refused {No}, failed {Failed}",
                    region, today, report.Questions, report.Dormant, report.Expired, report.Stuck,
                    report.Refused, report.Failed);
            }
        }

        return failure;
    }

    public override void Dispose()
    {
        underWay.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        deployment.Engine.KeepTimeAsync(TryRoundAsync, stoppingToken);

    private async Task<bool> TryRoundAsync(CancellationToken cancel)
    {
        if (!underWay.Wait(0, CancellationToken.None)) return true;
        try
        {
            Failure = await RoundAsync(cancel);
            if (Failure is null) return true;
            logger.LogError("A round of what is due is not whole: {Failure}", Failure);
            return false;
        }
        catch (Exception error) when (!cancel.IsCancellationRequested)
        {
            // The next round tries again; health says so meanwhile.
            Failure = error.GetType().Name;
            logger.LogError("A round of what is due failed: {Error}\n{Stack}", Failure, error.StackTrace);
            return false;
        }
        finally
        {
            underWay.Release();
        }
    }
}

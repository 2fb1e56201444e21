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

    /// <summary>Goes through every region whose day has not been done.</summary>
    public async Task RoundAsync(CancellationToken cancel)
    {
        foreach (var region in await regions.ReadAsync(cancel))
        {
            var today = calendar.Today(region);
            if (done.TryGetValue(region, out var day) && day == today) continue;
            var report = await work.RunAsync(region, today, calendar.Now, cancel);
            done[region] = today;
            if (report != DueReport.Nothing)
            {
                logger.LogInformation(
                    "{Region} {Day:O}: asked {Asked}, dormant {Dormant}, expired {Expired}, stuck {Stuck}, "
                    + "refused {No}",
                    region, today, report.Questions, report.Dormant, report.Expired, report.Stuck,
                    report.Refused);
            }
        }
    }

    public override void Dispose()
    {
        underWay.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        deployment.Engine.KeepTimeAsync(TryRoundAsync, stoppingToken);

    private async Task TryRoundAsync(CancellationToken cancel)
    {
        if (!underWay.Wait(0, CancellationToken.None)) return;
        try
        {
            await RoundAsync(cancel);
            Failure = null;
        }
        catch (Exception error) when (!cancel.IsCancellationRequested)
        {
            // The next round tries again; health says so meanwhile.
            Failure = error.GetType().Name;
            logger.LogError("A round of what is due failed: {Error}\n{Stack}", Failure, error.StackTrace);
        }
        finally
        {
            underWay.Release();
        }
    }
}

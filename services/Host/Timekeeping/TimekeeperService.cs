using CommunityGrains.EventLog;
using CommunityGrains.Registry;

namespace CommunityGrains.Host.Timekeeping;

/// <summary>A round at the start, and one each night after midnight of the deployment's region.</summary>
public sealed class TimekeeperService(
    DueWork work, IRegionList regions, RegionCalendar calendar, HostOptions options,
    ILogger<TimekeeperService> logger)
    : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromHours(1);

    private readonly Dictionary<string, DateOnly> done = new(StringComparer.Ordinal);

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
            if (report != new DueReport(0, 0, 0, 0))
            {
                logger.LogInformation(
                    "{Region} {Day:O}: asked {Asked}, dormant {Dormant}, expired {Expired}, refused {No}",
                    region, today, report.Questions, report.Dormant, report.Expired, report.Refused);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RoundAsync(stoppingToken);
                Failure = null;
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                // The next round tries again; health says so meanwhile.
                Failure = error.GetType().Name;
                logger.LogError("A round of what is due failed: {Error}\n{Stack}", Failure, error.StackTrace);
            }

            try
            {
                await Task.Delay(Between, options.Clock, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}

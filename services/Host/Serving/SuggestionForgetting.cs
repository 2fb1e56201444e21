using CommunityGrains.Access.Suggestions;
using CommunityGrains.Registry;

namespace CommunityGrains.Host.Serving;

/// <summary>Forgets, now and then, what residents wrote and nobody needs any more.</summary>
public sealed class SuggestionForgetting(
    ForgettingSuggestions forgetting, Deployment deployment, RegionCalendar calendar, HostOptions options,
    ILogger<SuggestionForgetting> logger)
    : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var region in await deployment.Store.Regions.ReadAsync(stoppingToken))
                    await forgetting.ForgetAsync(region, calendar.Today(region), stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                // The next round makes up for it.
                logger.LogWarning(
                    "Suggestions could not be forgotten: {Error}\n{Stack}", error.GetType().Name,
                    error.StackTrace);
            }
            catch (OperationCanceledException)
            {
                return;
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

using CommunityGrains.Access.People;

namespace CommunityGrains.Host.Serving;

/// <summary>Keeps this host's journal of erasures complete while it runs: others on the same database erase
/// as well, and any one file must be enough after an older backup was restored.</summary>
public sealed class ErasureSharing(Erasing erasing, HostOptions options, ILogger<ErasureSharing> logger)
    : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // All was shared when the deployment was opened.
                await Task.Delay(Between, options.Clock, stoppingToken);
                await erasing.LearnAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning(
                    "Erasures could not be shared: {Error}\n{Stack}", error.GetType().Name, error.StackTrace);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}

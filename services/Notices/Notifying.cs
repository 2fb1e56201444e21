using CommunityGrains.Notices.Letters;
using CommunityGrains.Notices.Making;
using Microsoft.Extensions.Logging;

namespace CommunityGrains.Notices;

/// <summary>Tells people, for as long as this program has the views: reads the log, looks daily at what only
/// time brings, and sends letters.</summary>
public sealed partial class Notifying(
    NoticeReader reader, DailyNotices daily, Postman postman, Outbox outbox, NoticeMetrics metrics,
    TimeProvider clock, ILogger<Notifying> logger)
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(15);

    /// <summary>Why the last round failed; null when it did not.</summary>
    public string? Failure { get; private set; }

    /// <summary>Whether this program tells people; another one may.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>Runs until it is cancelled, and never fails.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        IsRunning = true;
        await Task.WhenAll(reader.RunAsync(cancel), RoundsAsync(cancel));
        IsRunning = false;
    }

    private async Task RoundsAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await daily.RoundAsync(cancel);
                await postman.RoundAsync(cancel);
                metrics.Waiting = (await outbox.CountAsync(cancel)).Waiting;
                Failure = null;
            }
            catch (Exception error) when (!cancel.IsCancellationRequested)
            {
                Failure = error.GetType().Name;
                LogFailure(Failure, error.StackTrace);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(Between, clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "A round of notices failed: {Error}\n{Stack}")]
    private partial void LogFailure(string error, string? stack);
}

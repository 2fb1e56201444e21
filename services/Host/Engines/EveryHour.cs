namespace CommunityGrains.Host.Engines;

/// <summary>A round now and each hour.</summary>
public static class EveryHour
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan RetryMin = TimeSpan.FromMinutes(1);

    /// <summary>Makes rounds until it is cancelled.</summary>
    public static async Task MakeAsync(
        Func<CancellationToken, Task<bool>> round, TimeProvider clock, CancellationToken cancel)
    {
        try
        {
            while (true)
            {
                await UntilDoneAsync(round, clock, cancel);
                await Task.Delay(Hour, clock, cancel);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return; // told to end
        }
    }

    /// <summary>Makes one round, and anew until it does not fail: after a minute, two, four, and at last each
    /// hour, because what is wrong with one record stays wrong until somebody mends it.</summary>
    public static async Task UntilDoneAsync(
        Func<CancellationToken, Task<bool>> round, TimeProvider clock, CancellationToken cancel)
    {
        for (var pause = RetryMin; !await round(cancel); pause = pause * 2 < Hour ? pause * 2 : Hour)
            await Task.Delay(pause, clock, cancel);
    }
}

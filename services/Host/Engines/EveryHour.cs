namespace CommunityGrains.Host.Engines;

/// <summary>A round now and each hour.</summary>
public static class EveryHour
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    /// <summary>Makes rounds until it is cancelled.</summary>
    public static async Task MakeAsync(
        Func<CancellationToken, Task<bool>> round, TimeProvider clock, CancellationToken cancel)
    {
        try
        {
            while (true)
            {
                await UntilDoneAsync(round, clock, cancel);
                await Task.Delay(TimeSpan.FromHours(1), clock, cancel);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return; // told to end
        }
    }

    /// <summary>Makes one round, each minute anew until it does not fail.</summary>
    public static async Task UntilDoneAsync(
        Func<CancellationToken, Task<bool>> round, TimeProvider clock, CancellationToken cancel)
    {
        while (!await round(cancel)) await Task.Delay(RetryAfter, clock, cancel);
    }
}

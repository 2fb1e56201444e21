namespace CommunityGrains.Host.Engines;

/// <summary>A round now and each hour.</summary>
public static class EveryHour
{
    /// <summary>Makes rounds until it is cancelled.</summary>
    public static async Task MakeAsync(
        Func<CancellationToken, Task> round, TimeProvider clock, CancellationToken cancel)
    {
        try
        {
            while (true)
            {
                await round(cancel);
                await Task.Delay(TimeSpan.FromHours(1), clock, cancel);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return; // told to end
        }
    }
}

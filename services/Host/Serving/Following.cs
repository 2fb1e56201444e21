using CommunityGrains.Projections;

namespace CommunityGrains.Host.Serving;

/// <summary>Waiting for a view without waiting for one that has died, or that will never take a step
/// again.</summary>
internal static class Following
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(200);

    /// <summary>Returns when the view has read up to a position: null, or why it will not. A view that only
    /// fails is given <see cref="Deployment.StandStillMax"/> to take its next step.</summary>
    public static async Task<string?> FollowToAsync(
        this ProjectionRunner runner, long position, TimeProvider clock, CancellationToken cancel)
    {
        var (seen, seenAt) = (-1L, clock.GetTimestamp());
        while (!await runner.WaitAsync(position, LookAgainAfter, cancel))
        {
            if (await runner.DeathAsync(cancel) is { } why) return why;
            if (runner.Position != seen) (seen, seenAt) = (runner.Position, clock.GetTimestamp());
            else if (clock.GetElapsedTime(seenAt) >= Deployment.StandStillMax)
                return await StandStillAsync(runner, position, cancel);
        }

        return null;
    }

    /// <summary>Why the view's loop has ended; null while it lives.</summary>
    public static async Task<string?> DeathAsync(this ProjectionRunner runner, CancellationToken cancel)
    {
        var health = await runner.HealthAsync(cancel);
        return health.State == ProjectionState.Dead ? health.Reason ?? "the loop has died" : null;
    }

    private static async Task<string> StandStillAsync(
        ProjectionRunner runner, long position, CancellationToken cancel)
    {
        var why = (await runner.HealthAsync(cancel)).Reason ?? "and there is no failure";
        return $"it stands at position {runner.Position} of {position}: {why}";
    }
}

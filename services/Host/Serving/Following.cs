using CommunityGrains.Projections;

namespace CommunityGrains.Host.Serving;

/// <summary>Waiting for a view without waiting for one that has died.</summary>
internal static class Following
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(200);

    /// <summary>Returns when the view has read up to a position: null, or why it never will.</summary>
    public static async Task<string?> FollowToAsync(
        this ProjectionRunner runner, long position, CancellationToken cancel)
    {
        while (!await runner.WaitAsync(position, LookAgainAfter, cancel))
        {
            if (await runner.DeathAsync(cancel) is { } why) return why;
        }

        return null;
    }

    /// <summary>Why the view's loop has ended; null while it lives.</summary>
    public static async Task<string?> DeathAsync(this ProjectionRunner runner, CancellationToken cancel)
    {
        var health = await runner.HealthAsync(cancel);
        return health.State == ProjectionState.Dead ? health.Reason ?? "the loop has died" : null;
    }
}

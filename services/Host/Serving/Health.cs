using CommunityGrains.Host.Timekeeping;

namespace CommunityGrains.Host.Serving;

/// <summary>One part's state. <c>Reason</c>: why it is not well; absent when it is. <c>SetAside</c>: events
/// that the views do not show, because they could not be folded; <c>Unresolved</c>: follow-ups refused for
/// good since the start. Both ask for a person, and the part goes on without them; absent when there are
/// none.</summary>
public sealed record PartHealth(
    string Part, bool Healthy, string State, long? Position = null, long? Lag = null,
    string? Reason = null, int? SetAside = null, int? Unresolved = null);

public sealed record Readiness(bool Ready, IReadOnlyList<PartHealth> Parts);

/// <summary>Whether the program serves: the log can be asked, the views follow it and are not far behind, no
/// loop has died.</summary>
public sealed class Health(
    Deployment deployment, Parts parts, TimekeeperService? timekeeper, TimeProvider clock,
    NoticeHealth? notices = null)
{
    private static readonly TimeSpan StandsStillAfter = TimeSpan.FromSeconds(30);

    private long seen = -1;
    private long seenAt;

    public async Task<Readiness> AskAsync(CancellationToken cancel)
    {
        var (log, head) = await LogAsync(cancel);
        var found = new List<PartHealth> { log };
        if (parts.HasFlag(Parts.Projections)) found.Add(await ViewsAsync(head, cancel));
        if (parts.HasFlag(Parts.Processes) && deployment.Views.IsOwner)
        {
            found.AddRange(deployment.Processes.Select(process => process.Health)
                .Select(health => new PartHealth(
                $"process:{health.Process}", health.IsHealthy, health.IsRunning ? "running" : "stopped",
                health.Position, head - health.Position, health.Failure?.GetType().Name,
                Unresolved: Some(health.UnresolvedCount))));
        }

        if (deployment.Engine.Health is { } engine) found.Add(engine);
        if (timekeeper is not null)
        {
            found.Add(new PartHealth(
                "timekeeper", timekeeper.Failure is null, timekeeper.Failure is null ? "running" : "failing",
                Reason: timekeeper.Failure));
        }

        if (notices is not null && deployment.Views.IsOwner)
            found.AddRange(await notices.AskAsync(head, cancel));
        return new Readiness(found.All(part => part.Healthy), found);
    }

    private async Task<(PartHealth Part, long? Head)> LogAsync(CancellationToken cancel)
    {
        try
        {
            var head = await deployment.Log.HeadAsync(cancel);
            return (new PartHealth("log", true, "open", head), head);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return (new PartHealth("log", false, "failing", Reason: error.GetType().Name), null);
        }
    }

    private async Task<PartHealth> ViewsAsync(long? head, CancellationToken cancel)
    {
        try
        {
            return await AskViewsAsync(head, cancel);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return new PartHealth("views", false, "failing", Reason: error.GetType().Name);
        }
    }

    private async Task<PartHealth> AskViewsAsync(long? head, CancellationToken cancel)
    {
        if (!deployment.Views.IsOwner) return await OthersViewsAsync(head, cancel);

        var health = await deployment.Projection.HealthAsync(cancel);
        return new PartHealth(
            "views", health.Healthy, health.State.ToString().ToLowerInvariant(), health.Position,
            health.LagEvents,
            health.Reason, Some(health.Parked));
    }

    // Another program follows the log for these views: it is judged by what it commits.
    private async Task<PartHealth> OthersViewsAsync(long? head, CancellationToken cancel)
    {
        var read = await deployment.Registry.PositionAsync(cancel);
        if (read != seen || read >= head) (seen, seenAt) = (read, clock.GetTimestamp());
        var stands = clock.GetElapsedTime(seenAt) > StandsStillAfter;
        return new PartHealth(
            "views", !stands, "followed by another program", read, head - read,
            stands ? "the other program does not move on" : null,
            Some((await deployment.Store.RegistryViews.Live.ParkedAsync(cancel)).Count));
    }

    private static int? Some(int count) => count > 0 ? count : null;
}

public static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/health/live", () => Results.Json(new { live = true })).ExcludeFromDescription();
        endpoints.MapGet("/health/ready", async (HttpContext context) =>
        {
            var readiness = await context.RequestServices.GetRequiredService<Health>()
                .AskAsync(context.RequestAborted);
            context.Response.Headers.CacheControl = "no-store";
            return Results.Json(
                readiness, Api.Http.ApiJson.Options,
                statusCode: readiness.Ready ? StatusCodes.Status200OK
                    : StatusCodes.Status503ServiceUnavailable);
        }).ExcludeFromDescription();
    }
}

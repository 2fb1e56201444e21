using CommunityGrains.Host.Serving;
using CommunityGrains.Projections;
using CommunityGrains.Registry.Views;

namespace CommunityGrains.Host.Checking;

/// <summary>What a check of the views found.</summary>
public sealed record ViewFindings(long Position, int Tables, long Rows, IReadOnlyList<string> Faults);

/// <summary>
/// Builds the views anew from the log, in a file of their own, up to the position that the live ones have
/// read, and compares them row by row. Works beside a running server: the live ones are read as of one
/// moment.
/// </summary>
public static class ViewCheck
{
    public static async Task<ViewFindings> RunAsync(
        Deployment deployment, HostOptions options, CancellationToken cancel = default)
    {
        var stopped = await CatchUpAsync(deployment, cancel);
        await using var live = await deployment.RegistryViews.MomentAsync(cancel);
        var (position, head) = (live.Position, await deployment.Log.HeadAsync(cancel));
        if (position > head) stopped ??= $"they have read up to {position}, but the log ends at {head}";
        if (stopped is not null) return new ViewFindings(position, 0, 0, [stopped]);
        await using var replay = await deployment.RegistryViews.BeginReplayAsync(cancel);
        stopped = await ReplayAsync(deployment, replay, position, options.Clock, cancel);
        if (stopped is not null) return new ViewFindings(position, 0, 0, [$"the replay: {stopped}"]);
        await using var replayed = await replay.MomentAsync(cancel);
        var (tables, rows, faults) = await live.CompareWithAsync(replayed, cancel);
        return new ViewFindings(position, tables, rows, live.ParkedCount == 0
            ? faults
            : [.. faults, $"{live.ParkedCount} events are set aside: the views do not show them"]);
    }

    // Nobody else follows: what is in the log but not yet in the views is no fault, so it is read first.
    private static async Task<string?> CatchUpAsync(Deployment deployment, CancellationToken cancel)
    {
        if (!deployment.Views.TryTake()) return null;
        foreach (var process in deployment.Processes) await process.RunToHeadAsync(cancel);
        deployment.Projection.Start();
        return await deployment.Projection.FollowToAsync(await deployment.Log.HeadAsync(cancel), cancel);
    }

    private static async Task<string?> ReplayAsync(
        Deployment deployment, IRegistryViews replay, long position, TimeProvider clock,
        CancellationToken cancel)
    {
        await using var past = new LogUpTo(deployment.Log, position);
        await using var runner = new ProjectionRunner(past, replay, time: clock);
        runner.Start();
        return await runner.FollowToAsync(position, cancel);
    }
}

using CommunityGrains.Engine;
using CommunityGrains.Host.Serving;
using CommunityGrains.Projections;
using CommunityGrains.Registry.Views;

namespace CommunityGrains.Host.Checking;

/// <summary>What a check of the views and of the processes beside them found.</summary>
public sealed record ViewFindings(long Position, int Tables, long Rows, IReadOnlyList<string> Faults);

/// <summary>
/// Builds the views anew from the log, in a place of their own, up to the position that the live ones have
/// read, and compares them row by row. Works beside a running server: the live ones are read as of one
/// moment.
/// </summary>
public static class ViewCheck
{
    public static async Task<ViewFindings> RunAsync(
        Deployment deployment, HostOptions options, CancellationToken cancel = default)
    {
        var faults = new List<string>();
        var stopped = await CatchUpAsync(deployment, options.Clock, faults, cancel);
        await using var live = await deployment.Store.RegistryViews.MomentAsync(cancel);
        var (position, head) = (live.Position, (await deployment.Store.Archive.EndAsync(cancel)).Position);
        if (position > head) stopped ??= $"they have read up to {position}, but the log ends at {head}";
        if (stopped is not null) return new ViewFindings(position, 0, 0, [.. faults, stopped]);
        await using var replay = await deployment.Store.RegistryViews.BeginReplayAsync(cancel);
        stopped = await ReplayAsync(deployment, replay, position, options.Clock, cancel);
        if (stopped is not null)
            return new ViewFindings(position, 0, 0, [.. faults, $"the replay: {stopped}"]);
        await using var replayed = await replay.MomentAsync(cancel);
        var (tables, rows, differences) = await live.CompareWithAsync(replayed, cancel);
        faults.AddRange(differences);
        if (live.ParkedCount > 0)
            faults.Add($"{live.ParkedCount} events are set aside: the views do not show them");
        return new ViewFindings(position, tables, rows, faults);
    }

    // Nobody else follows: what is in the log but not yet in the views is no fault, so it is read first.
    private static async Task<string?> CatchUpAsync(
        Deployment deployment, TimeProvider clock, List<string> faults, CancellationToken cancel)
    {
        if (!await deployment.Views.TryTakeAsync(cancel)) return null;
        await deployment.SeeAllAsync(cancel);
        foreach (var process in deployment.Processes)
        {
            if (await RunToHeadAsync(process, cancel) is { } fault) faults.Add(fault);
        }

        deployment.Projection.Start();
        return await deployment.Projection.FollowToAsync(
            await deployment.Log.HeadAsync(cancel), clock, cancel);
    }

    private static async Task<string?> RunToHeadAsync(ProcessRunner process, CancellationToken cancel)
    {
        try
        {
            await process.RunToHeadAsync(cancel);
            return null;
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            // These name positions and kinds of events; another failure's text may quote what was asked.
            var why = failure is InvalidDataException or EventLog.Codec.UnreadableEventException
                ? failure.Message : failure.GetType().Name;
            return $"the process {process.Health.Process} stands at {process.Health.Position}: {why}";
        }
    }

    private static async Task<string?> ReplayAsync(
        Deployment deployment, IRegistryViews replay, long position, TimeProvider clock,
        CancellationToken cancel)
    {
        await using var past = new LogUpTo(deployment.Log, position);
        await using var runner = new ProjectionRunner(past, replay, time: clock);
        runner.Start();
        return await runner.FollowToAsync(position, clock, cancel);
    }
}

using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.EventLog;
using CommunityGrains.Web.Account;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Duplicates;

/// <summary>How far a merge has come. It takes two steps, one in each record; a process asks for the
/// second.</summary>
internal enum MergeStep
{
    Done,

    /// <summary>The other record would not go, and the survivor has let go of it.</summary>
    Refused,

    /// <summary>The second step is still to come.</summary>
    Running,
}

/// <summary>Waits for the second step of merges and of undoing them, for as long as somebody waits before a
/// page.</summary>
internal static class Merging
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(40);

    /// <summary>What became of a merge. <c>Code</c>: why it was refused.</summary>
    public static async Task<(MergeStep Step, string? Code)> SettleAsync(
        PageRequest request, CommunityId survivor, CommunityId other)
    {
        var clock = request.Service<TimeProvider>();
        for (var since = clock.GetTimestamp(); ;)
        {
            if (await SurvivorOfAsync(request, other) == survivor)
            {
                await SeeAsync(request);
                return (MergeStep.Done, null);
            }

            if ((await CommunityAsync(request, survivor)).CardOrNone()?.Absorbed.Contains(other) != true)
                return (MergeStep.Refused, await WhyReleasedAsync(request, survivor));
            if (clock.GetElapsedTime(since) > Patience) return (MergeStep.Running, null);
            await Task.Delay(LookAgain, clock, request.Cancel);
        }
    }

    /// <summary>Whether the record that stays has let go of the other, waiting for it a while.</summary>
    public static async Task<bool> IsUndoneAsync(
        PageRequest request, CommunityId survivor, CommunityId other)
    {
        var clock = request.Service<TimeProvider>();
        for (var since = clock.GetTimestamp(); ;)
        {
            if ((await CommunityAsync(request, survivor)).CardOrNone()?.Absorbed.Contains(other) != true)
            {
                await SeeAsync(request);
                return true;
            }

            if (clock.GetElapsedTime(since) > Patience) return false;
            await Task.Delay(LookAgain, clock, request.Cancel);
        }
    }

    /// <summary>The record that this one was taken into; null when it stands on its own.</summary>
    public static async Task<CommunityId?> SurvivorOfAsync(PageRequest request, CommunityId id) =>
        (await CommunityAsync(request, id) as Community.Merged)?.Survivor;

    public static async Task<Community> CommunityAsync(PageRequest request, CommunityId id) =>
        (Community)(await request.StateAsync(GrainKinds.Community, id.Value)).State;

    // What the process has written is to be seen on the next page.
    private static async Task SeeAsync(PageRequest request)
    {
        var head = await request.Service<IEventLog>().HeadAsync(request.Cancel);
        await request.Registry.WaitAsync(head, Patience, request.Cancel);
    }

    // The process gives the refusal's code as its reason.
    private static async Task<string?> WhyReleasedAsync(PageRequest request, CommunityId survivor)
    {
        const string Released = "community.released.v1";
        var last = await request.Registry.HistoryAsync(
            request.StreamOf(GrainKinds.Community, survivor.Value), limit: 5, cancel: request.Cancel);
        return last.Items.FirstOrDefault(entry => entry.Event == Released)?
            .Facts.GetValueOrDefault("reason");
    }
}

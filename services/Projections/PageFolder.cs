using CommunityGrains.EventLog;
using CommunityGrains.EventLog.Codec;

namespace CommunityGrains.Projections;

/// <summary>
/// Decodes and folds pages for one set of tables, by the projection's policy for events that cannot be
/// folded. Decoding, folding and working out rows cost far more than anything else that this program does to
/// an event, so a large page does them in lanes, on as many processors as there are.
/// </summary>
internal sealed class PageFolder(IProjection projection, IProjectionTables tables, IReadOnlySet<string> held)
{
    /// <summary>Below, handing work to other threads costs more than it saves.</summary>
    private const int LanesEventsMin = 256;

    // By the policy to park, what is set aside holds nothing back, before a restart or after it.
    private readonly IReadOnlySet<string> heldBefore =
        projection.OnPoison == PoisonPolicy.Park ? new HashSet<string>() : held;

    private HashSet<StreamId>[] heldInLanes = [];

    /// <summary>A page ready to be committed. <c>Poison</c>: what the view stops at after it.</summary>
    public sealed record Folded(IPageFold Page, Advance Advance, PoisonEventException? Poison);

    /// <summary>Folds the page; up to the poison event when the policy is to stop.</summary>
    public async ValueTask<Folded> FoldAsync(
        long from, IReadOnlyList<RecordedEvent> events, CancellationToken cancel)
    {
        var page = await tables.BeginPageAsync(events, cancel);
        if (heldInLanes.Length == 0)
            heldInLanes = [.. Enumerable.Range(0, page.LaneCount).Select(_ => New())];
        // To stop at the first event that cannot be folded, one has to go in the order of positions.
        return projection.OnPoison == PoisonPolicy.Stop
            ? InOrder(page, from, events)
            : await InLanesAsync(page, from, events, cancel);

        static HashSet<StreamId> New() => [];
    }

    private Folded InOrder(IPageFold page, long from, IReadOnlyList<RecordedEvent> events)
    {
        var advance = new Advance(from, from, default, []);
        PoisonEventException? poison = null;
        foreach (var recorded in events)
        {
            if (TryFold(page, recorded, 0) is { } aside)
            {
                poison = new PoisonEventException(projection.Name, aside.Position, aside.Name, aside.Error);
                break;
            }

            advance = advance with { To = recorded.Position, Hash = recorded.Hash };
        }

        for (var lane = 0; lane < page.LaneCount; lane++) page.Seal(lane);
        return new Folded(page, advance, poison);
    }

    private async ValueTask<Folded> InLanesAsync(
        IPageFold page, long from, IReadOnlyList<RecordedEvent> events, CancellationToken cancel)
    {
        var lanes = Spread(page, events);
        var parked = new List<ParkedEvent>[lanes.Length];
        if (events.Count < LanesEventsMin)
        {
            for (var lane = 0; lane < lanes.Length; lane++) parked[lane] = FoldLane(page, lane, lanes[lane]);
        }
        else
        {
            await Task.WhenAll(Enumerable.Range(0, lanes.Length).Select(lane =>
                Task.Run(() => parked[lane] = FoldLane(page, lane, lanes[lane]), cancel)));
        }

        var aside = parked.SelectMany(lane => lane).OrderBy(event_ => event_.Position).ToList();
        var advance = events is [.., var last]
            ? new Advance(from, last.Position, last.Hash, aside)
            : new Advance(from, from, default, aside);
        return new Folded(page, advance, null);
    }

    private static List<RecordedEvent>[] Spread(IPageFold page, IReadOnlyList<RecordedEvent> events)
    {
        var lanes = new List<RecordedEvent>[page.LaneCount];
        for (var lane = 0; lane < lanes.Length; lane++)
            lanes[lane] = new List<RecordedEvent>((events.Count / lanes.Length) + 1);
        foreach (var recorded in events) lanes[page.LaneOf(recorded.Stream)].Add(recorded);
        return lanes;
    }

    private List<ParkedEvent> FoldLane(IPageFold page, int lane, List<RecordedEvent> events)
    {
        var parked = new List<ParkedEvent>();
        foreach (var recorded in events)
            if (TryFold(page, recorded, lane) is { } aside) parked.Add(aside);
        page.Seal(lane);
        return parked;
    }

    /// <summary>What is set aside, or null when the event was folded.</summary>
    private ParkedEvent? TryFold(IPageFold page, RecordedEvent recorded, int lane)
    {
        if ((heldInLanes[lane].Count > 0 && heldInLanes[lane].Contains(recorded.Stream))
            || (heldBefore.Count > 0 && heldBefore.Contains(recorded.Stream.ToString())))
            return Aside(recorded, ParkedEvent.Held);
        try
        {
            page.Fold(recorded, EventCodec.Decode(recorded));
            return null;
        }
        catch (Exception error)
        {
            if (projection.OnPoison == PoisonPolicy.HoldStream) heldInLanes[lane].Add(recorded.Stream);
            return Aside(recorded, error.GetType().Name);
        }
    }

    private static ParkedEvent Aside(RecordedEvent recorded, string error) =>
        new(recorded.Position, recorded.Stream.ToString(), recorded.Name, error);
}

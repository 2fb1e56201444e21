using CommunityGrains.EventLog;
using CommunityGrains.EventLog.Codec;

namespace CommunityGrains.Projections;

/// <summary>Folds pages for one set of tables, by the projection's policy for events that cannot be
/// folded.</summary>
internal sealed class PageFolder(IProjection projection, IProjectionTables tables, IReadOnlySet<string> held)
{
    // By the policy to park, what is set aside holds nothing back, before a restart or after it.
    private readonly HashSet<string> held = projection.OnPoison == PoisonPolicy.Park ? [] : [.. held];

    /// <summary>A page ready to be committed. <c>Poison</c>: what the view stops at after it.</summary>
    public sealed record Folded(IPageFold Page, Advance Advance, PoisonEventException? Poison);

    /// <summary>Folds the page; up to the poison event when the policy is to stop.</summary>
    public async ValueTask<Folded> FoldAsync(long from, DecodedPage events, CancellationToken cancel)
    {
        var page = await tables.BeginPageAsync(events.Recorded, cancel);
        var parked = new List<ParkedEvent>();
        var advance = new Advance(from, from, default, parked);
        PoisonEventException? poison = null;
        for (var i = 0; i < events.Recorded.Count && poison is null; i++)
        {
            var recorded = events.Recorded[i];
            var aside = TryFold(page, recorded, events.Happened[i]);
            if (aside is not null && projection.OnPoison == PoisonPolicy.Stop)
                poison = new PoisonEventException(projection.Name, aside.Position, aside.Name, aside.Error);
            else
                advance = advance with { To = recorded.Position, Hash = recorded.Hash };
            if (aside is not null && poison is null) parked.Add(aside);
        }

        page.Seal();
        return new Folded(page, advance, poison);
    }

    private ParkedEvent? TryFold(IPageFold page, RecordedEvent recorded, object decoded)
    {
        if (held.Count > 0 && held.Contains(recorded.Stream.ToString()))
            return new ParkedEvent(
                recorded.Position, recorded.Stream.ToString(), recorded.Name, ParkedEvent.Held);
        try
        {
            page.Fold(recorded, decoded is Exception unreadable ? throw unreadable : decoded);
            return null;
        }
        catch (Exception error)
        {
            var stream = recorded.Stream.ToString();
            if (projection.OnPoison == PoisonPolicy.HoldStream) held.Add(stream);
            return new ParkedEvent(recorded.Position, stream, recorded.Name, error.GetType().Name);
        }
    }
}

/// <summary>Events with what they say; an event that cannot be read has its exception in place.</summary>
internal sealed record DecodedPage(IReadOnlyList<RecordedEvent> Recorded, object[] Happened)
{
    public static DecodedPage Of(IReadOnlyList<RecordedEvent> recorded)
    {
        var happened = new object[recorded.Count];
        for (var i = 0; i < happened.Length; i++)
        {
            try
            {
                happened[i] = EventCodec.Decode(recorded[i]);
            }
            catch (UnreadableEventException error)
            {
                happened[i] = error;
            }
        }

        return new DecodedPage(recorded, happened);
    }

    /// <summary>Reads and decodes on the thread pool, so that it runs beside the folding of the page
    /// before.</summary>
    public static Task<DecodedPage> ReadAsync(
        IEventLog log, long after, int countMax, CancellationToken cancel) =>
        Task.Run(async () => Of(await log.ReadAllAsync(after, countMax, cancel)), cancel);
}

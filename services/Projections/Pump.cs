using CommunityGrains.EventLog;

namespace CommunityGrains.Projections;

/// <summary>
/// Moves events from the log into one set of tables until the log has no more. Three steps overlap: while one
/// page is written, the next is folded and the one after it is read and decoded.
/// </summary>
internal sealed class Pump(
    IEventLog log, IProjectionTables tables, PageFolder folder, int pageEventsMax,
    Action<Advance, int, TimeSpan> committed, TimeProvider time)
{
    public long Position { get; private set; }

    public Pump From(long position)
    {
        Position = position;
        return this;
    }

    /// <summary>Returns when the log had nothing more to read. What was committed stays so, whatever
    /// happens.</summary>
    public async Task RunToHeadAsync(CancellationToken cancel)
    {
        var write = Task.CompletedTask;
        try
        {
            var next = DecodedPage.ReadAsync(log, Position, pageEventsMax, cancel);
            var from = Position;
            while (await next is { Recorded.Count: > 0 } page)
            {
                next = DecodedPage.ReadAsync(log, page.Recorded[^1].Position, pageEventsMax, cancel);
                var started = time.GetTimestamp();
                var folded = await folder.FoldAsync(from, page, cancel);
                from = folded.Advance.To;
                await write;
                write = Task.Run(() => WriteAsync(folded, page.Recorded.Count, started, cancel), cancel);
                if (folded.Poison is null) continue;
                await write;
                throw folded.Poison;
            }

            await write;
        }
        catch
        {
            // The write under way ends before anybody reads the checkpoint again; its own failure is not the
            // first.
            await write.ContinueWith(static _ => { }, TaskScheduler.Default);
            throw;
        }
    }

    private async Task WriteAsync(
        PageFolder.Folded folded, int eventCount, long started, CancellationToken cancel)
    {
        if (folded.Advance.To == folded.Advance.From) return;
        await tables.CommitAsync(folded.Page, folded.Advance, cancel);
        Position = folded.Advance.To;
        committed(folded.Advance, eventCount, time.GetElapsedTime(started));
    }
}

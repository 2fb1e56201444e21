using CommunityGrains.EventLog;

namespace CommunityGrains.Projections;

/// <summary>
/// Moves events from the log into one set of tables until the log has no more. Three steps overlap: while one
/// page is written, the next is decoded and folded and the one after it is read.
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
            var next = ReadAsync(Position, cancel);
            var from = Position;
            while (await next is { Count: > 0 } page)
            {
                next = ReadAsync(page[^1].Position, cancel);
                var started = time.GetTimestamp();
                var folded = await folder.FoldAsync(from, page, cancel);
                from = folded.Advance.To;
                await write;
                write = Task.Run(() => WriteAsync(folded, page.Count, started, cancel), cancel);
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

    // On the thread pool: a log may read without leaving its thread.
    private Task<IReadOnlyList<RecordedEvent>> ReadAsync(long after, CancellationToken cancel) =>
        Task.Run(async () => await log.ReadAllAsync(after, pageEventsMax, cancel), cancel);

    private async Task WriteAsync(
        PageFolder.Folded folded, int eventCount, long started, CancellationToken cancel)
    {
        if (folded.Advance.To == folded.Advance.From) return;
        await tables.CommitAsync(folded.Page, folded.Advance, cancel);
        Position = folded.Advance.To;
        committed(folded.Advance, eventCount, time.GetElapsedTime(started));
    }
}

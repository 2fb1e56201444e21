using System.Runtime.CompilerServices;

namespace CommunityGrains.EventLog;

/// <summary>What a copy found and did. <c>Resumed</c>: the position it went on from, 0 at the
/// beginning.</summary>
public sealed record CopyReport(long Resumed, long Position, long Events, long Commands);

/// <summary>The target holds something else than the beginning of the source.</summary>
public sealed class CopyRefusedException(string message) : Exception(message);

/// <summary>
/// Copies a whole log to another one, whatever each is kept in: every event at its position with its hash,
/// every command with what came of it. A copy that was broken off goes on where it stopped, and one that is
/// complete takes over what the source has got since. The target is only written to; nothing there is ever
/// changed.
/// </summary>
/// <param name="pageSize">How many events, and how many commands, share a transaction at most.</param>
public sealed class LogCopy(
    IEventLog source, ILogArchive sourceArchive, ILogArchive target, int pageSize = 5_000)
{
    private const int PageBytesMax = 16 << 20;

    /// <summary>Copies what the source has now. Programs that write to the source should stand still:
    /// commands that they acknowledge meanwhile are taken over by the next run.</summary>
    /// <param name="progress">Told the position reached.</param>
    /// <param name="cancel">Ends the copy between two pages; the next run goes on there.</param>
    /// <exception cref="CopyRefusedException">The target holds other events.</exception>
    /// <exception cref="ArchiveMovedException">Another program writes to the target.</exception>
    public async Task<CopyReport> RunAsync(
        IProgress<long>? progress = null, CancellationToken cancel = default)
    {
        var head = await source.HeadAsync(cancel);
        var resumed = (await target.EndAsync(cancel)).Position;
        await RequireBeginningAsync(head, cancel);
        var before = await target.CountAsync(long.MaxValue, cancel);
        // Those at the very end may be incomplete: commands without events are given the position of the
        // head.
        await CopyAsync(resumed, head, fromCommands: resumed, progress, cancel);
        // A command without events that was acknowledged late stands at a position that was passed already.
        var (here, there) = (
            await sourceArchive.CountAsync(head, cancel), await target.CountAsync(head, cancel));
        if (here.Commands > there.Commands) await CopyAsync(head, head, fromCommands: 0, progress, cancel);
        there = await target.CountAsync(long.MaxValue, cancel);
        return new CopyReport(
            resumed, head, there.Events - before.Events, there.Commands - before.Commands);
    }

    private async Task CopyAsync(
        long position, long head, long fromCommands, IProgress<long>? progress, CancellationToken cancel)
    {
        await using var commands = sourceArchive.ReadCommandsAsync(fromCommands, cancel)
            .GetAsyncEnumerator(cancel);
        var more = await commands.MoveNextAsync();
        await foreach (var events in EventsAsync(position, head, cancel))
        {
            var upTo = events[^1].Position;
            var kept = new List<KeptCommand>();
            for (; more && commands.Current.Position <= upTo; more = await commands.MoveNextAsync())
            {
                kept.Add(commands.Current);
                if (kept.Count < pageSize) continue;
                // Refusals may be many more than events; they can go ahead. The others come with their
                // events.
                await target.WriteAsync(
                    new ArchivePage(position, [], [.. kept.Where(command => command.EventCount == 0)]),
                    cancel);
                kept.RemoveAll(command => command.EventCount == 0);
            }

            await target.WriteAsync(new ArchivePage(position, events, kept), cancel);
            position = upTo;
            progress?.Report(position);
        }

        while (more && commands.Current.Position <= head)
        {
            var kept = new List<KeptCommand>();
            for (; more && kept.Count < pageSize && commands.Current.Position <= head;
                more = await commands.MoveNextAsync())
                kept.Add(commands.Current);
            await target.WriteAsync(new ArchivePage(position, [], kept), cancel);
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<RecordedEvent>> EventsAsync(
        long position, long head, [EnumeratorCancellation] CancellationToken cancel)
    {
        while (position < head
            && await source.ReadAllAsync(position, pageSize, cancel) is { Count: > 0 } page)
        {
            var part = new List<RecordedEvent>();
            var bytes = 0L;
            foreach (var recorded in page.TakeWhile(recorded => recorded.Position <= head))
            {
                part.Add(recorded);
                bytes += recorded.Json.Length;
                if (bytes < PageBytesMax) continue;
                yield return part;
                (part, bytes) = ([], 0);
            }

            if (part.Count > 0) yield return part;
            position = page[^1].Position;
        }
    }

    /// <summary>Chained hashes make the last event vouch for its stream; the counts vouch for the other
    /// streams.</summary>
    private async Task RequireBeginningAsync(long head, CancellationToken cancel)
    {
        var end = await target.EndAsync(cancel);
        if (end.Position > head)
        {
            throw new CopyRefusedException(
                $"the target ends at position {end.Position}, after the source, which ends at {head}: it "
                + "holds events of its own");
        }

        if (end.Position > 0)
        {
            var at = await source.ReadAllAsync(end.Position - 1, 1, cancel);
            if (at is not [var last] || last.Position != end.Position
                || !last.Hash.Span.SequenceEqual(end.Hash.Span))
            {
                throw new CopyRefusedException(
                    $"the target's last event, at position {end.Position}, is not the source's: it "
                    + "is another log");
            }
        }

        var (here, there) = (
            await sourceArchive.CountAsync(end.Position, cancel),
            await target.CountAsync(end.Position, cancel));
        if (here.Events != there.Events || here.Commands < there.Commands)
        {
            throw new CopyRefusedException(
                $"up to position {end.Position} the source has {here.Events} events and {here.Commands} "
                + $"commands, the target {there.Events} and {there.Commands}: it is another log");
        }
    }
}

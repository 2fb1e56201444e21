using System.Threading.Channels;
using CommunityGrains.EventLog.Writing;

namespace CommunityGrains.EventLog.PostgreSql;

/// <summary>
/// The writing connections and what waits for them. A connection takes whatever has gathered while its last
/// batch was being committed, never waiting for more, sends it as one call and answers. One is enough until
/// so many wait that a second batch is worth a commit of its own; then the next connection joins. A stream is
/// never in two batches at once.
/// </summary>
internal sealed class AppendLanes : IAsyncDisposable
{
    private static readonly TimeSpan BlockedDelay = TimeSpan.FromMilliseconds(1);

    private readonly Channel<PendingAppend> waiting;
    private readonly BatchSender[] senders;
    private readonly PostgresEventLogOptions options;
    private readonly StreamHeads heads;
    private readonly Action<long> committed;
    private readonly CancellationTokenSource closed = new();
    private readonly Bell crowded = new();
    private readonly Task running;

    // Under the gate: who gathers looks at all of it.
    private readonly Lock gate = new();

    // Requests that have to wait for a batch to end because one of their stream or their command is in it.
    private readonly LinkedList<PendingAppend> held = [];
    private readonly HashSet<StreamId> streamsUnderWay = [];
    private readonly HashSet<Guid> commandsUnderWay = [];

    // What the held ones ahead are waiting for: nobody overtakes them.
    private readonly HashSet<StreamId> streamsAhead = [];
    private readonly HashSet<Guid> commandsAhead = [];

    /// <param name="committed">Called after each commit with the highest position in it, before the answers
    /// leave.</param>
    public AppendLanes(
        IEnumerable<BatchSender> senders, StreamHeads heads, PostgresEventLogOptions options,
        Action<long> committed)
    {
        this.senders = [.. senders];
        this.heads = heads;
        this.options = options;
        this.committed = committed;
        waiting = Channel.CreateBounded<PendingAppend>(new BoundedChannelOptions(options.WaitingMax));
        running = Task.WhenAll(
            this.senders.Select((sender, number) => Task.Run(() => RunAsync(sender, number))));
    }

    public ValueTask<AppendVerdict> AppendAsync(AppendRequest request, CancellationToken cancel)
    {
        var pending = new PendingAppend(request);
        pending.WithdrawOn(cancel);
        if (!waiting.Writer.TryWrite(pending)) return WaitToAppendAsync(pending, cancel);
        if (senders.Length > 1 && waiting.Reader.Count >= options.CrowdMin) crowded.Ring();
        return new ValueTask<AppendVerdict>(pending.Task);
    }

    /// <summary>Takes no more requests, and returns when all that were taken have been answered.</summary>
    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await closed.CancelAsync();
        await running;
    }

    private async ValueTask<AppendVerdict> WaitToAppendAsync(PendingAppend pending, CancellationToken cancel)
    {
        try
        {
            await waiting.Writer.WriteAsync(pending, cancel);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(
                nameof(PostgresEventLog), "The log is shut; nothing was stored.");
        }

        return await pending.Task;
    }

    private async Task RunAsync(BatchSender sender, int number)
    {
        var batch = new List<PendingAppend>();
        while (await HasWorkAsync(number))
        {
            // What a batch held back is free when it has ended, so whoever ends one looks again.
            for (Gather(batch); batch.Count > 0; Gather(batch)) await WorkAsync(sender, batch);
            // All that wait are waiting for a batch of another.
            if (waiting.Reader.Count > 0) await Task.Delay(BlockedDelay);
        }

        await sender.DisposeAsync();
    }

    /// <summary>The first waits for requests, the others for a crowd; false at the end.</summary>
    private async ValueTask<bool> HasWorkAsync(int number)
    {
        if (number == 0) return await waiting.Reader.WaitToReadAsync();
        try
        {
            await crowded.WaitAsync(closed.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task WorkAsync(BatchSender sender, List<PendingAppend> batch)
    {
        await CommitAsync(sender, batch);
        var last = batch.Max(pending => (pending.Verdict as AppendVerdict.Appended)?.Position ?? 0);
        if (last > 0) committed(last);
        lock (gate)
        {
            foreach (var pending in batch)
            {
                streamsUnderWay.Remove(pending.Request.Stream);
                commandsUnderWay.Remove(pending.Request.Command);
            }
        }

        foreach (var pending in batch) pending.Answer();
    }

    private void Gather(List<PendingAppend> batch)
    {
        batch.Clear();
        lock (gate)
        {
            streamsAhead.Clear();
            commandsAhead.Clear();
            var bytes = 0L;
            for (var node = held.First; node is not null && HasRoom(batch, bytes);)
            {
                var next = node.Next;
                if (Fits(node.Value.Request))
                {
                    held.Remove(node);
                    bytes += Take(node.Value, batch);
                }

                node = next;
            }

            while (HasRoom(batch, bytes) && held.Count < options.BatchMax
                && waiting.Reader.TryRead(out var pending))
            {
                if (!pending.TryTake()) continue;
                if (Fits(pending.Request)) bytes += Take(pending, batch);
                else held.AddLast(pending);
            }

            foreach (var pending in batch)
            {
                streamsUnderWay.Add(pending.Request.Stream);
                commandsUnderWay.Add(pending.Request.Command);
            }
        }
    }

    private bool HasRoom(List<PendingAppend> batch, long bytes) =>
        batch.Count < options.BatchMax && bytes < options.BatchBytesMax;

    /// <summary>Whether the request can be decided beside those in the batch. Of one stream one can win, and
    /// what cannot win any more may come along; behind one that waits, all of its stream wait.</summary>
    private bool Fits(AppendRequest request)
    {
        var isFree = !streamsUnderWay.Contains(request.Stream) && !commandsUnderWay.Contains(request.Command);
        if (isFree)
        {
            isFree = heads.Find(request.Stream)?.Version > request.ExpectedVersion
                ? !streamsAhead.Contains(request.Stream)
                : streamsAhead.Add(request.Stream);
        }

        if (commandsAhead.Add(request.Command) && isFree) return true;
        streamsAhead.Add(request.Stream);
        return false;
    }

    private static long Take(PendingAppend pending, List<PendingAppend> batch)
    {
        batch.Add(pending);
        var bytes = 0L;
        foreach (var happened in pending.Request.Events) bytes += happened.Json.Length;
        return bytes;
    }

    /// <summary>Commits the requests together. When that fails for a reason that is not the server's being
    /// away, each half is tried for itself, down to the single request that is at fault: it fails
    /// alone.</summary>
    private static async Task CommitAsync(BatchSender sender, List<PendingAppend> requests)
    {
        try
        {
            await sender.SendAsync(requests);
        }
        catch (Exception error)
        {
            if (requests.Count == 1 || BatchSender.IsAway(error))
            {
                Fail(requests, error);
                return;
            }

            var half = requests.Count / 2;
            await CommitAsync(sender, requests[..half]);
            await CommitAsync(sender, requests[half..]);
        }
    }

    private static void Fail(List<PendingAppend> requests, Exception error)
    {
        foreach (var pending in requests)
        {
            // One exception each: they are thrown on many threads at once.
            pending.Failure = new AppendFailedException(
                $"The log could not store the request: {BatchSender.Explain(error)}.", error);
        }
    }
}

using System.Threading.Channels;
using CommunityGrains.EventLog.Writing;

namespace CommunityGrains.EventLog.PostgreSql;

/// <summary>
/// One writing connection. It takes whatever requests have gathered while the last batch was being committed,
/// never waiting for more, sends them as one call and answers. A stream always falls to the same lane, so
/// that within a program two batches never meet on one.
/// </summary>
internal sealed class AppendLane : IAsyncDisposable
{
    private readonly Channel<PendingAppend> waiting;
    private readonly BatchSender sender;
    private readonly PostgresEventLogOptions options;
    private readonly Action<long> committed;
    private readonly Task running;

    // Requests that have to wait for a batch to end because one of their stream or their command is in it.
    private readonly LinkedList<PendingAppend> held = [];
    private readonly HashSet<StreamId> streams = [];
    private readonly HashSet<Guid> commands = [];
    private readonly List<PendingAppend> batch = [];

    /// <param name="committed">Called after each commit with the highest position in it, before the answers
    /// leave.</param>
    public AppendLane(BatchSender sender, PostgresEventLogOptions options, Action<long> committed)
    {
        this.sender = sender;
        this.options = options;
        this.committed = committed;
        waiting = Channel.CreateBounded<PendingAppend>(
            new BoundedChannelOptions(options.WaitingMax) { SingleReader = true });
        running = Task.Run(RunAsync);
    }

    public ValueTask<AppendVerdict> AppendAsync(AppendRequest request, CancellationToken cancel)
    {
        var pending = new PendingAppend(request);
        pending.WithdrawOn(cancel);
        return waiting.Writer.TryWrite(pending)
            ? new ValueTask<AppendVerdict>(pending.Task)
            : WaitToAppendAsync(pending, cancel);
    }

    /// <summary>Takes no more requests, and returns when all that were taken have been answered.</summary>
    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
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

    private async Task RunAsync()
    {
        while (held.Count > 0 || await waiting.Reader.WaitToReadAsync())
        {
            Gather();
            if (batch.Count == 0) continue;
            await CommitAsync(batch);
            var last = batch.Max(pending => (pending.Verdict as AppendVerdict.Appended)?.Position ?? 0);
            if (last > 0) committed(last);
            foreach (var pending in batch) pending.Answer();
        }

        await sender.DisposeAsync();
    }

    private void Gather()
    {
        batch.Clear();
        streams.Clear();
        commands.Clear();
        var bytes = 0L;
        for (var node = held.First; node is not null && HasRoom(bytes);)
        {
            var next = node.Next;
            if (Fits(node.Value.Request))
            {
                held.Remove(node);
                bytes += Take(node.Value);
            }

            node = next;
        }

        while (HasRoom(bytes) && held.Count < options.BatchMax && waiting.Reader.TryRead(out var pending))
        {
            if (!pending.TryTake()) continue;
            if (Fits(pending.Request)) bytes += Take(pending);
            else held.AddLast(pending);
        }
    }

    private bool HasRoom(long bytes) => batch.Count < options.BatchMax && bytes < options.BatchBytesMax;

    /// <summary>Whether the request can be decided beside those in the batch. Of one stream one can win, and
    /// what cannot win any more may come along; behind one that waits, all of its stream wait.</summary>
    private bool Fits(AppendRequest request)
    {
        var isFree = sender.IsLost(request) ? !streams.Contains(request.Stream) : streams.Add(request.Stream);
        if (commands.Add(request.Command) && isFree) return true;
        streams.Add(request.Stream);
        return false;
    }

    private long Take(PendingAppend pending)
    {
        batch.Add(pending);
        var bytes = 0L;
        foreach (var happened in pending.Request.Events) bytes += happened.Json.Length;
        return bytes;
    }

    /// <summary>Commits the requests together. When that fails for a reason that is not the server's being
    /// away, each half is tried for itself, down to the single request that is at fault: it fails
    /// alone.</summary>
    private async Task CommitAsync(List<PendingAppend> requests)
    {
        try
        {
            await sender.SendAsync(requests);
        }
        catch (Exception error)
        {
            if (requests.Count == 1 || BatchSender.IsOfServer(error))
            {
                Fail(requests, error);
                return;
            }

            var half = requests.Count / 2;
            await CommitAsync(requests[..half]);
            await CommitAsync(requests[half..]);
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

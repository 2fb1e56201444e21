using CommunityGrains.Engine;
using CommunityGrains.EventLog;

namespace CommunityGrains.Registry.Specs.Imports;

/// <summary>Stops the run after so many commands, as somebody would who presses Ctrl+C.</summary>
internal sealed class StoppingGrains(IGrains inner, CancellationTokenSource stop, int afterAsked) : IGrains
{
    private int asked;

    public async ValueTask<Reply> AskAsync(Order order, CancellationToken cancel = default)
    {
        if (Interlocked.Increment(ref asked) >= afterAsked) await stop.CancelAsync();
        return await inner.AskAsync(order, cancel);
    }

    public ValueTask<Consideration> ConsiderAsync(Order order, CancellationToken cancel = default) =>
        inner.ConsiderAsync(order, cancel);

    public ValueTask<GrainState> StateAsync(StreamId stream, CancellationToken cancel = default) =>
        inner.StateAsync(stream, cancel);

    public Task DrainAsync(CancellationToken cancel = default) => inner.DrainAsync(cancel);
}

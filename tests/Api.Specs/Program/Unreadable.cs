using CommunityGrains.Engine;
using CommunityGrains.EventLog;

namespace CommunityGrains.Api.Specs.Program;

/// <summary>The grains, of which one cannot be read.</summary>
internal sealed class Unreadable(IGrains inner, Guid record) : IGrains
{
    public ValueTask<GrainState> StateAsync(StreamId stream, CancellationToken cancel = default) =>
        stream.Key == record ? throw new InvalidDataException("torn") : inner.StateAsync(stream, cancel);

    public ValueTask<Reply> AskAsync(Order order, CancellationToken cancel = default) =>
        inner.AskAsync(order, cancel);

    public ValueTask<Consideration> ConsiderAsync(Order order, CancellationToken cancel = default) =>
        inner.ConsiderAsync(order, cancel);

    public Task DrainAsync(CancellationToken cancel = default) => inner.DrainAsync(cancel);
}

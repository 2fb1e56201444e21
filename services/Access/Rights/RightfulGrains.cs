using CommunityGrains.Domain;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;

namespace CommunityGrains.Access.Rights;

/// <summary>
/// The grains as one viewer may ask them: for what asks many commands in his name, such as an import. What is
/// not his is refused as what does not exist, and nothing of it is recorded.
/// </summary>
public sealed class RightfulGrains(IGrains inner, Places places, RightsPolicy rights, Viewer viewer) : IGrains
{
    private static readonly Refusal NotFound = new("record.not-found", []);

    public async ValueTask<Reply> AskAsync(Order order, CancellationToken cancel = default) =>
        await MayAsync(order, cancel)
            ? await inner.AskAsync(order, cancel)
            : new Reply.Refused(Position: 0, Version: 0, NotFound, Repeated: false);

    public async ValueTask<Consideration> ConsiderAsync(Order order, CancellationToken cancel = default) =>
        await MayAsync(order, cancel)
            ? await inner.ConsiderAsync(order, cancel)
            : new Consideration([], NotFound, Version: 0);

    public ValueTask<GrainState> StateAsync(StreamId stream, CancellationToken cancel = default) =>
        inner.StateAsync(stream, cancel);

    public Task DrainAsync(CancellationToken cancel = default) => inner.DrainAsync(cancel);

    private async ValueTask<bool> MayAsync(Order order, CancellationToken cancel) =>
        rights.Decide(
            viewer, new What.Command(order.Command.GetType()), await places.OfAsync(order, cancel))
        == Verdict.Granted;
}

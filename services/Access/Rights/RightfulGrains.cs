using CommunityGrains.Domain;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;

namespace CommunityGrains.Access.Rights;

/// <summary>
/// The grains as one viewer may ask them: for what asks many commands in his name, such as an import. What is
/// not his is refused as what does not exist, and nothing of it is recorded.
/// </summary>
/// <param name="inner">The grains as everybody asks them.</param>
/// <param name="places">Say where a command reaches.</param>
/// <param name="rights">The table of rights.</param>
/// <param name="viewer">Who asks, and what he may at that moment: a long run outlives a right.</param>
public sealed class RightfulGrains(
    IGrains inner, Places places, RightsPolicy rights, Func<CancellationToken, ValueTask<Viewer>> viewer)
    : IGrains
{
    private static readonly Refusal NotFound = new("record.not-found", []);

    /// <summary>For one whose rights are those of the moment he asked.</summary>
    public RightfulGrains(IGrains inner, Places places, RightsPolicy rights, Viewer viewer)
        : this(inner, places, rights, _ => new(viewer))
    {
    }

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
            await viewer(cancel), new What.Command(order.Command.GetType()),
            await places.OfAsync(order, cancel))
        == Verdict.Granted;
}

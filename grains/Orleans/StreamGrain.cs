using CommunityGrains.Engine;

namespace CommunityGrains.Orleans;

/// <summary>
/// The shell that all kinds share: Orleans gives the turns, <see cref="Deciding"/> does what is to be done in
/// one. That another activation of the same stream may exist for a moment is allowed for: the log's version
/// check finds out, and whoever comes second decides again.
/// </summary>
public abstract class StreamGrain : Grain, IStreamGrain
{
    private readonly Deciding deciding;
    private readonly Activation activation;

    protected StreamGrain(Deciding deciding)
    {
        this.deciding = deciding;
        activation = deciding.Open(GrainNames.StreamOf(this.GetGrainId()));
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // Nothing is read yet: the first order does so, and its caller hears when it fails.
        EngineTelemetry.Activations.Add(1);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        EngineTelemetry.Activations.Add(-1);
        return Task.CompletedTask;
    }

    public async Task<byte[]> AskAsync(OrderOnWire order, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var reply = await deciding.AskAsync(activation, Wire.ReadOrder(order, activation));
        return Wire.Write(reply);
    }

    public async Task<byte[]> ConsiderAsync(OrderOnWire order, CancellationToken cancel)
    {
        var considered = await deciding.ConsiderAsync(activation, Wire.ReadOrder(order, activation), cancel);
        return Wire.Write(considered, deciding.Catalogue);
    }

    public async Task<byte[]> StateAsync(CancellationToken cancel) =>
        Wire.Write(await deciding.StateAsync(activation, cancel), activation.Kind);
}

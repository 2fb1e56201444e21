using System.Data.Common;
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
        return await TellAsync(async () =>
            Wire.Write(await deciding.AskAsync(activation, Wire.ReadOrder(order, activation))));
    }

    public Task<byte[]> ConsiderAsync(OrderOnWire order, CancellationToken cancel) => TellAsync(async () =>
        Wire.Write(
            await deciding.ConsiderAsync(activation, Wire.ReadOrder(order, activation), cancel),
            deciding.Catalogue));

    public Task<byte[]> StateAsync(CancellationToken cancel) => TellAsync(async () =>
        Wire.Write(await deciding.StateAsync(activation, cancel), activation.Kind));

    private static async Task<byte[]> TellAsync(Func<Task<byte[]>> answer)
    {
        try
        {
            return await answer();
        }
        catch (DbException error) when (error.IsTransient)
        {
            throw new StoreAwayException(error);
        }
    }
}

/// <summary>The log's server is away, or is just starting. That a driver's error is a passing one does not
/// travel between silos with it; a type does.</summary>
public sealed class StoreAwayException(DbException cause)
    : DbException($"the log's server is away: {cause.GetType().Name} {cause.SqlState}")
{
    public override bool IsTransient => true;
}

namespace CommunityGrains.Orleans;

/// <summary>A stream's grain on the wire: what is asked and answered is the codec's JSON (<see
/// cref="Wire"/>), so that the domain's types need to know nothing of it.</summary>
public interface IStreamGrain : IGrainWithStringKey
{
    /// <summary>Decides an order. Cancelled before its turn it is not decided; afterwards it runs to its end.
    /// </summary>
    Task<byte[]> AskAsync(OrderOnWire order, CancellationToken cancel);

    /// <summary>What an order would yield.</summary>
    Task<byte[]> ConsiderAsync(OrderOnWire order, CancellationToken cancel);

    /// <summary>The state at the stream's end.</summary>
    Task<byte[]> StateAsync(CancellationToken cancel);
}

/// <summary>An order without its stream, which is the grain's. <c>Command</c>: the codec's JSON.</summary>
[GenerateSerializer]
[Immutable]
public readonly record struct OrderOnWire(
    [property: Id(0)] byte[] Command, [property: Id(1)] Guid? Causation, [property: Id(2)] Guid? Correlation,
    [property: Id(3)] long? IfVersion);

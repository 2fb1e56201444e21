using CommunityGrains.Orleans;

namespace CommunityGrains.Engine.Contract;

/// <summary>The shelf as a grain of the cluster.</summary>
[GrainType("shelf")]
public sealed class ShelfGrain(Deciding deciding) : StreamGrain(deciding);

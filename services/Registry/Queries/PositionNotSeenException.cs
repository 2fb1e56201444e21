namespace CommunityGrains.Registry.Queries;

/// <summary>The views have not read the log as far as the position asked about. Answered from what they hold,
/// the same question would be answered otherwise a moment later.</summary>
public sealed class PositionNotSeenException(long asked, long seen)
    : Exception($"Position {asked} was asked about; the views have seen {seen}")
{
    /// <summary>The position asked about.</summary>
    public long Asked { get; } = asked;

    /// <summary>The position the views stood at.</summary>
    public long Seen { get; } = seen;
}

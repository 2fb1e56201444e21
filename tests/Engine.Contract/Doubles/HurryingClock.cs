namespace CommunityGrains.Engine.Contract;

/// <summary>Notes how long it is asked to wait, and does not.</summary>
internal sealed class HurryingClock : TimeProvider
{
    public List<TimeSpan> Delays { get; } = [];

    public override ITimer CreateTimer(
        TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Delays.Add(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}

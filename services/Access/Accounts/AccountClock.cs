namespace CommunityGrains.Access.Accounts;

/// <summary>Times as the database keeps them: microseconds since 1970, UTC.</summary>
internal static class AccountClock
{
    public static long Now(this TimeProvider clock) => clock.GetUtcNow().ToMicroseconds();

    public static long After(this TimeProvider clock, TimeSpan span) =>
        (clock.GetUtcNow() + span).ToMicroseconds();

    public static long ToMicroseconds(this DateTimeOffset instant) =>
        (instant - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset ToInstant(this long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}

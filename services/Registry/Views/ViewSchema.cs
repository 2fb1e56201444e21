namespace CommunityGrains.Registry.Views;

/// <summary>
/// How the tables say when a row holds, in every database.
/// <list type="bullet">
/// <item><c>position_from</c>: position of the first event of the version, its key. Events of one command
/// make one version. <c>position_to</c>: that of the first event of the next version, or
/// <see cref="Forever"/>.</item>
/// <item><c>date_from</c>, <c>date_to</c>: business dates as day numbers (1 = 0001-01-02), never falling
/// within a record; equal when the version was replaced on the same day.</item>
/// <item><c>created</c>: position of the record's first event; <c>created_on</c>: its day. <c>changed_at</c>:
/// microseconds since 1970.</item>
/// </list>
/// </summary>
internal static class ViewSchema
{
    public const long Forever = long.MaxValue;

    public const int ForeverDay = int.MaxValue;

    /// <summary>Rows that hold now: the condition as partial indexes know it.</summary>
    public const string IsCurrent = "position_to = 9223372036854775807";
}

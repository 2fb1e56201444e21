namespace CommunityGrains.Host.Timekeeping;

/// <summary>When something is due. A community that has shown nothing for so long is asked whether its entry
/// is still true; when it has not answered for so long after that, it counts as dormant.</summary>
public sealed record DueRules
{
    /// <summary>Without a sign of life for so many months: ask.</summary>
    public int SilentMonths { get; init; } = 12;

    /// <summary>Without an answer for so many days: dormant.</summary>
    public int AnswerDays { get; init; } = 30;
}

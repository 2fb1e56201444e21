namespace CommunityGrains.Domain;

/// <summary>When something is due. A community that has shown nothing for so long is asked whether its entry
/// is still true; when it has not answered for so long after that, it counts as dormant. The same days say
/// what people are shown as their work.</summary>
public sealed record DueRules
{
    /// <summary>Without a sign of life for so many months: ask.</summary>
    public int SilentMonths { get; init; } = 12;

    /// <summary>Without an answer for so many days: dormant.</summary>
    public int AnswerDays { get; init; } = 30;

    /// <summary>Without an answer for so many days: time to call, while it can still be heard.</summary>
    public int PatienceDays { get; init; } = 7;

    /// <summary>A verification that ends within so many days is to be looked at.</summary>
    public int ExpiryDays { get; init; } = 30;

    /// <summary>An initiative under way is stuck when nothing was recorded of it for so many days, whatever
    /// its stage: one in which work is done for a year is not. It is asked then what holds it up.</summary>
    public int StuckDays { get; init; } = 60;
}

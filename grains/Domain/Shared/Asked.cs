namespace CommunityGrains.Domain;

/// <summary>
/// What every command brings along: its id, who acts, when it was asked (an instant), and the business
/// date on which it takes effect (a calendar date of the region).
/// </summary>
public sealed record Asked(CommandId Id, PersonId By, DateTimeOffset At, DateOnly On);

/// <summary>The base of all commands. <c>Asked</c> says id, acting person, time and business date.</summary>
public abstract record Command(Asked Asked);

namespace CommunityGrains.Silo;

/// <summary>What this silo does when the cluster's clock strikes; nothing until the program says
/// what.</summary>
public sealed class Rounds
{
    public Func<Task>? Round { get; set; }

    /// <summary>How often it strikes.</summary>
    public TimeSpan Between { get; init; } = TimeSpan.FromHours(1);
}

/// <summary>The one who keeps time for the cluster.</summary>
public interface ITimekeeperGrain : IGrainWithStringKey
{
    /// <summary>Makes sure that he is reminded, also when every silo has been down.</summary>
    Task KeepAsync();
}

/// <summary>Has the round of what is due begun each time he is reminded, on whichever silo he lives now. The
/// reminder is kept in the database: when his silo dies, another one is reminded.</summary>
[GrainType("timekeeper")]
public sealed class TimekeeperGrain(Rounds rounds) : Grain, ITimekeeperGrain, IRemindable
{
    /// <summary>The key of the only one.</summary>
    public const string Key = "deployment";

    private const string Reminder = "round";

    public async Task KeepAsync()
    {
        // Registered anew it would begin to count from now, and silos that restart often would never let it
        // strike.
        if (await this.GetReminder(Reminder) is null)
            await this.RegisterOrUpdateReminder(Reminder, rounds.Between, rounds.Between);
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        // Not waited for: it takes longer than a call may, and ends with the program.
        _ = rounds.Round?.Invoke();
        return Task.CompletedTask;
    }
}

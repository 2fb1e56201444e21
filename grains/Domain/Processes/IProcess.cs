namespace CommunityGrains.Domain.Processes;

/// <summary>
/// What one grain's event asks of other grains. A process is pure and keeps no state: it reads the log, and
/// the same event always leads to the same follow-ups. Whoever runs it gives each follow-up a command id
/// derived from the event, the process and the follow-up's place among its siblings, so that running again
/// after a crash asks nothing twice.
/// </summary>
public interface IProcess
{
    /// <summary>Names the reader of the log and goes into the ids of the commands; never changed.</summary>
    string Name { get; }

    /// <summary>What this event asks for; empty when it asks for nothing.</summary>
    IEnumerable<FollowUp> React(Happening happening);

    /// <summary>What makes up for a follow-up that was refused; null when nothing does, or nothing needs
    /// to.</summary>
    FollowUp? OnRefused(Happening happening, FollowUp refused, Refusal refusal);
}

/// <summary>An event and where it happened. <c>Category</c> and <c>Key</c> name the stream within its
/// region.</summary>
public sealed record Happening(string Category, Guid Key, object Event);

/// <summary>A command for a grain of the same region. Id, acting person, time and business date are whose
/// event it follows from, and are put in by whoever runs the process.</summary>
public sealed record FollowUp(string Category, Guid Key, Func<Asked, Command> Command);

namespace CommunityGrains.Web.Today;

/// <summary>What can be done with a record in one press. <c>Label</c> stands on the button, <c>Name</c> says
/// it whole to whoever hears the page.</summary>
public sealed record TodayAct(string Address, Guid Record, string Label, string Name);

/// <summary>One record that waits for the viewer. <c>About</c>: where it is and what is missing; <c>When</c>:
/// since or until when. <c>IsData</c>: the title is a name from the register, in its language.</summary>
public sealed record TodayItem(string Title, string Address, string About, string When)
{
    public TodayAct? Act { get; init; }

    /// <summary>What else it says, each on a line of its own.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    /// <summary>A state in a word, with its tone.</summary>
    public string? Mark { get; init; }

    public string? Tone { get; init; }
}

/// <summary>Records that wait for the same thing. <c>Count</c>: of all, <c>Items</c>: the first. <c>All</c>:
/// where all stand, when they are not all here.</summary>
public sealed record TodaySection(
    string Name, string Title, string Hint, int Count, IReadOnlyList<TodayItem> Items, string? Next = null);

public sealed record TodayModel(DateOnly Today, IReadOnlyList<TodaySection> Sections)
{
    public string? Done { get; init; }

    public string? Problem { get; init; }
}

/// <summary>All of one group, page by page.</summary>
public sealed record TodayGroupModel(TodaySection Section, bool IsFirst)
{
    public string? Done { get; init; }

    public string? Problem { get; init; }
}

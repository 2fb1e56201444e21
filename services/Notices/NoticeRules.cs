namespace CommunityGrains.Notices;

/// <summary>How people are told, where they have not chosen otherwise, and how much at most.</summary>
public sealed record NoticeRules
{
    /// <summary>Letters that come at once wait so long for company, so that ten events make one
    /// letter.</summary>
    public TimeSpan Gathering { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The hour of the region at which daily letters go.</summary>
    public int DailyHour { get; init; } = 8;

    /// <summary>What is older than this when it is read is told no more: after a restore nobody is flooded
    /// with what he knows.</summary>
    public TimeSpan TellableFor { get; init; } = TimeSpan.FromDays(7);

    /// <summary>More news of one list in one reading than this are told as a number.</summary>
    public int NewsApartMax { get; init; } = 20;

    /// <summary>Notices are kept so long.</summary>
    public TimeSpan KeptFor { get; init; } = TimeSpan.FromDays(180);

    /// <summary>A letter about more notices than this names the first and counts the rest.</summary>
    public int InOneLetterMax { get; init; } = 30;

    /// <summary>No more letters than this wait at a time; what there is to tell waits as notices.</summary>
    public int LettersWaitingMax { get; init; } = 5_000;

    /// <summary>The waits after failures: the last one is repeated, until the tries are used up.</summary>
    public IReadOnlyList<TimeSpan> Backoff { get; init; } =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
        TimeSpan.FromHours(6),
    ];

    public int TriesMax { get; init; } = 8;

    /// <summary>Whoever has taken a letter to send it has so long; then another may.</summary>
    public TimeSpan SendingMax { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>What is usual for a kind.</summary>
    public static Channel Usual(NoticeKind kind) => kind switch
    {
        NoticeKind.ImportFinished => Channel.Site,
        _ => Channel.SiteAndMail,
    };
}

namespace CommunityGrains.LongWork;

/// <summary>The bounds of long work. <c>Folder</c>: where uploaded files lie, sealed, until they are done
/// with.</summary>
public sealed record LongWorkOptions(string Folder)
{
    /// <summary>How many run at once in this program; the others wait.</summary>
    public int RunningMax { get; init; } = 2;

    /// <summary>How many of one account may wait or run.</summary>
    public int UnderWayMax { get; init; } = 3;

    /// <summary>How many proposals of one account are kept; the oldest makes room.</summary>
    public int DraftsMax { get; init; } = 5;

    public long UploadBytesMax { get; init; } = 64L << 20;

    /// <summary>All files of this machine together.</summary>
    public long FolderBytesMax { get; init; } = 2L << 30;

    /// <summary>How long a proposal is kept after the last word about it.</summary>
    public TimeSpan DraftsFor { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long the files of what was broken off are kept, and what a run has made for its
    /// owner.</summary>
    public TimeSpan FilesFor { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long it is remembered what came of it.</summary>
    public TimeSpan ReportsFor { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How often it is written down how far a run is.</summary>
    public TimeSpan TellEvery { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan SweepEvery { get; init; } = TimeSpan.FromMinutes(1);
}

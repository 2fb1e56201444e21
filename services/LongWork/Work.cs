using CommunityGrains.Domain;

namespace CommunityGrains.LongWork;

/// <summary>Where a piece of work stands.</summary>
public enum WorkState
{
    /// <summary>For its turn.</summary>
    Waiting,

    Running,

    Done,

    /// <summary>It could not go on; <see cref="Work.Problem"/> says why.</summary>
    Failed,

    /// <summary>Somebody stopped it.</summary>
    Cancelled,

    /// <summary>The program that did it has ended. It can be taken up again.</summary>
    BrokenOff,
}

/// <summary>
/// A piece of work that outlives the request which asked for it.
/// <list type="bullet">
/// <item><c>Kind</c>: which <see cref="IWorkKind"/> does it. <c>Task</c>: what it is told, as that kind
/// writes it; <c>Report</c>: what came of it, only where one piece was asked for by its id.</item>
/// <item><c>Done</c>, <c>Total</c>: in steps of the kind's own; a total of 0 is not known yet.</item>
/// <item><c>Problem</c>: a code, while <see cref="WorkState.Failed"/>.</item>
/// <item><c>HasFiles</c>: its files can still be read, on the machine that has them. <c>IsHere</c>: this
/// one.</item>
/// </list>
/// </summary>
public sealed record Work(
    Guid Id, string Region, AccountId Owner, string Kind, WorkState State, int Done, int Total, string Task,
    string? Report, string? Problem, bool HasFiles, bool IsHere, DateTimeOffset MadeAt,
    DateTimeOffset ChangedAt, DateTimeOffset FilesEndAt)
{
    /// <summary>Whether something is still to come without anybody's doing.</summary>
    public bool IsUnderWay => State is WorkState.Waiting or WorkState.Running;

    /// <summary>Whether it can be taken up where it was left.</summary>
    public bool CanGoOn => State is WorkState.BrokenOff or WorkState.Failed && HasFiles && IsHere;
}

/// <summary>The names of the files that a piece of work may have.</summary>
public static class WorkFile
{
    /// <summary>What came in with it.</summary>
    public const string Upload = "upload";

    /// <summary>What it has made for its owner.</summary>
    public const string Result = "result";
}

/// <summary>A piece of work cannot go on, for a reason that its owner can do something about.</summary>
/// <param name="code">With a sentence in both languages.</param>
/// <param name="report">What the kind has to say about it.</param>
public sealed class WorkFailedException(string code, string? report = null) : Exception(code)
{
    public string Code { get; } = code;

    public string? Report { get; } = report;
}

/// <summary>How one kind of work is done. Done twice, or from the beginning after it was broken off, it does
/// no harm.</summary>
public interface IWorkKind
{
    string Name { get; }

    /// <summary>What comes of it is only a proposal, such as a preview: it is forgotten with its files when
    /// nobody follows it up.</summary>
    bool IsDraft => false;

    /// <summary>Does the work and says what came of it.</summary>
    /// <exception cref="WorkFailedException">It cannot go on.</exception>
    Task<string> RunAsync(WorkRun run, CancellationToken cancel);
}

/// <summary>One run of a piece of work, for its kind.</summary>
public sealed class WorkRun
{
    private readonly Func<string, Stream?> open;
    private readonly Func<string, Files.SealedWriteStream> create;
    private long progress;

    internal WorkRun(Work work, Func<string, Stream?> open, Func<string, Files.SealedWriteStream> create)
    {
        Work = work;
        this.open = open;
        this.create = create;
    }

    public Work Work { get; }

    internal (int Done, int Total) Progress
    {
        get
        {
            var both = Interlocked.Read(ref progress);
            return ((int)(both >> 32), (int)both);
        }
    }

    /// <summary>Says how far it is, on any thread.</summary>
    public void Tell(int done, int total) =>
        Interlocked.Exchange(ref progress, ((long)done << 32) | (uint)total);

    /// <summary>One of its files; it can be read again and again.</summary>
    /// <exception cref="WorkFailedException">The file is gone.</exception>
    public Stream Open(string file) => open(file) ?? throw new WorkFailedException("work.file-gone");

    /// <summary>Makes a file; what was there under this name is replaced. It can be read once it is
    /// completed.</summary>
    public Files.SealedWriteStream Create(string file) => create(file);
}

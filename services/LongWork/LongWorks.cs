using System.Collections.Concurrent;
using CommunityGrains.Access;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Domain;
using CommunityGrains.LongWork.Files;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CommunityGrains.LongWork;

/// <summary>What came of asking for work.</summary>
public enum WorkAnswer
{
    Taken,

    /// <summary>The account has as much under way as it may.</summary>
    TooMany,

    /// <summary>It is not there to be taken up any more, or its files are elsewhere.</summary>
    Gone,
}

/// <summary>
/// Work that outlives the request which asked for it: a few run at once, the others wait; whoever asked can
/// go and find it again. What is to be done and what came of it are rows of the database, sealed; files lie
/// on this machine, sealed with a key of their own, and are deleted when the work is done. A program that
/// ends leaves its work broken off, to be taken up again.
/// </summary>
public sealed partial class LongWorks : IHostedService, IAsyncDisposable
{
    private const int ListMax = 100;

    // A file without a row belongs to an upload that is under way, or that came to nothing.
    private static readonly TimeSpan UploadMax = TimeSpan.FromMinutes(30);

    private readonly Dictionary<string, IWorkKind> kinds;
    private readonly LongWorkOptions options;
    private readonly TimeProvider clock;
    private readonly ILogger<LongWorks> log;
    private readonly WorkFolder folder;
    private readonly WorkBook book;
    private readonly SemaphoreSlim slots;
    private readonly ConcurrentDictionary<Guid, Turn> turns = new();
    private readonly CancellationTokenSource stopping = new();
    private Task sweeping = Task.CompletedTask;

    public LongWorks(
        IEnumerable<IWorkKind> kinds, AccessDatabase database, ISecretBox box, LongWorkOptions options,
        TimeProvider clock, ILogger<LongWorks> log)
    {
        this.kinds = kinds.ToDictionary(kind => kind.Name);
        (this.options, this.clock, this.log) = (options, clock, log);
        folder = new WorkFolder(options.Folder);
        book = new WorkBook(database, box, clock, folder.Place);
        slots = new SemaphoreSlim(options.RunningMax);
    }

    public LongWorkOptions Options => options;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await SweepAsync(cancellationToken);
        sweeping = SweepOnAsync();
    }

    /// <summary>What runs is broken off and says so, for the next start.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await Task.WhenAll([sweeping, .. turns.Values.Select(turn => turn.Ended)])
            .WaitAsync(cancellationToken);
    }

    /// <summary>Begins to take a file in; null when there is no room for it.</summary>
    public WorkUpload? BeginUpload() => folder.Bytes() + options.UploadBytesMax > options.FolderBytesMax
        ? null
        : new WorkUpload(folder);

    /// <summary>Takes work on with the file that was taken in for it.</summary>
    public async Task<WorkAnswer> AddAsync(
        string region, AccountId owner, string kind, string task, WorkUpload upload,
        CancellationToken cancel)
    {
        var own = await book.ListAsync(region, owner, ListMax, cancel);
        if (own.Count(work => work.IsUnderWay) >= options.UnderWayMax) return WorkAnswer.TooMany;
        foreach (var old in own.Where(work => IsDraft(work.Kind) && !work.IsUnderWay)
            .Skip(options.DraftsMax - 1))
            await ForgetAsync(old, cancel);
        await upload.File.CompleteAsync(cancel);
        await upload.File.DisposeAsync();
        await book.AddAsync(
            upload.Id, region, owner, kind, task, upload.Key, folder.Program, options.FilesFor, cancel);
        upload.IsTaken = true;
        Enqueue(upload.Id, region, kind);
        return WorkAnswer.Taken;
    }

    /// <summary>Takes work up again that stands: what was broken off, or a proposal that is followed up, then
    /// as another <paramref name="kind"/> and perhaps with another task.</summary>
    public async Task<WorkAnswer> GoOnAsync(
        Work work, string kind, string? task, CancellationToken cancel)
    {
        var own = await book.ListAsync(work.Region, work.Owner, ListMax, cancel);
        if (own.Count(one => one.IsUnderWay && one.Id != work.Id) >= options.UnderWayMax)
            return WorkAnswer.TooMany;
        if (!folder.Has(work.Id, WorkFile.Upload)) return WorkAnswer.Gone;
        if (turns.TryGetValue(work.Id, out var turn))
        {
            // A proposal that is not finished makes room for the next; anything else goes to its end.
            turn.IsHalted = IsDraft(turn.Kind);
            if (turn.IsHalted) await turn.StopAsync();
            await turn.Ended.WaitAsync(cancel);
        }

        if (!await book.WaitAgainAsync(work.Id, kind, task, folder.Program, options.FilesFor, cancel))
            return WorkAnswer.Gone;
        Enqueue(work.Id, work.Region, kind);
        return WorkAnswer.Taken;
    }

    /// <summary>Null when there is no such work in the region. What runs here says how far it is
    /// now.</summary>
    public async Task<Work?> FindAsync(string region, Guid id, CancellationToken cancel) =>
        await book.FindAsync(region, id, cancel) is { } work ? AsOfNow(work) : null;

    /// <summary>The latest work of the region, or of one account in it; without reports.</summary>
    public async Task<IReadOnlyList<Work>> ListAsync(
        string region, AccountId? owner, CancellationToken cancel) =>
        [.. (await book.ListAsync(region, owner, ListMax, cancel)).Select(AsOfNow)];

    /// <summary>Stops work that is under way, wherever it is done; ends what was broken off; forgets a
    /// proposal.</summary>
    public async Task CancelAsync(Work work, CancellationToken cancel)
    {
        if (work.IsUnderWay)
        {
            await book.AskToStopAsync(work.Id, cancel);
            if (!turns.TryGetValue(work.Id, out var turn)) return;
            await turn.StopAsync();
            await turn.Ended.WaitAsync(cancel);
        }
        else if (IsDraft(work.Kind)) await ForgetAsync(work, cancel);
        else if (await book.CancelAsync(work.Id, options.ReportsFor, cancel)) folder.Delete(work.Id);
    }

    /// <summary>A file of the work; null when it is gone, or lies on another machine.</summary>
    public async Task<Stream?> OpenAsync(Work work, string file, CancellationToken cancel) =>
        work.IsHere && await book.KeyAsync(work.Id, cancel) is { } key
            ? folder.Open(work.Id, file, key)
            : null;

    public bool Has(Work work, string file) => work is { HasFiles: true, IsHere: true }
        && folder.Has(work.Id, file);

    /// <summary>Looks after what is kept: work whose program has ended is broken off; what was kept long
    /// enough is forgotten, and files that belong to nothing are deleted.</summary>
    internal async Task SweepAsync(CancellationToken cancel)
    {
        foreach (var (id, kind, program) in await book.OfOthersAsync(folder.Program, cancel))
        {
            if (!folder.Runs(program)) await book.BreakOffAsync(id, program, Patience(kind), cancel);
        }

        await book.ForgetAsync(cancel);
        var files = folder.All();
        if (files.Count == 0) return;
        var kept = await book.WithFilesAsync(cancel);
        var old = clock.GetUtcNow().UtcDateTime - UploadMax;
        foreach (var (id, at) in files)
        {
            if (!kept.Contains(id) && at < old) folder.Delete(id);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!stopping.IsCancellationRequested) await StopAsync(CancellationToken.None);
        folder.Dispose();
        slots.Dispose();
        stopping.Dispose();
    }

    private bool IsDraft(string kind) => kinds.TryGetValue(kind, out var known) && known.IsDraft;

    private TimeSpan Patience(string kind) => IsDraft(kind) ? options.DraftsFor : options.FilesFor;

    private TimeSpan KeptFor(string kind) => IsDraft(kind) ? options.DraftsFor : options.ReportsFor;

    private Work AsOfNow(Work work) => work.IsUnderWay && turns.TryGetValue(work.Id, out var turn)
        && turn.Run?.Progress is (var done, var total) && total >= work.Total
            ? work with { Done = done, Total = total }
            : work;

    private async Task ForgetAsync(Work work, CancellationToken cancel)
    {
        await book.DeleteAsync(work.Id, cancel);
        if (work.IsHere) folder.Delete(work.Id);
    }

    private async Task SweepOnAsync()
    {
        using var timer = new PeriodicTimer(options.SweepEvery, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping.Token))
            {
                try
                {
                    await SweepAsync(stopping.Token);
                }
                catch (Exception error) when (error is not OperationCanceledException)
                {
                    LogNotSwept(error.GetType().FullName, error.StackTrace);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    [LoggerMessage(3, LogLevel.Error, "Long work could not be looked after: {Error}\n{Stack}")]
    private partial void LogNotSwept(string? error, string? stack);
}

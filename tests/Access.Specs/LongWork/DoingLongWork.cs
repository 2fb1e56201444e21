using System.Text;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Access.Specs.Accounts;
using CommunityGrains.Domain;
using CommunityGrains.LongWork;
using Microsoft.Extensions.Logging.Abstractions;

namespace CommunityGrains.Access.Specs.LongWork;

/// <summary>Work that outlives its request: left and found again, stopped, broken off, taken up again, and in
/// the end forgotten.</summary>
public abstract class DoingLongWork : IAsyncLifetime
{
    private const string Region = "RU-BA", Secret = "Кедрова Анна, +7 999 000-11-22";

    private readonly string folder = Directory.CreateTempSubdirectory("work-").FullName;
    private readonly AccountId owner = new(Guid.NewGuid());
    private readonly StandingClock clock = new();
    private readonly List<LongWorks> programs = [];

    protected AccessDatabase Database { get; private set; } = null!;

    protected string Folder => folder;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Database = await OpenAsync();

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var program in programs) await program.DisposeAsync();
        await Database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected abstract ValueTask<AccessDatabase> OpenAsync();

    [Fact]
    public async Task What_is_done_tells_what_came_of_it_and_its_file_is_gone()
    {
        var (works, kind) = await ProgramAsync("one");
        var id = await GivenWork(works, kind);
        kind.Open();
        var work = await EndedAsync(works, id);
        (work.State, work.Report, work.Done, work.Total).ShouldBe((WorkState.Done, Secret, 7, 7));
        work.HasFiles.ShouldBeFalse();
        FilesOf(id).ShouldBeEmpty();
    }

    [Fact]
    public async Task While_it_is_there_nothing_of_it_lies_in_clear()
    {
        var (works, kind) = await ProgramAsync("one");
        var id = await GivenWork(works, kind);
        await kind.Begun;
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            if (file.EndsWith(".program", StringComparison.Ordinal)) continue;
            var bytes = await ReadAsync(file);
            foreach (var mark in (string[])["Кедрова", "999 000", "list-of-anna.csv"])
                bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(mark)).ShouldBe(-1, file);
            if (!OperatingSystem.IsWindows() && file.EndsWith(".sealed", StringComparison.Ordinal))
                File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        kind.Open();
        (await EndedAsync(works, id)).Task.ShouldBe("list-of-anna.csv");
    }

    [Fact]
    public async Task A_program_that_ends_leaves_its_work_broken_off_and_the_next_takes_it_up()
    {
        var (works, kind) = await ProgramAsync("one");
        var (running, waiting, waitingToo) = (
            await GivenWork(works, kind), await GivenWork(works, kind), await GivenWork(works, kind));
        await kind.Begun;
        await works.StopAsync(Cancel);
        await works.DisposeAsync();

        var (next, again) = await ProgramAsync("one");
        foreach (var id in new[] { running, waiting, waitingToo })
        {
            var broken = (await next.FindAsync(Region, id, Cancel))!;
            (broken.State, broken.CanGoOn).ShouldBe((WorkState.BrokenOff, true));
        }

        again.Open();
        var left = (await next.FindAsync(Region, running, Cancel))!;
        (await next.GoOnAsync(left, left.Kind, null, Cancel)).ShouldBe(WorkAnswer.Taken);
        (await EndedAsync(next, running)).Report.ShouldBe(Secret);
        // Pressed twice, it is not done again.
        (await next.GoOnAsync(left, left.Kind, null, Cancel)).ShouldBe(WorkAnswer.Gone);
    }

    [Fact]
    public async Task Work_of_a_program_that_was_killed_is_found_broken_off_and_that_of_a_living_one_is_not()
    {
        var (living, kind) = await ProgramAsync("one");
        var id = await GivenWork(living, kind);
        await kind.Begun;
        var killed = await GivenWorkOfAKilledProgram("one");
        var (other, _) = await ProgramAsync("one");
        (await other.FindAsync(Region, killed, Cancel))!.State.ShouldBe(WorkState.BrokenOff);
        (await other.FindAsync(Region, id, Cancel))!.State.ShouldBe(WorkState.Running);
        kind.Open();
        (await EndedAsync(living, id)).State.ShouldBe(WorkState.Done);
    }

    [Fact]
    public async Task Stopped_work_leaves_no_file_and_may_not_be_taken_up()
    {
        var (works, kind) = await ProgramAsync("one");
        var id = await GivenWork(works, kind);
        await kind.Begun;
        await works.CancelAsync((await works.FindAsync(Region, id, Cancel))!, Cancel);
        var work = await EndedAsync(works, id);
        (work.State, work.Done, work.HasFiles).ShouldBe((WorkState.Cancelled, 3, false));
        FilesOf(id).ShouldBeEmpty();
        (await works.GoOnAsync(work, work.Kind, null, Cancel)).ShouldBe(WorkAnswer.Gone);
    }

    [Fact]
    public async Task Another_machine_sees_how_far_it_is_and_may_stop_it_but_not_take_it_up()
    {
        var (works, kind) = await ProgramAsync("one");
        var (elsewhere, _) = await ProgramAsync("two");
        var id = await GivenWork(works, kind);
        await kind.Begun;
        var seen = await UntilAsync(elsewhere, id, work => work.Done == 3);
        (seen.State, seen.IsHere, seen.Total).ShouldBe((WorkState.Running, false, 7));
        (await elsewhere.OpenAsync(seen, WorkFile.Upload, Cancel)).ShouldBeNull();
        (await elsewhere.GoOnAsync(seen, seen.Kind, null, Cancel)).ShouldBe(WorkAnswer.Gone);
        await elsewhere.CancelAsync(seen, Cancel);
        (await EndedAsync(works, id)).State.ShouldBe(WorkState.Cancelled);
    }

    [Fact]
    public async Task What_fails_says_so_and_can_be_tried_again()
    {
        var (works, kind) = await ProgramAsync("one");
        kind.Fails = new WorkFailedException("work.unreadable", "row 7");
        var id = await GivenWork(works, kind);
        kind.Open();
        var work = await EndedAsync(works, id);
        (work.State, work.Problem, work.Report).ShouldBe((WorkState.Failed, "work.unreadable", "row 7"));
        kind.Fails = new InvalidOperationException("planted");
        await works.GoOnAsync(work, work.Kind, null, Cancel);
        (await EndedAsync(works, id)).Problem.ShouldBe("work.failed", "nobody is told of the inside");
        kind.Fails = null;
        await works.GoOnAsync(work, work.Kind, null, Cancel);
        (await EndedAsync(works, id)).State.ShouldBe(WorkState.Done);
    }

    [Fact]
    public async Task A_proposal_is_forgotten_in_an_hour_and_the_oldest_makes_room()
    {
        var (works, kind) = await ProgramAsync("one");
        kind.Open();
        var ids = new List<Guid>();
        for (var i = 0; i <= works.Options.DraftsMax; i++)
        {
            ids.Add(await GivenWork(works, kind, Kind.Draft));
            (await EndedAsync(works, ids[^1])).HasFiles.ShouldBeTrue();
            clock.Move(TimeSpan.FromSeconds(1));
        }

        (await works.FindAsync(Region, ids[0], Cancel)).ShouldBeNull("five are kept");
        FilesOf(ids[0]).ShouldBeEmpty();
        clock.Move(works.Options.DraftsFor + TimeSpan.FromMinutes(1));
        foreach (var id in ids[1..]) Age(id);
        await works.SweepAsync(Cancel);
        (await works.ListAsync(Region, owner, Cancel)).ShouldBeEmpty();
        foreach (var id in ids) FilesOf(id).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_proposal_that_is_followed_up_is_no_proposal_any_more()
    {
        var (works, kind) = await ProgramAsync("one");
        var id = await GivenWork(works, kind, Kind.Draft);
        await kind.Begun;
        // While it is still made: what is asked now takes its place.
        (await works.GoOnAsync((await works.FindAsync(Region, id, Cancel))!, Kind.Plain, "other", Cancel))
            .ShouldBe(WorkAnswer.Taken);
        kind.Open();
        var work = await EndedAsync(works, id);
        (work.State, work.Kind, work.Task).ShouldBe((WorkState.Done, Kind.Plain, "other"));
        clock.Move(TimeSpan.FromDays(29));
        await works.SweepAsync(Cancel);
        (await works.FindAsync(Region, id, Cancel)).ShouldNotBeNull();
        clock.Move(TimeSpan.FromDays(2));
        await works.SweepAsync(Cancel);
        (await works.FindAsync(Region, id, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task One_account_has_three_under_way_and_a_machine_holds_so_much()
    {
        var (works, kind) = await ProgramAsync("one");
        for (var i = 0; i < works.Options.UnderWayMax; i++) await GivenWork(works, kind);
        await using (var upload = works.BeginUpload()!)
        {
            (await works.AddAsync(Region, owner, Kind.Plain, "", upload, Cancel))
                .ShouldBe(WorkAnswer.TooMany);
        }

        Directory.EnumerateFiles(Path.Combine(folder, "one"), "*.sealed").Count().ShouldBe(3);
        var (full, _) = await ProgramAsync("full", options => options with { FolderBytesMax = 1 });
        full.BeginUpload().ShouldBeNull();
        (await works.ListAsync("RU-TA", owner, Cancel)).ShouldBeEmpty("regions know nothing of each other");
        kind.Open();
    }

    private async Task<(LongWorks Works, Kind Kind)> ProgramAsync(
        string place, Func<LongWorkOptions, LongWorkOptions>? with = null)
    {
        var (plain, options) = (
            new Kind(), new LongWorkOptions(Path.Combine(folder, place))
            {
                TellEvery = TimeSpan.FromMilliseconds(20), UploadBytesMax = 1 << 20,
            });
        var works = new LongWorks(
            [plain, new Kind.OfDrafts(plain)], Database, new SecretBox(new byte[32]),
            with?.Invoke(options) ?? options, clock, NullLogger<LongWorks>.Instance);
        programs.Add(works);
        await works.StartAsync(Cancel);
        return (works, plain);
    }

    private async Task<Guid> GivenWork(LongWorks works, Kind kind, string name = Kind.Plain)
    {
        kind.BeginAnew();
        await using var upload = works.BeginUpload()!;
        await upload.File.WriteAsync(Encoding.UTF8.GetBytes(Secret), Cancel);
        (await works.AddAsync(Region, owner, name, "list-of-anna.csv", upload, Cancel))
            .ShouldBe(WorkAnswer.Taken);
        return upload.Id;
    }

    // Its row says that it runs; its program is nowhere.
    private async Task<Guid> GivenWorkOfAKilledProgram(string place)
    {
        var (id, place2) = (
            Guid.CreateVersion7(), await File.ReadAllTextAsync(Path.Combine(folder, place, "place"), Cancel));
        var book = new WorkBook(Database, new SecretBox(new byte[32]), clock, place2.Trim());
        await book.AddAsync(
            id, Region, owner, Kind.Plain, "", WorkBook.MakeKey(), "killed", TimeSpan.FromHours(1), Cancel);
        (await book.RunAsync(id, Cancel)).ShouldBeTrue();
        return id;
    }

    private static Task<Work> EndedAsync(LongWorks works, Guid id) =>
        UntilAsync(works, id, work => !work.IsUnderWay);

    private static async Task<Work> UntilAsync(LongWorks works, Guid id, Func<Work, bool> isSo)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (await timer.WaitForNextTickAsync(Cancel))
        {
            if (await works.FindAsync(Region, id, Cancel) is { } work && isSo(work)) return work;
        }

        throw new OperationCanceledException();
    }

    private IEnumerable<string> FilesOf(Guid id) =>
        Directory.EnumerateFiles(folder, $"{id:N}*", SearchOption.AllDirectories);

    // Files are young for half an hour, by the disk's own clock.
    private void Age(Guid id)
    {
        foreach (var file in FilesOf(id))
            File.SetLastWriteTimeUtc(file, clock.GetUtcNow().UtcDateTime.AddHours(-2));
    }

    private static async Task<byte[]> ReadAsync(string path)
    {
        await using var file = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, Cancel);
        return bytes.ToArray();
    }

    /// <summary>Reads its file, tells that it is at 3 of 7, and waits to be let go.</summary>
    private sealed class Kind : IWorkKind
    {
        public const string Plain = "plain", Draft = "draft";

        private readonly TaskCompletionSource opened = New();
        private TaskCompletionSource begun = New();

        public string Name => Plain;

        public Exception? Fails { get; set; }

        public Task Begun => begun.Task;

        public void BeginAnew() => begun = New();

        public void Open() => opened.TrySetResult();

        public async Task<string> RunAsync(WorkRun run, CancellationToken cancel)
        {
            using var file = new StreamReader(run.Open(WorkFile.Upload));
            var text = await file.ReadToEndAsync(cancel);
            run.Tell(3, 7);
            begun.TrySetResult();
            await opened.Task.WaitAsync(cancel);
            if (Fails is { } failure) throw failure;
            run.Tell(7, 7);
            return text;
        }

        public sealed class OfDrafts(Kind plain) : IWorkKind
        {
            public string Name => Draft;

            public bool IsDraft => true;

            public Task<string> RunAsync(WorkRun run, CancellationToken cancel) =>
                plain.RunAsync(run, cancel);
        }

        private static TaskCompletionSource New() =>
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

using CommunityGrains.Access;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Access.People;
using CommunityGrains.Access.Rights;
using CommunityGrains.Registry;
using CommunityGrains.Registry.Files;
using CommunityGrains.Registry.Imports;
using CommunityGrains.Registry.Queries;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityGrains.LongWork.Imports;

/// <summary>What an import needs, whichever way it is done.</summary>
public sealed class ImportServices(
    ImportDoor door, Places places, RightsPolicy rights, AccountBook accounts, GrantKeeper grants,
    RegionCalendar calendar, TimeProvider clock, IServiceScopeFactory scopes)
{
    private static readonly What MaySend = new What.Operation("imports.send");
    private static readonly TimeSpan SeenMax = TimeSpan.FromSeconds(60);

    /// <summary>Runs an import in its owner's name. What he may do is asked anew while it runs: who loses a
    /// right loses it in the middle of a file as well.</summary>
    /// <exception cref="WorkFailedException">The file cannot be read, or its owner may not
    /// import.</exception>
    public async Task<ImportReport> RunAsync(WorkRun run, bool isDryRun, CancellationToken cancel)
    {
        var (work, task) = (run.Work, ImportTask.Of(run.Work));
        var owner = await accounts.FindAsync(work.Owner, cancel)
            ?? throw new WorkFailedException("work.no-right");
        await CheckAsync();
        var grains = new RightfulGrains(door.Grains, places, rights, ViewerAsync);
        await using var file = run.Open(WorkFile.Upload);
        var request = new ImportRequest(
            work.Region, owner.Person, calendar.Today(work.Region), file, task.FileName)
        {
            DryRun = isDryRun, Mapping = task.Mapping, Table = task.Table, Progress = new Told(run),
        };
        try
        {
            var report = await new Importer(grains, door.Records, clock).RunAsync(
                task.ImportKind, request, cancel);
            await CheckAsync();
            await SeeAsync(report.Position, cancel);
            return report;
        }
        catch (TableException unreadable)
        {
            throw new WorkFailedException("work.unreadable", ImportResult.Of(unreadable.Problem).ToJson());
        }

        async ValueTask<Viewer> ViewerAsync(CancellationToken token) => new(
            owner.Id, owner.Person, await grants.OfAsync(owner.Id, token), SignInMeans.Session);

        async Task CheckAsync()
        {
            if (rights.DecideSomewhere(await ViewerAsync(cancel), MaySend, work.Region) != Verdict.Granted)
                throw new WorkFailedException("work.no-right");
        }
    }

    // Whoever is told that it is done finds in the lists what was imported.
    private async Task SeeAsync(long position, CancellationToken cancel)
    {
        if (position == 0) return;
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IRegistry>().WaitAsync(position, SeenMax, cancel);
    }

    private sealed class Told(WorkRun run) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => run.Tell(value.RowsDone, value.RowsTotal);
    }
}

/// <summary>Says what would come of a file, and records nothing.</summary>
public sealed class ImportCheck(ImportServices imports) : IWorkKind
{
    public const string KindName = "import-check";

    public string Name => KindName;

    public bool IsDraft => true;

    public async Task<string> RunAsync(WorkRun run, CancellationToken cancel) =>
        ImportResult.Of(await imports.RunAsync(run, isDryRun: true, cancel)).ToJson();
}

/// <summary>Told how an import ended, by whoever lets its owner know. It may be told again of the same work,
/// which can be continued.</summary>
public interface IImportListener
{
    /// <summary>The file was taken in, but for so many of its rows.</summary>
    Task FinishedAsync(Work work, int rows, int refused, CancellationToken cancel);

    /// <summary>It could not be taken in, or not to its end.</summary>
    Task FailedAsync(Work work, CancellationToken cancel);
}

/// <summary>Imports a file. Refused rows become a file to mend and send again.</summary>
public sealed class ImportWork(ImportServices imports, IEnumerable<IImportListener> listeners) : IWorkKind
{
    public const string KindName = "import";

    public string Name => KindName;

    public async Task<string> RunAsync(WorkRun run, CancellationToken cancel)
    {
        try
        {
            var report = await ImportAsync(run, cancel);
            foreach (var listener in listeners)
                await listener.FinishedAsync(run.Work, report.Total, report.Refused, cancel);
            return ImportResult.Of(report).ToJson();
        }
        catch (Exception) when (!cancel.IsCancellationRequested)
        {
            foreach (var listener in listeners) await listener.FailedAsync(run.Work, cancel);
            throw;
        }
    }

    private async Task<ImportReport> ImportAsync(WorkRun run, CancellationToken cancel)
    {
        var report = await imports.RunAsync(run, isDryRun: false, cancel);
        if (report.Refused > 0 && report.Header.Count > 0)
        {
            await using var refused = run.Create(WorkFile.Result);
            await report.WriteRefusedAsync(refused, ImportTask.Of(run.Work).Language, cancel);
            await refused.CompleteAsync(cancel);
        }

        return report;
    }
}

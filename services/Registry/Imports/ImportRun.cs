using CommunityGrains.Domain;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.Registry.Files;
using CommunityGrains.Registry.Imports.Columns;

namespace CommunityGrains.Registry.Imports;

/// <summary>
/// One run: the open file, the grains, and what has come of the rows so far. Rows go to their grains many at
/// once, but a record never has two commands under way, because no two rows of a file are let through to one
/// record.
/// </summary>
internal sealed class ImportRun(
    ImportKind kind, ImportRequest request, IGrains grains, TimeProvider clock, TableFile table,
        ColumnMap columns)
{
    private const int ProgressEvery = 100;

    private readonly Lock gate = new();
    private readonly List<RowReport> reports = [];
    private readonly Guid correlation = Guid.CreateVersion7();
    private int done;
    private long position;

    public ImportRequest Request => request;

    public ColumnMap Columns => columns;

    public TableFile Table => table;

    /// <summary>Rows in the file; known after the first pass.</summary>
    public int Total { get; set; }

    /// <summary>What comes with a command: a new id, who imports, now, and the day on which it takes
    /// effect.</summary>
    public Asked Asked(DateOnly? on = null, CommandId? id = null) =>
        new(id ?? new CommandId(Guid.CreateVersion7()), request.By, clock.GetUtcNow(), on ?? request.Today);

    public StreamId Stream(string category, Guid id) => new(request.Region, category, id);

    /// <summary>A date that lies ahead is none on which something has happened: today stands in for
    /// it.</summary>
    public DateOnly NotAfterToday(DateOnly? date) => date is { } day && day <= request.Today ? day
        : request.Today;

    public async Task ForEachAsync(IEnumerable<RowResult> rows,
        Func<RowResult, CancellationToken, ValueTask> import, CancellationToken cancel)
    {
        var options =
            new ParallelOptions { MaxDegreeOfParallelism = request.InFlightMax, CancellationToken = cancel };
        await Parallel.ForEachAsync(rows, options, async (row, token) =>
        {
            if (!row.IsRefused) await ImportAsync(row, import, token);
            Finish(row);
        });
    }

    /// <summary>Considers the command and, unless it is so already or this is a dry run, asks it. Null when
    /// refused, which is noted on the row.</summary>
    /// <param name="isNew">Nobody knows the record yet: what would come of it need not be considered first,
    /// for
    /// it will not be "already so".</param>
    public async ValueTask<Answer?> AskAsync(
        RowResult row, StreamId stream, Command command, CancellationToken cancel, bool isNew = false)
    {
        var order = new Order(stream, command, Correlation: correlation);
        if (!isNew || request.DryRun)
        {
            var considered = await grains.ConsiderAsync(order, cancel);
            if (considered.Refusal is { } refusal)
            {
                row.Refuse(refusal);
                return null;
            }

            if (considered.Events.Count == 0 || request.DryRun)
                return new Answer(considered.Events.Count, considered.Version == 0);
        }

        var reply = await grains.AskAsync(order, cancel);
        Note(reply);
        switch (reply)
        {
            case Reply.Accepted accepted:
                return new Answer(accepted.EventCount, accepted.Version == accepted.EventCount);
            case Reply.Refused refused:
                row.Refuse(refused.Refusal);
                return null;
            default:
                throw new InvalidOperationException($"a grain answered {reply.GetType().Name}");
        }
    }

    /// <summary>Asks, without considering first.</summary>
    public async ValueTask<Reply> AskAsync(StreamId stream, Command command, CancellationToken cancel)
    {
        var reply = await grains.AskAsync(new Order(stream, command, Correlation: correlation), cancel);
        Note(reply);
        return reply;
    }

    public ValueTask<GrainState> StateAsync(StreamId stream, CancellationToken cancel) =>
        grains.StateAsync(stream, cancel);

    public ImportReport Report()
    {
        request.Progress?.Report(new ImportProgress(done, Total));
        return new ImportReport(
            kind, request.Source, request.DryRun, table.Header, columns.Unrecognised,
            [.. reports.OrderBy(report => report.Row)], done, position);
    }

    private static async ValueTask ImportAsync(
        RowResult row, Func<RowResult, CancellationToken, ValueTask> import, CancellationToken cancel)
    {
        try
        {
            await import(row, cancel);
        }
        catch (Exception error) when (
            error is AppendFailedException or GrainContendedException or GrainsUnreachableException)
        {
            // This row alone: the log took its neighbours. Sent again, it finds what was done of it.
            row.Refuse("import.failed");
        }
    }

    private void Note(Reply reply)
    {
        lock (gate) position = Math.Max(position, reply.Position);
    }

    private void Finish(RowResult row)
    {
        bool tell;
        lock (gate)
        {
            if (row.IsWorthAWord) reports.Add(row.Report());
            tell = ++done % ProgressEvery == 0;
        }

        if (tell) request.Progress?.Report(new ImportProgress(done, Total));
    }
}

/// <summary>What came, or would come, of a command. <c>WasUnknown</c>: the record did not exist
/// before.</summary>
internal readonly record struct Answer(int EventCount, bool WasUnknown)
{
    public RowOutcome Outcome => EventCount == 0 ? RowOutcome.Unchanged
        : WasUnknown ? RowOutcome.New
        : RowOutcome.Changed;
}

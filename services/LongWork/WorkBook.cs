using System.Security.Cryptography;
using CommunityGrains.Access;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Domain;
using CommunityGrains.LongWork.Files;
using Dapper;

namespace CommunityGrains.LongWork;

/// <summary>What a piece of work becomes. <c>FilesFor</c>: how long its files stay; null takes them
/// away.</summary>
internal sealed record WorkEnd(
    WorkState State, string? Report, string? Problem, TimeSpan? FilesFor, TimeSpan KeptFor);

/// <summary>The rows of long work, which all programs on a database share. Every step from one state to
/// another is one statement that says from which: of two programs, or two clicks, one takes it.</summary>
internal sealed class WorkBook(AccessDatabase database, ISecretBox box, TimeProvider clock, string place)
{
    private const string Columns = """
        id as Id, region as Region, account as Account, kind as Kind, state as State, place as Place,
        rows_done as RowsDone, rows_total as RowsTotal, task_sealed as Task, problem as Problem,
        case when key_sealed is null then 0 else 1 end as HasFiles,
        made_at as MadeAt, changed_at as ChangedAt, files_end_at as FilesEndAt
        """;

    private const string UnderWay = "state in ('waiting', 'running')";

    /// <summary>Adds a piece of work that waits for its turn.</summary>
    public Task AddAsync(
        Guid id, string region, AccountId owner, string kind, string task, byte[] key, string program,
        TimeSpan keptFor, CancellationToken cancel) => ExecuteAsync(
        """
        insert into work (id, region, account, kind, state, place, program, task_sealed, key_sealed, made_at,
          changed_at, files_end_at, ends_at)
        values (@id, @region, @owner, @kind, 'waiting', @place, @program, @task, @key, @now, @now, @end, @end)
        """, new
        {
            id = Text(id), region, owner = owner.ToString(), kind, place, program,
            task = box.Seal(OfTask(id), task), key = box.Seal(OfKey(id), Convert.ToBase64String(key)),
            now = Now(), end = After(keptFor),
        }, cancel);

    /// <summary>Null when there is no such work in the region.</summary>
    public async Task<Work?> FindAsync(string region, Guid id, CancellationToken cancel)
    {
        var row = await database.ReadAsync(connection => connection.QuerySingleOrDefaultAsync<Row>(
            $"select {Columns}, report_sealed as Report from work where id = @id and region = @region",
            new { id = Text(id), region }), cancel);
        return row is null ? null : ToWork(row);
    }

    /// <summary>The work of a region, or of one account in it, latest first, without reports.</summary>
    public async Task<IReadOnlyList<Work>> ListAsync(
        string region, AccountId? owner, int max, CancellationToken cancel)
    {
        var rows = await database.ReadAsync(connection => connection.QueryAsync<Row>(
            $"""
            select {Columns} from work
            where region = @region and (@owner = '' or account = @owner)
            order by made_at desc, id desc limit @max
            """, new { region, owner = owner?.ToString() ?? "", max }), cancel);
        return [.. rows.Select(ToWork)];
    }

    /// <summary>The key of the work's files; null when they are gone.</summary>
    public async Task<byte[]?> KeyAsync(Guid id, CancellationToken cancel)
    {
        var text = await database.ReadAsync(connection => connection.ExecuteScalarAsync<string?>(
            "select key_sealed from work where id = @id", new { id = Text(id) }), cancel);
        return text is null ? null : Convert.FromBase64String(box.Open(OfKey(id), text));
    }

    /// <summary>Puts work that stands back into the row of those that wait, perhaps as another kind and with
    /// another task. False when somebody was quicker, or its files are not here.</summary>
    public async Task<bool> WaitAgainAsync(
        Guid id, string kind, string? task, string program, TimeSpan keptFor, CancellationToken cancel) =>
        await ExecuteAsync(
            $"""
            update work set state = 'waiting', kind = @kind, program = @program,
              task_sealed = coalesce(@task, task_sealed), report_sealed = null, problem = null,
              cancel_asked = 0, rows_done = 0, rows_total = 0, changed_at = @now, files_end_at = @end,
              ends_at = @end
            where id = @id and place = @place and key_sealed is not null and not ({UnderWay})
              and state <> 'cancelled'
            """, new
            {
                id = Text(id), kind, program, place, now = Now(), end = After(keptFor),
                task = task is null ? null : box.Seal(OfTask(id), task),
            }, cancel) == 1;

    /// <summary>Its turn has come; false when it was taken away meanwhile.</summary>
    public async Task<bool> RunAsync(Guid id, CancellationToken cancel) => await ExecuteAsync(
        "update work set state = 'running', changed_at = @now where id = @id and state = 'waiting'",
        new { id = Text(id), now = Now() }, cancel) == 1;

    /// <summary>Writes down how far it is; false when it is to stop.</summary>
    public async Task<bool> TellAsync(
        Guid id, int done, int total, TimeSpan keptFor, CancellationToken cancel) => await ExecuteAsync(
        """
        update work set rows_done = @done, rows_total = @total, changed_at = @now, files_end_at = @end,
          ends_at = @end
        where id = @id and state in ('waiting', 'running') and cancel_asked = 0
        """, new { id = Text(id), done, total, now = Now(), end = After(keptFor) }, cancel) == 1;

    /// <summary>Asks whichever program does it to stop.</summary>
    public Task AskToStopAsync(Guid id, CancellationToken cancel) => ExecuteAsync(
        $"update work set cancel_asked = 1 where id = @id and {UnderWay}", new { id = Text(id) }, cancel);

    /// <summary>Ends work that is under way.</summary>
    public Task EndAsync(Guid id, int done, int total, WorkEnd end, CancellationToken cancel) => ExecuteAsync(
        $"""
        update work set state = @state, report_sealed = @report, problem = @problem, rows_done = @done,
          rows_total = @total, changed_at = @now, files_end_at = @filesEnd, ends_at = @ends,
          key_sealed = case when @keeps = 1 then key_sealed else null end
        where id = @id and {UnderWay}
        """, new
        {
            id = Text(id), done, total, state = KebabCase.Of(end.State), problem = end.Problem, now = Now(),
            report = end.Report is null ? null : box.Seal(OfReport(id), end.Report),
            keeps = end.FilesFor is null ? 0L : 1L, filesEnd = After(end.FilesFor ?? TimeSpan.Zero),
            ends = After(end.KeptFor),
        }, cancel);

    /// <summary>Ends work that stands, and takes its files away.</summary>
    public async Task<bool> CancelAsync(Guid id, TimeSpan keptFor, CancellationToken cancel) =>
        await ExecuteAsync(
            """
            update work set state = 'cancelled', key_sealed = null, changed_at = @now, files_end_at = @now,
              ends_at = @ends
            where id = @id and state in ('broken-off', 'failed')
            """, new { id = Text(id), now = Now(), ends = After(keptFor) }, cancel) == 1;

    public Task DeleteAsync(Guid id, CancellationToken cancel) => ExecuteAsync(
        $"delete from work where id = @id and not ({UnderWay})", new { id = Text(id) }, cancel);

    /// <summary>The work of this place that another run of a program has under way.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Kind, string Program)>> OfOthersAsync(
        string program, CancellationToken cancel)
    {
        var rows = await database.ReadAsync(
            connection => connection.QueryAsync<(string Id, string Kind, string Program)>(
                $"""
                select id, kind, program from work
                where place = @place and program <> @program and {UnderWay}
                """, new { place, program }), cancel);
        return [.. rows.Select(row => (Guid.Parse(row.Id), row.Kind, row.Program))];
    }

    /// <summary>Work whose program has ended is broken off.</summary>
    public Task BreakOffAsync(Guid id, string program, TimeSpan keptFor, CancellationToken cancel) =>
        ExecuteAsync(
            $"""
            update work set state = 'broken-off', changed_at = @now, files_end_at = @end, ends_at = @end
            where id = @id and program = @program and {UnderWay}
            """, new { id = Text(id), program, now = Now(), end = After(keptFor) }, cancel);

    /// <summary>Forgets what has been kept long enough: first the keys of files, then the rows.</summary>
    public Task ForgetAsync(CancellationToken cancel) => database.WriteAsync(async transaction =>
    {
        var now = new { now = Now() };
        await transaction.Connection!.ExecuteAsync(
            "update work set key_sealed = null where key_sealed is not null and files_end_at < @now", now,
            transaction);
        return await transaction.Connection!.ExecuteAsync(
            "delete from work where ends_at < @now", now, transaction);
    }, cancel).AsTask();

    /// <summary>Those of this place whose files can still be read.</summary>
    public async Task<IReadOnlySet<Guid>> WithFilesAsync(CancellationToken cancel) =>
        (await database.ReadAsync(connection => connection.QueryAsync<string>(
            "select id from work where place = @place and key_sealed is not null", new { place }), cancel))
        .Select(Guid.Parse).ToHashSet();

    private Work ToWork(Row row)
    {
        var id = Guid.Parse(row.Id);
        return new Work(
            id, row.Region, new AccountId(Guid.Parse(row.Account)), row.Kind,
            KebabCase.Parse<WorkState>(row.State) ?? WorkState.Failed, (int)row.RowsDone, (int)row.RowsTotal,
            box.Open(OfTask(id), row.Task), row.Report is null ? null : box.Open(OfReport(id), row.Report),
            row.Problem, row.HasFiles == 1, row.Place == place, Instant(row.MadeAt), Instant(row.ChangedAt),
            Instant(row.FilesEndAt));
    }

    private Task<int> ExecuteAsync(string sql, object row, CancellationToken cancel) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync(sql, row, transaction), cancel).AsTask();

    private long Now() => Microseconds(clock.GetUtcNow());

    private long After(TimeSpan span) => Microseconds(clock.GetUtcNow() + span);

    private static long Microseconds(DateTimeOffset instant) =>
        (instant - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private static DateTimeOffset Instant(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    private static string Text(Guid id) => id.ToString("D");

    private static string OfTask(Guid id) => $"work-task:{id}";

    private static string OfReport(Guid id) => $"work-report:{id}";

    private static string OfKey(Guid id) => $"work-key:{id}";

    /// <summary>A new key for the files of one piece of work.</summary>
    public static byte[] MakeKey() => RandomNumberGenerator.GetBytes(SealedLayout.KeyBytes);

    private sealed record Row
    {
        public string Id { get; init; } = "";

        public string Region { get; init; } = "";

        public string Account { get; init; } = "";

        public string Kind { get; init; } = "";

        public string State { get; init; } = "";

        public string Place { get; init; } = "";

        public long RowsDone { get; init; }

        public long RowsTotal { get; init; }

        public string Task { get; init; } = "";

        public string? Report { get; init; }

        public string? Problem { get; init; }

        public long HasFiles { get; init; }

        public long MadeAt { get; init; }

        public long ChangedAt { get; init; }

        public long FilesEndAt { get; init; }
    }
}

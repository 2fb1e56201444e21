using CommunityGrains.PostgreSql;
using CommunityGrains.Projections;
using Npgsql;

namespace CommunityGrains.Registry.Views.PostgreSql;

/// <summary>
/// The views' tables being rebuilt in a schema of their own. Everything is folded in memory: a version is
/// copied into a table without indexes when it ends, the current ones at the end, so that each row is written
/// once and none is read. What is held in memory grows with the number of records, not of events. No
/// transaction is long, nor does an index take one: readers of the log wait for every transaction that
/// writes.
/// </summary>
internal sealed class PostgresShadowTables : PostgresViewTables, IShadowTables
{
    /// <summary>Current versions copied in one transaction.</summary>
    private const int RowsAtOnce = 20_000;

    /// <summary>Communities whose standing is worked out in one transaction.</summary>
    private const int StandingsAtOnce = 2_000;

    private readonly CopyRowsPool pool = new();
    private readonly string live;
    private readonly string liveSchema;
    private readonly int foldVersion;
    private Advance reached = new(0, 0, default, []);
    private bool written;
    private bool finished;

    private PostgresShadowTables(
        PostgresDatabase database, string live, string liveSchema, int foldVersion, ViewLease? lease)
        : base(database, $"{live}~shadow", $"{liveSchema}_shadow", lease, generationMax: int.MaxValue) =>
        (this.live, this.liveSchema, this.foldVersion) = (live, liveSchema, foldVersion);

    protected override bool KeepsStandings => finished;

    protected override bool LoadsRecords => written;

    private string Retired => $"{liveSchema}_retired";

    /// <summary>Drops what is left of an earlier rebuild and begins anew.</summary>
    public static async ValueTask<PostgresShadowTables> BeginAsync(
        PostgresDatabase database, string live, string liveSchema, int foldVersion, ViewLease? lease,
        CancellationToken cancel)
    {
        var shadow = new PostgresShadowTables(database, live, liveSchema, foldVersion, lease);
        await using (var view = await ViewBatch.OpenAsync(database, cancel))
        {
            view.Guard(lease)
                .Add("delete from views.projections where name = $1", shadow.Name)
                .Add("delete from views.parked where projection = $1", shadow.Name);
            await view.RunAsync(shadow.Name, cancel);
        }

        // Whoever writes into the tables of an earlier rebuild finds no checkpoint from here on.
        await shadow.DropAsync(shadow.Schema, cancel);
        await shadow.DropAsync(shadow.Retired, cancel);
        await shadow.InTransactionAsync(async connection =>
        {
            await RunAsync(connection, PostgresViewSchema.Create(shadow.Schema), cancel);
            await using var view = ViewBatch.In(connection).Add(
                "insert into views.projections values ($1, 0, '', $2, 0)", shadow.Name, foldVersion);
            await view.RunAsync(shadow.Name, cancel);
        }, cancel);
        return shadow;
    }

    public override async ValueTask CommitAsync(
        IPageFold page, Advance advance, CancellationToken cancel = default)
    {
        if (page is not CopyFold copied)
        {
            await base.CommitAsync(page, advance, cancel);
            return;
        }

        await InTransactionAsync(async connection =>
        {
            await using var view = ViewBatch.In(connection).Guard(Lease).Advance(Name, advance);
            await view.Park(Name, advance.Parked).RunAsync(Name, cancel);
            await CopyRows.CopyAsync(connection, Schema, copied.Lanes, cancel);
        }, cancel);
        foreach (var lane in copied.Lanes) pool.GiveBack(lane);
        reached = advance;
        StandAt(advance.To);
    }

    public async ValueTask FinishAsync(CancellationToken cancel = default)
    {
        var communities = Communities();
        await WriteCurrentAsync(cancel);
        Records.Clear();
        written = true;
        foreach (var index in PostgresViewSchema.Keys(Schema, concurrently: true))
            await RunAsync(index, cancel);
        await RunAsync(Analyze(), cancel);
        foreach (var some in communities.Chunk(StandingsAtOnce))
        {
            await using var view = await ViewBatch.OpenAsync(Database, cancel);
            Writer.Refresh(view.Guard(Lease).Advance(Name, reached with { From = reached.To }).Batch, some);
            await view.RunAsync(Name, cancel);
        }

        foreach (var index in PostgresViewSchema.Indexes(Schema, concurrently: true))
            await RunAsync(index, cancel);
        await RunAsync(Analyze(), cancel);
        finished = true;
    }

    public async ValueTask<bool> TrySwapAsync(long head, CancellationToken cancel = default)
    {
        var swapped = false;
        try
        {
            await InTransactionAsync(
                async connection => swapped = await SwapAsync(connection, head, cancel), cancel,
                durably: true);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            // Somebody reads for longer; those who come after must not wait for him behind us.
            return false;
        }

        if (swapped) await DropAsync(Retired, CancellationToken.None);
        return swapped;
    }

    protected override RegistryFold NewPage() => written ? base.NewPage() : new CopyFold(Records, pool);

    private async Task<bool> SwapAsync(NpgsqlConnection connection, long head, CancellationToken cancel)
    {
        await using (var view = ViewBatch.In(connection).Guard(Lease)
            .Add("set local lock_timeout = 200")
            .Add("lock table views.projections in access exclusive mode"))
            await view.RunAsync(Name, cancel);
        if (await OvertakenAsync(connection, head, cancel)) return false;
        // Not before: rows are not copied into tables that hide some. The policies are renamed with them.
        await RunAsync(connection, RowSecurity.Create(Schema), cancel);
        await RunAsync(connection, $"""
            alter schema {liveSchema} rename to {Retired};
            alter schema {Schema} rename to {liveSchema};
            """, cancel);
        await using var exchange = ViewBatch.In(connection)
            .Add("""
                update views.projections set epoch = 1 + (
                  select max(epoch) from views.projections where name in ($1, $2)) where name = $2
                """, live, Name)
            .Add("delete from views.projections where name = $1", live)
            .Add("update views.projections set name = $1 where name = $2", live, Name)
            .Add("delete from views.parked where projection = $1", live)
            .Add("update views.parked set projection = $1 where projection = $2", live, Name);
        await exchange.RunAsync(Name, cancel);
        return true;
    }

    private async ValueTask<bool> OvertakenAsync(
        NpgsqlConnection connection, long head, CancellationToken cancel)
    {
        await using var positions = ViewBatch.In(connection).Add("""
            select theirs.position > mine.position and theirs.position <= $3
            from views.projections mine, views.projections theirs where theirs.name = $1 and mine.name = $2
            """, live, Name, head);
        return await positions.Batch.ExecuteScalarAsync(cancel) is not false;
    }

    private List<(string Region, Guid Community)> Communities() =>
        [.. Current().Where(record => record.Table is CommunityTable)
            .Select(record => (record.Stream.Region, record.Stream.Key))];

    private IEnumerable<FoldedRecord> Current() =>
        Enumerable.Range(0, RecordLanes.Count).SelectMany(Records.InLane)
            .Where(record => record.Current is not null);

    private async ValueTask WriteCurrentAsync(CancellationToken cancel)
    {
        // Nobody has begun anew meanwhile.
        var stay = reached with { From = reached.To };
        foreach (var some in Current().OrderBy(record => record.Current!.PositionFrom).Chunk(RowsAtOnce))
        {
            var lanes = some.Chunk((RowsAtOnce / RecordLanes.Count) + 1).ToList();
            var copied = await Task.WhenAll(lanes.Select(lane => Task.Run(
                () =>
                {
                    var rows = pool.Take();
                    foreach (var record in lane) rows.Add(record.Table, record.Current!);
                    return rows;
                }, cancel)));
            await InTransactionAsync(async connection =>
            {
                await using (var view = ViewBatch.In(connection).Guard(Lease).Advance(Name, stay))
                    await view.RunAsync(Name, cancel);
                await CopyRows.CopyAsync(connection, Schema, copied, cancel);
            }, cancel);
            foreach (var rows in copied) pool.GiveBack(rows);
        }
    }

    private string Analyze() => "analyze " + string.Join(
        ", ", PostgresViewSchema.TableNames.Select(table => $"{Schema}.{table}"));

    private ValueTask DropAsync(string schema, CancellationToken cancel) =>
        InTransactionAsync(connection => RunAsync(
            connection, $"set local client_min_messages = warning; drop schema if exists {schema} cascade",
            cancel).AsTask(), cancel);

    private async ValueTask InTransactionAsync(
        Func<NpgsqlConnection, Task> work, CancellationToken cancel, bool durably = false)
    {
        await using var connection = await Database.Source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // Nothing of a rebuild counts before the swap, and that is on disk only after all that came before.
        if (!durably) await RunAsync(connection, "set local synchronous_commit = off", cancel);
        await work(connection);
        await transaction.CommitAsync(cancel);
    }

    private async ValueTask RunAsync(string sql, CancellationToken cancel)
    {
        await using var connection = await Database.Source.OpenConnectionAsync(cancel);
        await RunAsync(connection, sql, cancel);
    }

    private static async ValueTask RunAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        // No time limit: an index takes what it takes, and whoever asked may cancel.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancel);
    }
}

using CommunityGrains.EventLog;
using CommunityGrains.PostgreSql;
using CommunityGrains.Projections;
using Npgsql;

namespace CommunityGrains.Registry.Views.PostgreSql;

/// <summary>The views' tables on PostgreSQL. A page costs one round trip to load what is not in memory, and
/// one to write: the lease's guard, the checkpoint, a statement for each table.</summary>
internal class PostgresViewTables(
    PostgresDatabase database, string name, string schema, ViewLease? lease,
    int generationMax = FoldingTables.GenerationMax)
    : FoldingTables(generationMax)
{
    protected PostgresDatabase Database => database;

    protected string Name => name;

    protected string Schema => schema;

    protected ViewLease? Lease => lease;

    protected PostgresViewWriter Writer { get; } = new(schema);

    /// <summary>Whether standings are kept with every page.</summary>
    protected virtual bool KeepsStandings => true;

    public override async ValueTask<Progress> ReadProgressAsync(CancellationToken cancel = default)
    {
        await using var view = await ViewBatch.OpenAsync(database, cancel);
        view.Add("select position, hash, fold_version from views.projections where name = $1", name)
            .Add("select distinct stream from views.parked where projection = $1", name);
        await using var rows = await view.Batch.ExecuteReaderAsync(cancel);
        if (!await rows.ReadAsync(cancel))
            throw new UnusableDatabaseException($"{database.Place}: there is no view '{name}'");
        var (position, hash, foldVersion) =
            (rows.GetInt64(0), rows.GetFieldValue<byte[]>(1), rows.GetInt32(2));
        await rows.NextResultAsync(cancel);
        var held = new HashSet<string>();
        while (await rows.ReadAsync(cancel)) held.Add(rows.GetString(0));
        StandAt(position);
        return new Progress(position, hash, foldVersion, held);
    }

    public override async ValueTask<IReadOnlyList<ParkedEvent>> ParkedAsync(
        CancellationToken cancel = default)
    {
        await using var view = await ViewBatch.OpenAsync(database, cancel);
        view.Add("""
            select position, stream, name, error from views.parked where projection = $1 order by position
            """, name);
        await using var rows = await view.Batch.ExecuteReaderAsync(cancel);
        var parked = new List<ParkedEvent>();
        while (await rows.ReadAsync(cancel))
        {
            parked.Add(new ParkedEvent(
                rows.GetInt64(0), rows.GetString(1), rows.GetString(2), rows.GetString(3)));
        }

        return parked;
    }

    public override async ValueTask CommitAsync(
        IPageFold page, Advance advance, CancellationToken cancel = default)
    {
        await using var view = await ViewBatch.OpenAsync(database, cancel);
        view.Guard(lease).Advance(name, advance);
        Writer.Write(view.Batch, ((RegistryFold)page).Writes, KeepsStandings);
        await view.Park(name, advance.Parked).RunAsync(name, cancel);
        StandAt(advance.To);
    }

    public override async ValueTask RewriteAsync(
        IPageFold page, IReadOnlyCollection<StreamId> streams, Advance advance,
        CancellationToken cancel = default)
    {
        var concerned = await ConcernedAsync(streams, cancel);
        await using var view = await ViewBatch.OpenAsync(database, cancel);
        view.Guard(lease).Advance(name, advance)
            .Add("update views.projections set epoch = epoch + 1 where name = $1", name)
            .Add("delete from views.parked where projection = $1 and stream = any($2)",
                name, streams.Select(stream => stream.ToString()).ToArray());
        foreach (var (table, records) in ByTable(streams)) Writer.Remove(view.Batch, table, records);
        var writes = ((RegistryFold)page).Writes;
        Writer.Write(view.Batch, writes, standings: false);
        concerned.UnionWith(writes.SelectMany(Standings.Concerned));
        Writer.Refresh(view.Batch, concerned);
        await view.Park(name, advance.Parked).RunAsync(name, cancel);
    }

    protected override async ValueTask LoadAsync(IReadOnlyList<StreamId> streams, CancellationToken cancel)
    {
        foreach (var record in await ReadAsync(streams, cancel)) Records.Add(record);
    }

    private async ValueTask<List<FoldedRecord>> ReadAsync(
        IReadOnlyCollection<StreamId> streams, CancellationToken cancel)
    {
        var found = new List<FoldedRecord>(streams.Count);
        var kinds = ByTable(streams).ToList();
        if (kinds.Count == 0) return found;
        await using var view = await ViewBatch.OpenAsync(database, cancel);
        // As in views.advance: planned for the tables as they are, and about every region.
        view.Add($"""
            select set_config('plan_cache_mode', 'force_custom_plan', true),
              set_config('{RowSecurity.Setting}', '{RowSecurity.AllRegions}', true)
            """);
        foreach (var (table, records) in kinds) view.Batch.BatchCommands.Add(Writer.Find(table, records));
        await view.Batch.PrepareAsync(cancel);
        await using var rows = await view.Batch.ExecuteReaderAsync(cancel);
        await rows.NextResultAsync(cancel);
        foreach (var (table, _) in kinds)
        {
            while (await rows.ReadAsync(cancel)) found.Add(Loaded(rows, table));
            await rows.NextResultAsync(cancel);
        }

        return found;
    }

    private static FoldedRecord Loaded(NpgsqlDataReader row, ViewTable table)
    {
        var stream = new StreamId(row.GetString(0), table.Name, row.GetGuid(1));
        var state = StateJson.Read(table.Kind, row.GetFieldValue<byte[]>(9));
        return new FoldedRecord(stream, table)
        {
            CurrentIsStored = true,
            SealedState = state,
            Current = new RowVersion(
                stream, row.GetInt64(2), row.GetInt64(3), ViewSchema.Forever, row.GetInt32(4),
                ViewSchema.ForeverDay, HashChain.FromMicros(row.GetInt64(5)), row.GetInt64(6),
                row.GetInt32(7), row.GetGuid(8), state),
        };
    }

    /// <summary>The communities that these records name as the tables have them.</summary>
    private async ValueTask<HashSet<(string Region, Guid Community)>> ConcernedAsync(
        IReadOnlyCollection<StreamId> streams, CancellationToken cancel) =>
        [.. (await ReadAsync(streams, cancel)).SelectMany(record =>
            Standings.ConcernedBy(record.Table, record.Stream.Key, record.Current!.State)
                .Select(community => (record.Stream.Region, community)))];

    private static IEnumerable<(ViewTable Table, List<StreamId> Records)> ByTable(
        IEnumerable<StreamId> streams) =>
        streams.GroupBy(stream => stream.Category)
            .Where(kind => ViewTable.Of(kind.Key) is not null)
            .Select(kind => (ViewTable.Of(kind.Key)!, kind.ToList()));
}

using CommunityGrains.EventLog;
using CommunityGrains.Projections;
using CommunityGrains.Sqlite;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CommunityGrains.Registry.Views.Sqlite;

/// <summary>The views' tables in SQLite. Rows and checkpoint move in one transaction of the one
/// file.</summary>
internal class SqliteViewTables(SqliteDatabase database, string name, string suffix)
    : FoldingTables(GenerationMax), IDisposable
{
    private SqliteViewWriter? writer;

    protected SqliteDatabase Database => database;

    protected string Name => name;

    protected string Suffix => suffix;

    /// <summary>Whether the search index and standings are kept with every page.</summary>
    protected virtual bool IsIndexed => true;

    public override ValueTask<Progress> ReadProgressAsync(CancellationToken cancel = default)
    {
        using var reader = database.OpenReader();
        using var moment = reader.Connection.BeginTransaction(deferred: true);
        var (position, hash, foldVersion) = reader.Connection.QuerySingle<(long, byte[], int)>(
            "select position, hash, fold_version from projections where name = @name", new { name }, moment);
        var held = reader.Connection.Query<string>(
            "select distinct stream from parked where projection = @name", new { name }, moment);
        StandAt(position);
        return ValueTask.FromResult(new Progress(position, hash, foldVersion, held.ToHashSet()));
    }

    public override ValueTask<IReadOnlyList<ParkedEvent>> ParkedAsync(CancellationToken cancel = default)
    {
        using var reader = database.OpenReader();
        var found = reader.Connection.Query<(long Position, string Stream, string Name, string Error)>(
            "select position, stream, name, error from parked where projection = @name order by position",
            new { name });
        return ValueTask.FromResult<IReadOnlyList<ParkedEvent>>(
            [.. found.Select(row => new ParkedEvent(row.Position, row.Stream, row.Name, row.Error))]);
    }

    public override async ValueTask CommitAsync(
        IPageFold page, Advance advance, CancellationToken cancel = default)
    {
        await database.WriteAsync((connection, transaction) =>
        {
            Move(connection, transaction, advance);
            Writer(connection).Write(((RegistryFold)page).Writes, IsIndexed);
            Park(connection, transaction, advance.Parked);
        }, cancel);
        StandAt(advance.To);
    }

    public override async ValueTask RewriteAsync(
        IPageFold page, IReadOnlyCollection<StreamId> streams, Advance advance,
        CancellationToken cancel = default)
    {
        await database.WriteAsync((connection, transaction) =>
        {
            Move(connection, transaction, advance);
            connection.Execute(
                "update projections set epoch = epoch + 1 where name = @name", new { name }, transaction);
            var concerned = new HashSet<(string, Guid)>();
            foreach (var stream in streams)
            {
                connection.Execute(
                    "delete from parked where projection = @name and stream = @stream",
                    new { name, stream = stream.ToString() }, transaction);
                if (ViewTable.Of(stream.Category) is not { } table) continue;
                foreach (var state in States(connection, transaction, table, stream))
                    concerned.UnionWith(
                        Standings.ConcernedBy(table, stream.Key, state).Select(id => (stream.Region, id)));
                Writer(connection).Remove(table, stream.Region, stream.Key);
            }

            Writer(connection).Write(((RegistryFold)page).Writes, IsIndexed);
            Writer(connection).Refresh(concerned);
            Park(connection, transaction, advance.Parked);
        }, cancel);
    }

    public void Dispose() => writer?.Dispose();

    private SqliteViewWriter Writer(SqliteConnection connection) =>
        writer ??= new SqliteViewWriter(connection, suffix);

    protected override ValueTask LoadAsync(IReadOnlyList<StreamId> streams, CancellationToken cancel)
    {
        using var reader = database.OpenReader();
        foreach (var category in streams.GroupBy(stream => stream.Category))
        {
            if (ViewTable.Of(category.Key) is not { } table) continue;
            using var find = new Statement(reader.Connection, $"""
                select row.position_from, row.version, row.date_from, row.changed_at, row.created,
                  row.created_on, row.command, content.state
                from {table.Name}{suffix} row join {table.Name}_state{suffix} content using (position_from)
                where row.region = ?1 and row.id = ?2 and row.{ViewSchema.IsCurrent}
                """);
            foreach (var stream in category)
            {
                find.Bind(1, stream.Region).Bind(2, stream.Key);
                if (find.Step()) Records.Add(Loaded(find, stream, table));
                find.Reset();
            }
        }

        return ValueTask.CompletedTask;
    }

    private static FoldedRecord Loaded(Statement row, StreamId stream, ViewTable table)
    {
        var state = StateJson.Read(table.Kind, row.Bytes(7));
        return new FoldedRecord(stream, table)
        {
            CurrentIsStored = true,
            SealedState = state,
            Current = new RowVersion(
                stream, row.Int64(0), row.Int64(1), ViewSchema.Forever, row.Int32(2), ViewSchema.ForeverDay,
                HashChain.FromMicros(row.Int64(3)), row.Int64(4), row.Int32(5), row.Guid(6),
                state),
        };
    }

    private IEnumerable<object> States(
        SqliteConnection connection, SqliteTransaction transaction, ViewTable table, StreamId stream) =>
        connection.Query<byte[]>($"""
            select content.state from {table.Name}{suffix} row
            join {table.Name}_state{suffix} content using (position_from)
            where row.region = @region and row.id = @id and row.{ViewSchema.IsCurrent}
            """, new { region = stream.Region, id = stream.Key.ToByteArray(bigEndian: true) }, transaction)
        .Select(json => StateJson.Read(table.Kind, json));

    private void Move(SqliteConnection connection, SqliteTransaction transaction, Advance advance)
    {
        var moved = connection.Execute(
            "update projections set position = @To, hash = @hash where name = @name and position = @From",
            new { advance.To, hash = advance.Hash.ToArray(), name, advance.From }, transaction);
        if (moved != 1) throw new CheckpointMovedException(name);
    }

    private void Park(
        SqliteConnection connection, SqliteTransaction transaction, IReadOnlyList<ParkedEvent> parked)
    {
        foreach (var aside in parked)
        {
            connection.Execute(
                "insert or replace into parked values (@name, @Position, @Stream, @EventName, @Error)",
                new { name, aside.Position, aside.Stream, EventName = aside.Name, aside.Error }, transaction);
        }
    }
}

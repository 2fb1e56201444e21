using CommunityGrains.EventLog;
using Npgsql;
using NpgsqlTypes;

namespace CommunityGrains.Registry.Views.PostgreSql;

/// <summary>Puts a page's writes into the statements of one batch: a statement for each table, whatever the
/// number of rows.</summary>
internal sealed class PostgresViewWriter(string schema)
{
    private static readonly ViewTable[] InOrder =
        [.. ViewTable.All.OrderBy(table => table is CommunityTable)];

    private readonly Dictionary<ViewTable, TableSql> tables =
        ViewTable.All.ToDictionary(table => table, table => new TableSql(schema, table));

    private readonly string unlink =
        $"delete from {schema}.{PostgresViewSchema.Links} where position_from = any($1)";

    private readonly string link = $"""
        insert into {schema}.{PostgresViewSchema.Links} (region, community, position_from)
        select * from unnest($1, $2, $3) on conflict do nothing
        """;

    private readonly string refresh = StandingSql.Refresh(schema);

    /// <summary>Writes versions. <paramref name="standings"/>: what others' records say of a community is
    /// kept as well; a rebuild works it out at its end.</summary>
    public void Write(NpgsqlBatch batch, IReadOnlyList<RowWrite> writes, bool standings)
    {
        // What a community's standing rests on is written before it.
        foreach (var table in InOrder) Write(batch, table, [.. writes.Where(write => write.Table == table)]);
        if (!standings) return;
        // Communities that the page writes have just come with theirs.
        var concerned = writes.SelectMany(Standings.Concerned).ToHashSet();
        concerned.ExceptWith(writes
            .Where(write => write is { Table: CommunityTable, Mapped: not null, Row.IsCurrent: true })
            .Select(write => (write.Row.Stream.Region, write.Row.Stream.Key)));
        Refresh(batch, concerned);
    }

    public NpgsqlBatchCommand Find(ViewTable table, IEnumerable<StreamId> streams) =>
        Records(streams.Select(stream => (stream.Region, stream.Key))).Command(tables[table].Find);

    /// <summary>Removes all versions of records.</summary>
    public void Remove(NpgsqlBatch batch, ViewTable table, IEnumerable<StreamId> streams) =>
        batch.BatchCommands.Add(
            Records(streams.Select(stream => (stream.Region, stream.Key))).Command(tables[table].Remove));

    /// <summary>Works out anew what others' records say of these communities.</summary>
    public void Refresh(NpgsqlBatch batch, IReadOnlyCollection<(string Region, Guid Community)> communities)
    {
        if (communities.Count > 0) batch.BatchCommands.Add(Records(communities).Command(refresh));
    }

    private void Write(NpgsqlBatch batch, ViewTable table, List<RowWrite> writes)
    {
        var ended = new ColumnArrays(ColumnKind.Long, ColumnKind.Long, ColumnKind.Integer);
        var rows = new ColumnArrays([.. table.Columns.Select(column => column.Kind)]);
        var states = new List<byte[]>();
        foreach (var write in writes)
        {
            if (write.Mapped is not null)
            {
                table.Fill(rows, write.Row, write.Mapped);
                states.Add(write.Json!);
            }
            else if (!write.Row.IsCurrent)
            {
                ended.Long(write.Row.PositionFrom);
                ended.Long(write.Row.PositionTo);
                ended.Integer(write.Row.DateTo);
            }
        }

        if (ended.Rows > 0) batch.BatchCommands.Add(ended.Command(tables[table].End));
        if (rows.Rows == 0) return;
        var put = rows.Command(tables[table].Put);
        put.Parameters.Add(new NpgsqlParameter
        {
            Value = states,
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea,
        });
        batch.BatchCommands.Add(put);
        if (table is InitiativeTable) Link(batch, writes);
    }

    private void Link(NpgsqlBatch batch, List<RowWrite> writes)
    {
        var (again, links) =
            (new ColumnArrays(ColumnKind.Long),
            new ColumnArrays(ColumnKind.Text, ColumnKind.Id, ColumnKind.Long));
        foreach (var write in writes)
        {
            if (write.Mapped is not InitiativeTable.Mapped initiative) continue;
            if (write.Stored) again.Long(write.Row.PositionFrom);
            foreach (var community in initiative.Communities)
            {
                links.Text(write.Row.Stream.Region);
                links.Id(community);
                links.Long(write.Row.PositionFrom);
            }
        }

        if (again.Rows > 0) batch.BatchCommands.Add(again.Command(unlink));
        if (links.Rows > 0) batch.BatchCommands.Add(links.Command(link));
    }

    private static ColumnArrays Records(IEnumerable<(string Region, Guid Id)> records)
    {
        var arrays = new ColumnArrays(ColumnKind.Text, ColumnKind.Id);
        foreach (var (region, id) in records)
        {
            arrays.Text(region);
            arrays.Id(id);
        }

        return arrays;
    }
}

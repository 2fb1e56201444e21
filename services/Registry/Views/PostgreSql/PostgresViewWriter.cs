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

    // Of a page's communities nearly all are found by their ids, one by one: whatever the planner expects of
    // the arrays.
    private readonly string refresh = $"""
        update {schema}.community c set
          standing = now.standing, leader_position = now.leader_position, initiatives = now.initiatives
        from (
          select concerned.region, concerned.id, coalesce(best.standing, 0) as standing,
            best.position_from as leader_position,
            (select count(*) from {schema}.{PostgresViewSchema.Links} link
             join {schema}.initiative i on i.position_from = link.position_from
             where link.region = concerned.region and link.community = concerned.id
               and i.{ViewSchema.IsCurrent})::integer as initiatives
          from unnest($1, $2) as concerned (region, id)
          left join lateral (
            select l.standing, l.position_from from {schema}.leader l
            where l.region = concerned.region and l.community = concerned.id and l.{ViewSchema.IsCurrent}
            order by l.rank, l.created limit 1) best on true) now
        where c.region = now.region and c.id = now.id and c.{ViewSchema.IsCurrent}
          and (c.standing, c.leader_position, c.initiatives)
            is distinct from (now.standing, now.leader_position, now.initiatives)
        """;

    /// <summary>Writes versions. <paramref name="standings"/>: what others' records say of a community is kept
    /// as well; a rebuild works it out at its end.</summary>
    public void Write(NpgsqlBatch batch, IReadOnlyList<RowWrite> writes, bool standings)
    {
        // What a community's standing rests on is written before it.
        foreach (var table in InOrder) Write(batch, table, [.. writes.Where(write => write.Table == table)]);
        if (standings) Refresh(batch, writes.SelectMany(Standings.Concerned).ToHashSet());
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

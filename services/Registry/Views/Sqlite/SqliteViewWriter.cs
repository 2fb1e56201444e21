using CommunityGrains.Sqlite;
using Microsoft.Data.Sqlite;

namespace CommunityGrains.Registry.Views.Sqlite;

/// <summary>Writes folded versions through statements prepared once. Used only inside a write
/// transaction.</summary>
internal sealed class SqliteViewWriter : IDisposable
{
    private readonly Dictionary<ViewTable, TableStatements> tables;
    private readonly Statement addLink;
    private readonly Statement removeLinks;
    private readonly Statement addSearch;
    private readonly Statement removeSearch;
    private readonly SqliteStandings standings;

    public SqliteViewWriter(SqliteConnection connection, string suffix)
    {
        tables = ViewTable.All.ToDictionary(
            table => table, table => new TableStatements(connection, table, suffix));
        addLink = new Statement(
            connection, $"insert or ignore into initiative_community{suffix} values (?1, ?2, ?3)");
        removeLinks = new Statement(
            connection, $"delete from initiative_community{suffix} where region = ?1 and position_from = ?2");
        addSearch = new Statement(
            connection, $"insert into community_search{suffix} (rowid, name, text) values (?1, ?2, ?3)");
        removeSearch = new Statement(connection, $"delete from community_search{suffix} where rowid = ?1");
        standings = new SqliteStandings(connection, suffix);
    }

    /// <summary>Writes versions. <paramref name="indexed"/>: the search index and what others' records say of
    /// a community are kept as well; a rebuild makes them at its end.</summary>
    public void Write(IReadOnlyList<RowWrite> writes, bool indexed)
    {
        foreach (var write in writes)
        {
            if (write.Mapped is null) tables[write.Table].End(write.Row);
            else tables[write.Table].Put(write);
            if (write.Mapped is InitiativeTable.Mapped initiative) Link(write, initiative);
        }

        if (!indexed) return;
        foreach (var (region, community) in writes.SelectMany(Standings.Concerned).ToHashSet())
            standings.Refresh(region, community);
        // Last of all: any statement that SQLite might have to take back alone makes the search index write
        // out what it has gathered, and one row at a time that costs more than everything else together.
        foreach (var write in writes)
            if (write.Table is CommunityTable) Search(write);
    }

    /// <summary>Removes all versions of a record.</summary>
    public void Remove(ViewTable table, string region, Guid id)
    {
        foreach (var position in tables[table].Remove(region, id))
        {
            if (table is CommunityTable) removeSearch.Bind(1, position).Run();
            if (table is InitiativeTable) removeLinks.Bind(1, region).Bind(2, position).Run();
        }
    }

    public void Refresh(IEnumerable<(string Region, Guid Community)> communities)
    {
        foreach (var (region, community) in communities) standings.Refresh(region, community);
    }

    public void Dispose()
    {
        foreach (var table in tables.Values) table.Dispose();
        addLink.Dispose();
        removeLinks.Dispose();
        addSearch.Dispose();
        removeSearch.Dispose();
        standings.Dispose();
    }

    private void Link(RowWrite write, InitiativeTable.Mapped initiative)
    {
        var row = write.Row;
        if (write.Stored) removeLinks.Bind(1, row.Stream.Region).Bind(2, row.PositionFrom).Run();
        foreach (var community in initiative.Communities)
            addLink.Bind(1, row.Stream.Region).Bind(2, community).Bind(3, row.PositionFrom).Run();
    }

    private void Search(RowWrite write)
    {
        if (write.Stored) removeSearch.Bind(1, write.Row.PositionFrom).Run();
        if (!write.Row.IsCurrent || write.Mapped is not CommunityTable.Mapped mapped) return;
        addSearch.Bind(1, write.Row.PositionFrom).Bind(2, mapped.SearchName).Bind(3, mapped.SearchText).Run();
    }

    private sealed class TableStatements : IDisposable
    {
        private readonly ViewTable table;
        private readonly Statement put;
        private readonly StatementValues values;
        private readonly Statement putState;
        private readonly Statement end;
        private readonly Statement find;
        private readonly Statement remove;
        private readonly Statement removeState;

        public TableStatements(SqliteConnection connection, ViewTable table, string suffix)
        {
            this.table = table;
            var forgetStanding = table is CommunityTable
                ? ", standing = null, leader_position = null, initiatives = null"
                : "";
            put = new Statement(connection, SqliteViewSchema.Insert(table, suffix));
            values = new StatementValues(put);
            putState = new Statement(
                connection, $"insert or replace into {table.Name}_state{suffix} values (?1, ?2)");
            end = new Statement(connection, $"""
                update {table.Name}{suffix} set position_to = ?2, date_to = ?3{forgetStanding}
                where position_from = ?1
                """);
            find = new Statement(
                connection, $"select position_from from {table.Name}{suffix} where region = ?1 and id = ?2");
            remove = new Statement(connection, $"delete from {table.Name}{suffix} where position_from = ?1");
            removeState =
                new Statement(connection, $"delete from {table.Name}_state{suffix} where position_from = ?1");
        }

        public void Put(RowWrite write)
        {
            table.Fill(values.Begin(), write.Row, write.Mapped!);
            put.Run();
            putState.Bind(1, write.Row.PositionFrom).Bind(2, write.Json).Run();
        }

        public void End(RowVersion row)
        {
            if (row.IsCurrent) return;
            end.Bind(1, row.PositionFrom).Bind(2, row.PositionTo).Bind(3, row.DateTo).Run();
        }

        public List<long> Remove(string region, Guid id)
        {
            var positions = new List<long>();
            find.Bind(1, region).Bind(2, id);
            while (find.Step()) positions.Add(find.Int64(0));
            find.Reset();
            foreach (var position in positions)
            {
                remove.Bind(1, position).Run();
                removeState.Bind(1, position).Run();
            }

            return positions;
        }

        public void Dispose()
        {
            put.Dispose();
            putState.Dispose();
            end.Dispose();
            find.Dispose();
            remove.Dispose();
            removeState.Dispose();
        }
    }
}

/// <summary>Binds a row's values to a statement's parameters, one after another.</summary>
internal sealed class StatementValues(Statement statement) : IRowValues
{
    private int parameter;

    public StatementValues Begin()
    {
        parameter = 1;
        return this;
    }

    public void Integer(int? number) => Long(number);

    public void Long(long? number)
    {
        if (number is { } value) statement.Bind(parameter++, value);
        else statement.BindNull(parameter++);
    }

    public void Text(string? text)
    {
        if (text is null) statement.BindNull(parameter++);
        else statement.Bind(parameter++, text);
    }

    public void Id(Guid? id)
    {
        if (id is { } value) statement.Bind(parameter++, value);
        else statement.BindNull(parameter++);
    }
}

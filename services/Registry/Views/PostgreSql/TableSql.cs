namespace CommunityGrains.Registry.Views.PostgreSql;

/// <summary>The statements that write one kind's tables, whole pages at once: parameters are
/// arrays.</summary>
internal sealed class TableSql
{
    public TableSql(string schema, ViewTable table)
    {
        var name = $"{schema}.{table.Name}";
        var columns = table.Columns.Select(column => column.Name).ToList();
        var arrays = string.Join(", ", Enumerable.Range(1, columns.Count).Select(number => $"${number}"));
        var updates = string.Join(", ", columns.Skip(1).Select(column => $"{column} = excluded.{column}"));
        Put = $"""
            with put as (
              insert into {name} as t ({string.Join(", ", columns)}) {Rows(schema, table, columns, arrays)}
              on conflict (position_from) do update set {updates} where t.version < excluded.version
              returning position_from)
            insert into {name}_state as t (position_from, state)
            select position_from, state from unnest($1, ${columns.Count + 1}) as row (position_from, state)
            join put using (position_from)
            on conflict (position_from) do update set state = excluded.state
            """;
        var forgetStanding = table is CommunityTable
            ? ", standing = null, leader_position = null, initiatives = null"
            : "";
        End = $"""
            update {name} t set position_to = ending.position_to, date_to = ending.date_to{forgetStanding}
            from unnest($1, $2, $3) as ending (position_from, position_to, date_to)
            where t.position_from = ending.position_from and t.{ViewSchema.IsCurrent}
            """;
        Find = $"""
            select record.region, record.id, record.position_from, record.version, record.date_from,
              record.changed_at, record.created, record.created_on, record.command,
              content.state
            from unnest($1, $2) as wanted (region, id)
            join {name} record on record.region = wanted.region and record.id = wanted.id
              and record.{ViewSchema.IsCurrent}
            join {name}_state content on content.position_from = record.position_from
            """;
        Remove = $"""
            with gone as (
              delete from {name} t using unnest($1, $2) as record (region, id)
              where t.region = record.region and t.id = record.id returning t.position_from),
            unlinked as (
              delete from {schema}.{PostgresViewSchema.Links} link using gone
              where {(table is InitiativeTable ? "link.position_from = gone.position_from" : "false")})
            delete from {name}_state content using gone where content.position_from = gone.position_from
            """;
    }

    /// <summary>Inserts versions, or writes them again; never an older one over a newer. Parameters: the
    /// table's columns, then the states.</summary>
    public string Put { get; }

    /// <summary>Says of versions when they ended. Parameters: position_from, position_to, date_to.</summary>
    public string End { get; }

    /// <summary>Current versions with their states. Parameters: region, id.</summary>
    public string Find { get; }

    /// <summary>Removes all versions of records. Parameters: region, id.</summary>
    public string Remove { get; }

    // A community comes with its standing: written once, it goes into the indexes once.
    private static string Rows(string schema, ViewTable table, List<string> columns, string arrays) =>
        table is not CommunityTable
            ? $"select * from unnest({arrays})"
            : $"""
              select {string.Join(", ", columns.Select(column => StandingSql.Columns.Contains(column)
                  ? $"case when row.{ViewSchema.IsCurrent} then now.{column} end"
                  : $"row.{column}"))}
              from unnest({arrays}) as row ({string.Join(", ", columns)})
              cross join lateral ({StandingSql.Of(schema, "row.region", "row.id")}) now
              """;
}

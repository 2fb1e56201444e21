using System.Globalization;
using System.Text;

namespace CommunityGrains.Registry.Views.PostgreSql;

/// <summary>
/// The tables of the views on PostgreSQL, named and filled as in SQLite. The live ones stand in the schema
/// <see cref="Live"/>; others (being rebuilt, being compared) in a schema of their own, so that names need no
/// suffix and a swap is a renaming of schemas.
/// </summary>
internal static class PostgresViewSchema
{
    public const string Live = "registry";

    /// <summary>
    /// The first statement of every transaction that reads the views more than once: no swap comes between.
    /// It must come before any other, so that the transaction's snapshot is taken after a swap that it waited
    /// for; otherwise the names would mean the new tables and the snapshot would not see their rows.
    /// </summary>
    public const string HoldSql = "lock table views.projections in access share mode";

    public static IReadOnlyList<string> TableNames =>
        [.. ViewTable.All.SelectMany(table => new[] { table.Name, $"{table.Name}_state" }), Links];

    /// <summary>Which initiatives a community has a part in.</summary>
    public const string Links = "initiative_community";

    /// <summary>The schema with its tables, without any index.</summary>
    public static string Create(string schema)
    {
        var sql = new StringBuilder().Append(CultureInfo.InvariantCulture, $"create schema {schema};\n");
        foreach (var table in ViewTable.All)
        {
            sql.Append(CultureInfo.InvariantCulture, $"""
                create table {schema}.{table.Name} (
                  {string.Join(", ", table.Columns.Select(Declare))}
                );
                create table {schema}.{table.Name}_state (
                  position_from bigint not null, state bytea not null
                );

                """);
        }

        return sql.Append(CultureInfo.InvariantCulture, $"""
            create table {schema}.{Links} (
              region text collate "C" not null, community uuid not null, position_from bigint not null
            );

            """).ToString();
    }

    /// <summary>The indexes that writing needs.</summary>
    /// <param name="schema">Where the tables are.</param>
    /// <param name="concurrently">Without a long transaction, which would hold up the readers of the log.
    /// Each is a statement outside any transaction then.</param>
    public static IReadOnlyList<string> Keys(string schema, bool concurrently) =>
    [
        .. ViewTable.All.SelectMany(table => new[]
        {
            Index($"{table.Name}_key", schema, table.Name, "(position_from)", concurrently, unique: true),
            Index(
                $"{table.Name}_state_key", schema, $"{table.Name}_state", "(position_from)", concurrently,
                unique: true),
            Index($"{table.Name}_by_id", schema, table.Name, "(region, id, position_to)", concurrently),
        }),
        Index(
            $"{Links}_key", schema, Links, "(region, community, position_from)", concurrently, unique: true),
        Index($"{Links}_by_position", schema, Links, "(position_from)", concurrently),
        // In the order in which claims stand for a community, so that no other index will seem as good.
        Index(
            "leader_by_standing", schema, "leader",
            $"(region, community, rank, created) where {ViewSchema.IsCurrent}", concurrently),
    ];

    /// <summary>The indexes that only questions need.</summary>
    /// <inheritdoc cref="Keys"/>
    public static IReadOnlyList<string> Indexes(string schema, bool concurrently)
    {
        return
        [
            Current("community_by_name", "community",
                "(region, sort_key, id, status, form, basis, municipality, standing) "
                + "include (position_from)"),
            Current("community_by_municipality", "community",
                "(region, municipality, sort_key, id, status, form, basis, standing)"),
            Current("community_by_change", "community", "(region, position_from)"),
            Current("community_by_sign", "community", "(region, last_sign_on, id)"),
            Current("community_by_suspicion", "community", "(region, sort_key, id)", "suspected > 0 and "),
            Current("community_by_parts", "community",
                "using gin (search_name gin_trgm_ops, search_text gin_trgm_ops)"),
            Current("municipality_by_name", "municipality", "(region, sort_key, id)"),
            Index("leader_by_community", schema, "leader", "(region, community, position_to)", concurrently),
            Current("leader_by_age", "leader", "(region, created)"),
            Index("leader_by_person", schema, "leader", "(region, person)", concurrently),
            Index("community_by_head", schema, "community", "(region, head) where head is not null",
                concurrently),
            Current("suggestion_by_age", "suggestion", "(region, status, created)"),
            Current("initiative_by_name", "initiative", "(region, sort_key, id)"),
            Work("community_by_silence", "community",
                "(region, known_on, id) include (municipality, last_sign_on, asked_on, position_from)",
                WorkSql.Living()),
            Work("community_by_question", "community",
                "(region, asked_on, id) include (municipality, last_sign_on, position_from)",
                WorkSql.Asked()),
            Work("community_by_proposal", "community",
                "(region, created, id) include (municipality, position_from)", WorkSql.Proposed()),
            Work("leader_by_review", "leader",
                "(region, created, id) include (community, position_from)", WorkSql.InReview()),
            Work("leader_by_until", "leader",
                "(region, until, id) include (community, position_from)", WorkSql.Verified()),
            Work("initiative_by_stillness", "initiative",
                "(region, date_from, id) include (municipality, position_from)", WorkSql.UnderWay()),
        ];

        string Work(string name, string table, string on, string where) =>
            Index(name, schema, table, $"{on} where {where}", concurrently);

        string Current(string name, string table, string on, string also = "") =>
            Index(name, schema, table, $"{on} where {also}{ViewSchema.IsCurrent}", concurrently);
    }

    private static string Index(
        string name, string schema, string table, string on, bool concurrently, bool unique = false) =>
        $"create {(unique ? "unique " : "")}index {(concurrently ? "concurrently " : "")}{name} "
        + $"on {schema}.{table} {on}";

    private static string Declare(ViewColumn column) =>
        $"{column.Name} {TypeOf(column.Kind)}{(column.IsOptional ? "" : " not null")}";

    private static string TypeOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Integer => "integer",
        ColumnKind.Long => "bigint",
        ColumnKind.Text => "text collate \"C\"",
        ColumnKind.Id => "uuid",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}

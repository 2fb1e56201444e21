using System.Globalization;
using System.Text;

namespace CommunityGrains.Registry.Views.Sqlite;

/// <summary>The tables of the views in SQLite, live or shadow. Each kind has a narrow table of versions, that
/// filters, sorting and search read, and beside it the states as JSON, which only those rows that are shown
/// need.</summary>
internal static class SqliteViewSchema
{
    public const string ShadowSuffix = "_shadow";

    public const string RetiredSuffix = "_retired";

    public static IEnumerable<string> TableNames =>
        ViewTable.All.SelectMany(table => new[] { table.Name, $"{table.Name}_state" })
            .Append("initiative_community").Append("community_search");

    /// <summary>Tables with the one index that folding needs. It is unique: a record stands in one way at a
    /// time, and the planner need not be told that it finds one row.</summary>
    public static string Create(string suffix, long epoch)
    {
        var sql = new StringBuilder();
        foreach (var table in ViewTable.All)
        {
            sql.Append(CultureInfo.InvariantCulture, $"""
                create table {table.Name}{suffix} (
                  {string.Join(", ", table.Columns.Select(Declare))}
                ) strict;
                create table {table.Name}_state{suffix} (
                  position_from integer primary key, state blob not null
                ) strict;
                create unique index {table.Name}_by_id_{epoch}
                  on {table.Name}{suffix} (region, id, position_to);

                """);
        }

        sql.Append(CultureInfo.InvariantCulture, $"""
            create table initiative_community{suffix} (
              region text not null, community blob not null, position_from integer not null,
              primary key (region, community, position_from)
            ) without rowid, strict;
            create virtual table community_search{suffix} using fts5 (
              name, text, content = '', contentless_delete = 1, detail = column,
              tokenize = 'trigram case_sensitive 1'
            );
            """);
        return sql.ToString();
    }

    /// <summary>What questions need and folding does not: each statement is a transaction of its
    /// own.</summary>
    public static IReadOnlyList<string> Indexes(string suffix, long epoch) =>
    [
        $"""
        create index community_by_name_{epoch} on community{suffix}
          (region, sort_key, id, status, form, basis, municipality, standing) where {ViewSchema.IsCurrent}
        """,
        $"""
        create index community_by_municipality_{epoch} on community{suffix}
          (region, municipality, sort_key, id, status, form, basis, standing) where {ViewSchema.IsCurrent}
        """,
        .. CountIndexes(suffix, epoch),
        $"""
        create index community_by_change_{epoch} on community{suffix} (region, position_from)
          where {ViewSchema.IsCurrent}
        """,
        $"""
        create index community_by_sign_{epoch} on community{suffix} (region, last_sign_on, id)
          where {ViewSchema.IsCurrent}
        """,
        $"""
        create index community_by_suspicion_{epoch} on community{suffix} (region, sort_key, id)
          where suspected > 0 and {ViewSchema.IsCurrent}
        """,
        .. WorkIndexes(suffix, epoch),
        $"""
        create index municipality_by_name_{epoch} on municipality{suffix} (region, sort_key, id)
          where {ViewSchema.IsCurrent}
        """,
        $"create index leader_by_community_{epoch} on leader{suffix} (region, community, position_to)",
        $"""
        create index leader_by_age_{epoch} on leader{suffix} (region, created)
          where {ViewSchema.IsCurrent}
        """,
        $"create index leader_by_person_{epoch} on leader{suffix} (region, person)",
        $"create index community_by_head_{epoch} on community{suffix} (region, head) where head is not null",
        $"""
        create index suggestion_by_age_{epoch} on suggestion{suffix} (region, status, created)
          where {ViewSchema.IsCurrent}
        """,
        $"""
        create index initiative_by_name_{epoch} on initiative{suffix} (region, sort_key, id)
          where {ViewSchema.IsCurrent}
        """,
    ];

    // In the order in which facets and numbers are counted: nothing is sorted, and no row is looked up, also
    // when it is a word that most of them have, or a day, that is asked about.
    private static IReadOnlyList<string> CountIndexes(string suffix, long epoch) =>
    [
        $"""
        create index community_by_kind_{epoch} on community{suffix}
          (region, municipality, form, status, standing, basis, members, residents, latitude_e7,
           search_text)
          where {ViewSchema.IsCurrent}
        """,
        $"""
        create index community_by_point_{epoch} on community{suffix}
          (region, latitude_e7, longitude_e7, municipality, form, status, standing, basis, search_text)
          where latitude_e7 is not null and {ViewSchema.IsCurrent}
        """,
        $"""
        create index community_by_day_{epoch} on community{suffix}
          (region, municipality, form, status, date_from, date_to, id, sort_key, latitude_e7)
        """,
    ];

    // For what asks for work; see IWorkList.
    private static IReadOnlyList<string> WorkIndexes(string suffix, long epoch) =>
    [
        $"""
        create index community_by_silence_{epoch} on community{suffix}
          (region, known_on, id, municipality, last_sign_on, asked_on) where {WorkSql.Living()}
        """,
        $"""
        create index community_by_question_{epoch} on community{suffix}
          (region, asked_on, id, municipality, last_sign_on) where {WorkSql.Asked()}
        """,
        $"""
        create index community_by_proposal_{epoch} on community{suffix} (region, created, id, municipality)
          where {WorkSql.Proposed()}
        """,
        $"""
        create index leader_by_review_{epoch} on leader{suffix} (region, created, id, community)
          where {WorkSql.InReview()}
        """,
        $"""
        create index leader_by_until_{epoch} on leader{suffix} (region, until, id, community)
          where {WorkSql.Verified()}
        """,
        $"""
        create index initiative_by_stillness_{epoch} on initiative{suffix}
          (region, date_from, id, municipality) where {WorkSql.UnderWay()}
        """,
    ];

    public static string Drop(string suffix) =>
        string.Concat(TableNames.Select(name => $"drop table if exists {name}{suffix};\n"));

    public static string Rename(string from, string to) =>
        string.Concat(TableNames.Select(name => $"alter table {name}{from} rename to {name}{to};\n"));

    public static string Insert(ViewTable table, string suffix)
    {
        var columns = table.Columns.Select(column => column.Name).ToList();
        var values = Enumerable.Range(1, columns.Count).Select(number => $"?{number}");
        return $"insert or replace into {table.Name}{suffix} ({string.Join(", ", columns)}) "
            + $"values ({string.Join(", ", values)})";
    }

    private static string Declare(ViewColumn column) => column.Name == "position_from"
        ? "position_from integer primary key"
        : $"{column.Name} {TypeOf(column.Kind)}{(column.IsOptional ? "" : " not null")}";

    private static string TypeOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Text => "text",
        ColumnKind.Id => "blob",
        _ => "integer",
    };
}

using System.Globalization;
using System.Text;

namespace CommunityGrains.Registry.Views.PostgreSql;

/// <summary>
/// A second wall between regions: the server itself shows a transaction only the rows of the region that it
/// has named, also to the tables' owner. A statement whose region condition were forgotten would find nothing
/// of others. Superusers are above it, so the program should not be one.
/// </summary>
internal static class RowSecurity
{
    /// <summary>What a transaction names its region with; without it, it sees nothing.</summary>
    public const string Setting = "communitygrains.region";

    /// <summary>What those name who fold, rebuild and compare the views. No region is written so.</summary>
    public const string AllRegions = "*";

    /// <summary>Whether the tables of a schema ($1) are not behind the wall yet.</summary>
    public const string IsMissing = """
        select exists (
          select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname = $1 and c.relkind = 'r' and not c.relforcerowsecurity)
        """;

    private const string Named = $"current_setting('{Setting}', true)";

    /// <summary>Puts the tables of a schema behind the wall. Rows cannot be copied in afterwards, only
    /// inserted.</summary>
    public static string Create(string schema)
    {
        var sql = new StringBuilder();
        foreach (var table in ViewTable.All)
        {
            Secure(table.Name, $"region = {Named}");
            // States have no region of their own; they belong to whoever sees the version.
            Secure($"{table.Name}_state", $"""
                exists (select 1 from {schema}.{table.Name} version
                  where version.position_from = {table.Name}_state.position_from)
                """);
        }

        Secure(PostgresViewSchema.Links, $"region = {Named}");
        return sql.ToString();

        void Secure(string table, string isOwn) => sql.Append(CultureInfo.InvariantCulture, $"""
            drop policy if exists own_region on {schema}.{table};
            create policy own_region on {schema}.{table}
              using ({Named} = '{AllRegions}' or {isOwn});
            alter table {schema}.{table} enable row level security;
            alter table {schema}.{table} force row level security;

            """);
    }
}

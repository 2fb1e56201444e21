namespace CommunityGrains.Registry.Views.PostgreSql;

/// <summary>How <see cref="Standings"/> are worked out here: for whole sets of communities at once.</summary>
internal static class StandingSql
{
    public static readonly string[] Columns = ["standing", "leader_position", "initiatives"];

    /// <summary>One row of <see cref="Columns"/>: what claims and initiatives say of a community
    /// now.</summary>
    public static string Of(string schema, string region, string id) => $"""
        select coalesce(best.standing, 0) as standing, best.position_from as leader_position,
          (select count(*)::integer from {schema}.{PostgresViewSchema.Links} link
           join {schema}.initiative i on i.position_from = link.position_from and i.{ViewSchema.IsCurrent}
           where link.region = {region} and link.community = {id}) as initiatives
        from (values (1)) as one (row) left join lateral (
          select l.standing, l.position_from from {schema}.leader l
          where l.region = {region} and l.community = {id} and l.{ViewSchema.IsCurrent}
          order by l.rank, l.created limit 1) best on true
        """;

    /// <summary>Works it out anew. Parameters: region, id. Rows that say so already are not
    /// written.</summary>
    public static string Refresh(string schema) => $"""
        update {schema}.community c set
          standing = now.standing, leader_position = now.leader_position, initiatives = now.initiatives
        from unnest($1, $2) as concerned (region, id)
        cross join lateral ({Of(schema, "concerned.region", "concerned.id")}) now
        where c.region = concerned.region and c.id = concerned.id and c.{ViewSchema.IsCurrent}
          and (c.standing, c.leader_position, c.initiatives)
            is distinct from (now.standing, now.leader_position, now.initiatives)
        """;
}

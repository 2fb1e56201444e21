using CommunityGrains.Sqlite;
using Microsoft.Data.Sqlite;

namespace CommunityGrains.Registry.Views.Sqlite;

/// <summary>Keeps <see cref="Standings"/> on the rows of SQLite's tables.</summary>
internal sealed class SqliteStandings : IDisposable
{
    private readonly Statement best;
    private readonly Statement count;
    private readonly Statement update;

    public SqliteStandings(SqliteConnection connection, string suffix)
    {
        best = new Statement(connection, $"""
            select standing, position_from from leader{suffix}
            where region = ?1 and community = ?2 and {ViewSchema.IsCurrent}
            order by rank, created limit 1
            """);
        count = new Statement(connection, $"""
            select count(*) from initiative_community{suffix} link
            join initiative{suffix} i on i.position_from = link.position_from
            where link.region = ?1 and link.community = ?2 and i.{ViewSchema.IsCurrent}
            """);
        update = new Statement(connection, $"""
            update community{suffix} set standing = ?3, leader_position = ?4, initiatives = ?5
            where region = ?1 and id = ?2 and {ViewSchema.IsCurrent}
              and (standing, leader_position, initiatives) is not (?3, ?4, ?5)
            """);
    }

    /// <summary>The same for all current rows after a position, at most so many, in one statement.</summary>
    public static string RefreshMany(string suffix) => $"""
        update community{suffix} as c set
          standing = coalesce((
            select standing from leader{suffix} l
            where l.region = c.region and l.community = c.id and l.{ViewSchema.IsCurrent}
            order by rank, created limit 1), 0),
          leader_position = (
            select l.position_from from leader{suffix} l
            where l.region = c.region and l.community = c.id and l.{ViewSchema.IsCurrent}
            order by rank, created limit 1),
          initiatives = (
            select count(*) from initiative_community{suffix} link
            join initiative{suffix} i on i.position_from = link.position_from
            where link.region = c.region and link.community = c.id and i.{ViewSchema.IsCurrent})
        where c.{ViewSchema.IsCurrent} and c.position_from > @after and c.position_from <= @upTo
        """;

    public void Refresh(string region, Guid community)
    {
        update.Bind(1, region).Bind(2, community);
        best.Bind(1, region).Bind(2, community);
        if (best.Step()) update.Bind(3, best.Int64(0)).Bind(4, best.Int64(1));
        else update.Bind(3, 0L).BindNull(4);
        best.Reset();
        count.Bind(1, region).Bind(2, community).Step();
        update.Bind(5, count.Int64(0));
        count.Reset();
        update.Run();
    }

    public void Dispose()
    {
        best.Dispose();
        count.Dispose();
        update.Dispose();
    }
}

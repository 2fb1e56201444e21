using CommunityGrains.Projections;
using CommunityGrains.Sqlite;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CommunityGrains.Registry.Views.Sqlite;

/// <summary>The views' tables being rebuilt beside the live ones. Every page, every index and every part of
/// the search index is a transaction of its own, so that the log never waits long for its turn to
/// write.</summary>
internal sealed class SqliteShadowTables(SqliteDatabase database, string live, long epoch)
    : SqliteViewTables(database, ShadowName(live), SqliteViewSchema.ShadowSuffix), IShadowTables
{
    private const int RowsAtOnce = 2_000;

    private bool finished;

    protected override bool IsIndexed => finished;

    /// <summary>Drops what is left of an earlier rebuild and begins anew.</summary>
    public static async ValueTask<SqliteShadowTables> BeginAsync(
        SqliteDatabase database, string live, int foldVersion, CancellationToken cancel)
    {
        var epoch = await database.WriteAsync((connection, transaction) =>
        {
            connection.Execute(
                SqliteViewSchema.Drop(SqliteViewSchema.ShadowSuffix)
                + SqliteViewSchema.Drop(SqliteViewSchema.RetiredSuffix),
                null, transaction);
            var next = 1 + connection.QuerySingle<long>(
                "select epoch from projections where name = @live", new { live }, transaction);
            connection.Execute(
                SqliteViewSchema.Create(SqliteViewSchema.ShadowSuffix, next), null, transaction);
            connection.Execute("""
                delete from parked where projection = @shadow;
                insert or replace into projections values (@shadow, 0, x'', @foldVersion, @next)
                """, new { shadow = ShadowName(live), foldVersion, next }, transaction);
            return next;
        }, cancel);
        return new SqliteShadowTables(database, live, epoch);
    }

    public async ValueTask FinishAsync(CancellationToken cancel = default)
    {
        var indexes = SqliteViewSchema.Indexes(Suffix, epoch);
        // SqliteStandings are looked up by the claims' index and stand in the communities' indexes.
        foreach (var index in indexes.Where(IsOfLeaders)) await RunAsync(index, cancel);
        for (long? after = 0; after is { } position;) after = await FillAsync(position, cancel);
        foreach (var index in indexes.Where(index => !IsOfLeaders(index))) await RunAsync(index, cancel);
        finished = true;

        static bool IsOfLeaders(string index) => index.Contains("index leader_", StringComparison.Ordinal);
    }

    public async ValueTask<bool> TrySwapAsync(long head, CancellationToken cancel = default)
    {
        var swapped = await Database.WriteAsync((connection, transaction) =>
        {
            var mine = PositionOf(connection, transaction, Name);
            var theirs = PositionOf(connection, transaction, live);
            if (theirs > mine && theirs <= head) return false;
            connection.Execute(
                SqliteViewSchema.Rename("", SqliteViewSchema.RetiredSuffix)
                + SqliteViewSchema.Rename(Suffix, "") + """
                update projections set epoch = 1 + (
                  select max(epoch) from projections where name in (@live, @shadow)) where name = @shadow;
                delete from projections where name = @live;
                update projections set name = @live where name = @shadow;
                delete from parked where projection = @live;
                update parked set projection = @live where projection = @shadow;
                """, new { live, shadow = Name }, transaction);
            PlannerNumbers.State(connection, transaction);
            return true;
        }, cancel);
        if (swapped)
            await RunAsync(SqliteViewSchema.Drop(SqliteViewSchema.RetiredSuffix), CancellationToken.None);
        return swapped;
    }

    private static string ShadowName(string live) => $"{live}~shadow";

    private static long PositionOf(SqliteConnection connection, SqliteTransaction transaction, string name) =>
        connection.QuerySingle<long>(
            "select position from projections where name = @name", new { name }, transaction);

    /// <summary>SqliteStandings and search index of the next current communities; null when there were
    /// none.</summary>
    private ValueTask<long?> FillAsync(long after, CancellationToken cancel) =>
        Database.WriteAsync((connection, transaction) =>
        {
            var upTo = connection.QuerySingle<long?>($"""
                select max(position_from) from (
                  select position_from from community{Suffix}
                  where position_from > @after and {ViewSchema.IsCurrent} order by position_from
                  limit {RowsAtOnce})
                """, new { after }, transaction);
            if (upTo is null) return null;
            connection.Execute(SqliteStandings.RefreshMany(Suffix), new { after, upTo }, transaction);
            connection.Execute($"""
                insert into community_search{Suffix} (rowid, name, text)
                select position_from, search_name, search_text from community{Suffix}
                where position_from > @after and position_from <= @upTo and {ViewSchema.IsCurrent}
                order by position_from
                """, new { after, upTo }, transaction);
            return upTo;
        }, cancel);

    private ValueTask RunAsync(string sql, CancellationToken cancel) =>
        Database.WriteAsync(
            (connection, transaction) => { connection.Execute(sql, null, transaction); }, cancel);
}

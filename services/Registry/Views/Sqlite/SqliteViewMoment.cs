using System.Data.Common;
using CommunityGrains.Sqlite;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CommunityGrains.Registry.Views.Sqlite;

/// <summary>The views of a file in one read transaction.</summary>
internal sealed class SqliteViewMoment : ViewMoment
{
    private readonly SqliteReader reader;
    private readonly SqliteTransaction transaction;

    public SqliteViewMoment(SqliteDatabase database)
    {
        reader = database.OpenReader();
        transaction = reader.Connection.BeginTransaction(deferred: true);
        Position = reader.Connection.ExecuteScalar<long>(
            "select position from projections where name = @ProjectionName",
            new { RegistryProjection.ProjectionName }, transaction);
        ParkedCount = reader.Connection.ExecuteScalar<int>(
            "select count(*) from parked where projection = @ProjectionName",
            new { RegistryProjection.ProjectionName }, transaction);
    }

    // Positions are keys; where a row has none, its columns together are. Full-text search keeps tables of
    // its own, whose bytes depend on when they were merged: only which rows it knows is compared.
    protected override IEnumerable<(string Table, string Sql)> Tables =>
        SqliteViewSchema.TableNames.Select(table => (table, table switch
        {
            "community_search" => "select rowid from community_search order by rowid",
            "initiative_community" =>
                "select * from initiative_community order by region, community, position_from",
            _ => $"select * from {table} order by position_from",
        }));

    protected override async ValueTask<DbDataReader> ReadAsync(string sql, CancellationToken cancel) =>
        await reader.Connection.ExecuteReaderAsync(
            new CommandDefinition(sql, null, transaction, cancellationToken: cancel));

    public override ValueTask DisposeAsync()
    {
        transaction.Dispose();
        reader.Dispose();
        return ValueTask.CompletedTask;
    }
}

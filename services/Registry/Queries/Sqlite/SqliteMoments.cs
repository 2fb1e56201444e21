using CommunityGrains.Registry.Queries.Answering;
using CommunityGrains.Registry.Queries.Sqlite;
using CommunityGrains.Registry.Views;
using CommunityGrains.Sqlite;
using Dapper;

namespace CommunityGrains.Registry.Queries;

/// <summary>The views in SQLite.</summary>
public sealed class SqliteMoments(SqliteDatabase database) : Moments
{
    private const string Stand = "select epoch, position from projections where name = @ProjectionName";

    // SQLite has no waiting of its own: it answers in the caller's time.
    internal override ValueTask<Moment> OpenAsync(
        string region, AsOf? asOf = null, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        var reader = database.OpenReader();
        try
        {
            var transaction = reader.Connection.BeginTransaction(deferred: true);
            try
            {
                var at = reader.Connection.QuerySingle<(long Epoch, long Position)>(
                    Stand, new { RegistryProjection.ProjectionName }, transaction);
                Moment.Require(asOf, at.Position);
                return ValueTask.FromResult(
                    new Moment(transaction, GiveBack, SqliteDialect.Instance, asOf, at, cancel));
            }
            catch
            {
                transaction.Dispose();
                throw;
            }
        }
        catch
        {
            reader.Dispose();
            throw;
        }

        ValueTask GiveBack()
        {
            reader.Dispose();
            return ValueTask.CompletedTask;
        }
    }

    internal override ValueTask<long> PositionAsync(CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        using var reader = database.OpenReader();
        return ValueTask.FromResult(reader.Connection.QuerySingle<(long Epoch, long Position)>(
            Stand, new { RegistryProjection.ProjectionName }).Position);
    }
}

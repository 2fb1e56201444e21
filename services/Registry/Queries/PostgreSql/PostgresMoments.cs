using System.Data;
using CommunityGrains.PostgreSql;
using CommunityGrains.Registry.Queries.Answering;
using CommunityGrains.Registry.Queries.PostgreSql;
using CommunityGrains.Registry.Views;
using CommunityGrains.Registry.Views.PostgreSql;
using Npgsql;

namespace CommunityGrains.Registry.Queries;

/// <summary>The views on a PostgreSQL server: a moment is a transaction that reads one state of them, on a
/// connection of the pool.</summary>
public sealed class PostgresMoments : Moments
{
    // In microseconds, for what a search is expected to take.
    private const double Costly = 5_000;

    private const string Stand = "select epoch, position from views.projections where name = $1";

    // From here on the transaction sees the rows of one region only.
    private const string StandWithin = $"""
        select epoch, position, set_config('{RowSecurity.Setting}', $2, true)
        from views.projections where name = $1
        """;

    // Before anything that takes a snapshot: a swap that is waited for here is then seen whole.
    private const string Hold = "lock table views.projections in access share mode";

    private readonly PostgresDatabase database;
    private readonly PostgresDialect dialect;

    public PostgresMoments(PostgresDatabase database)
        : this(database, Costly)
    {
    }

    internal PostgresMoments(PostgresDatabase database, double costly) =>
        (this.database, dialect) = (database, new PostgresDialect(costly));

    internal override async ValueTask<Moment> OpenAsync(
        string region, AsOf? asOf = null, CancellationToken cancel = default)
    {
        if (region == RowSecurity.AllRegions)
            throw new ArgumentException("a question is about one region", nameof(region));
        var connection = await database.Source.OpenConnectionAsync(cancel);
        NpgsqlTransaction? transaction = null;
        try
        {
            // The transaction's beginning travels with the first statements.
            transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
            var at = await StandAsync(connection, transaction, region, cancel);
            Moment.Require(asOf, at.Position);
            return new Moment(transaction, connection.DisposeAsync, dialect, asOf, at, cancel);
        }
        catch
        {
            if (transaction is not null) await transaction.DisposeAsync();
            await connection.DisposeAsync();
            throw;
        }
    }

    internal override async ValueTask<long> PositionAsync(CancellationToken cancel = default)
    {
        await using var command = database.Source.CreateCommand(Stand);
        command.Parameters.Add(new() { Value = RegistryProjection.ProjectionName });
        await using var rows = await command.ExecuteReaderAsync(cancel);
        await rows.ReadAsync(cancel);
        return rows.GetInt64(1);
    }

    private static async ValueTask<(long Epoch, long Position)> StandAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string region, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(new("set transaction read only"));
        batch.BatchCommands.Add(new(Hold));
        batch.BatchCommands.Add(new(StandWithin)
        {
            Parameters = { new() { Value = RegistryProjection.ProjectionName }, new() { Value = region } },
        });
        await using var rows = await batch.ExecuteReaderAsync(cancel);
        await rows.ReadAsync(cancel);
        return (rows.GetInt64(0), rows.GetInt64(1));
    }
}

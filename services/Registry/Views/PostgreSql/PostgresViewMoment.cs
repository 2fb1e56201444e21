using System.Data;
using System.Data.Common;
using CommunityGrains.PostgreSql;
using Npgsql;

namespace CommunityGrains.Registry.Views.PostgreSql;

/// <summary>Views on PostgreSQL in one read transaction.</summary>
internal sealed class PostgresViewMoment : ViewMoment
{
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;
    private readonly string schema;

    private PostgresViewMoment(NpgsqlConnection connection, NpgsqlTransaction transaction, string schema) =>
        (this.connection, this.transaction, this.schema) = (connection, transaction, schema);

    protected override IEnumerable<(string Table, string Sql)> Tables =>
        PostgresViewSchema.TableNames.Select(table => (table, table == PostgresViewSchema.Links
            ? $"select * from {schema}.{table} order by region, community, position_from"
            : $"select * from {schema}.{table} order by position_from"));

    public static async ValueTask<PostgresViewMoment> OpenAsync(
        PostgresDatabase database, string name, string schema, CancellationToken cancel)
    {
        var opened = await database.Source.OpenConnectionAsync(cancel);
        try
        {
            var begun = await opened.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
            var moment = new PostgresViewMoment(opened, begun, schema);
            await moment.BeginAsync(name, cancel);
            return moment;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    protected override async ValueTask<DbDataReader> ReadAsync(string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteReaderAsync(cancel);
    }

    private async ValueTask BeginAsync(string name, CancellationToken cancel)
    {
        await using var view = ViewBatch.In(connection);
        view.Add(PostgresViewSchema.HoldSql)
            .Add("set local idle_in_transaction_session_timeout = 0")
            .Add($"set local {RowSecurity.Setting} = '{RowSecurity.AllRegions}'")
            .Add("""
                select position, (select count(*)::integer from views.parked where projection = $1)
                from views.projections where name = $1
                """, name);
        await using var rows = await view.Batch.ExecuteReaderAsync(cancel);
        await rows.ReadAsync(cancel);
        (Position, ParkedCount) = (rows.GetInt64(0), rows.GetInt32(1));
    }
}

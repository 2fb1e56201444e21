using CommunityGrains.PostgreSql;
using Npgsql;

namespace CommunityGrains.Registry.Views.PostgreSql;

/// <summary>The one place of a database where the log is folded again to be compared with the views. What one
/// leaves behind that was killed, the next one drops.</summary>
internal sealed class ReplayPlace : IAsyncDisposable
{
    // Any number does, as long as every program takes the same one.
    private const long AdvisoryLock = 0x6367_7669_6577_6368;

    // Held open: the lock on the place ends with it, however this program ends.
    private readonly NpgsqlConnection connection;

    private ReplayPlace(NpgsqlConnection connection, string live, string liveSchema) =>
        (this.connection, Name, Schema) = (connection, $"{live}~check", $"{liveSchema}_check");

    public string Name { get; }

    public string Schema { get; }

    /// <exception cref="InvalidOperationException">Another program has taken it.</exception>
    public static async ValueTask<ReplayPlace> TakeAsync(
        PostgresDatabase database, string live, string liveSchema, int foldVersion, CancellationToken cancel)
    {
        var opened = await database.Source.OpenConnectionAsync(cancel);
        var place = new ReplayPlace(opened, live, liveSchema);
        try
        {
            await using var take = new NpgsqlCommand("select pg_try_advisory_lock($1)", opened)
            {
                Parameters = { new() { Value = AdvisoryLock } },
            };
            if (await take.ExecuteScalarAsync(cancel) is not true)
                throw new InvalidOperationException("another program compares the views at the moment");
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }

        try
        {
            await place.ClearAsync(cancel);
            await place.RunAsync(
                PostgresViewSchema.Create(place.Schema)
                + string.Join(";\n", PostgresViewSchema.Keys(place.Schema, concurrently: false))
                + ";\n" + RowSecurity.Create(place.Schema), cancel);
            await using var view = ViewBatch.In(opened);
            await view.Add("insert into views.projections values ($1, 0, '', $2, 0)", place.Name, foldVersion)
                .RunAsync(place.Name, cancel);
            return place;
        }
        catch
        {
            await place.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await ClearAsync(CancellationToken.None);
            await RunAsync("select pg_advisory_unlock_all()", CancellationToken.None);
        }
        finally
        {
            await connection.DisposeAsync();
        }
    }

    private async ValueTask ClearAsync(CancellationToken cancel)
    {
        await using var view = ViewBatch.In(connection);
        view.Add("delete from views.projections where name = $1", Name)
            .Add("delete from views.parked where projection = $1", Name);
        view.Batch.BatchCommands.Add(new NpgsqlBatchCommand($"drop schema if exists {Schema} cascade"));
        await view.Batch.ExecuteNonQueryAsync(cancel);
    }

    private async ValueTask RunAsync(string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}

using System.Diagnostics.CodeAnalysis;
using CommunityGrains.PostgreSql;
using CommunityGrains.Projections;
using Npgsql;

namespace CommunityGrains.Registry.Views.PostgreSql;

/// <summary>Statements that go to the server in one round trip, as one transaction, and only while this
/// program may write the views.</summary>
internal sealed class ViewBatch : IAsyncDisposable
{
    private const string CheckpointMoved = "CGV01";
    private const string TakenOver = "CGV02";

    private readonly NpgsqlConnection connection;
    private readonly bool ownsConnection;

    private ViewBatch(NpgsqlConnection connection, bool ownsConnection)
    {
        (this.connection, this.ownsConnection) = (connection, ownsConnection);
        Batch = new NpgsqlBatch(connection);
    }

    public NpgsqlBatch Batch { get; }

    /// <summary>A batch that is a transaction of its own.</summary>
    public static async ValueTask<ViewBatch> OpenAsync(PostgresDatabase database, CancellationToken cancel) =>
        new(await database.Source.OpenConnectionAsync(cancel), ownsConnection: true);

    /// <summary>A batch in the connection's transaction.</summary>
    public static ViewBatch In(NpgsqlConnection connection) => new(connection, ownsConnection: false);

    /// <summary>From here on the batch fails when the lease is another's; until it ends nobody can take the
    /// lease.</summary>
    public ViewBatch Guard(ViewLease? lease)
    {
        if (lease is null) return this;
        var guard = new NpgsqlBatchCommand($"select views.require_owner(({Lease.GuardSql}))");
        guard.Parameters.AddWithValue("lease", lease.Name);
        guard.Parameters.AddWithValue("epoch", lease.Epoch() ?? throw new ViewsTakenOverException());
        Batch.BatchCommands.Add(guard);
        return this;
    }

    /// <summary>From here on the batch fails when the checkpoint is not where it is thought to be.</summary>
    public ViewBatch Advance(string name, Advance advance) => Add(
        "select views.advance($1, $2, $3, $4)", name, advance.From, advance.To, advance.Hash.ToArray());

    /// <summary>A statement with parameters $1, $2 and so on.</summary>
    public ViewBatch Add([ConstantExpected] string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        Batch.BatchCommands.Add(command);
        return this;
    }

    /// <summary>Sets aside what could not be folded.</summary>
    public ViewBatch Park(string name, IReadOnlyList<ParkedEvent> parked) =>
        parked.Count == 0 ? this : Add("""
        insert into views.parked (projection, position, stream, name, error)
        select $1, * from unnest($2, $3, $4, $5)
        on conflict (projection, position) do update set
          stream = excluded.stream, name = excluded.name, error = excluded.error
        """,
        name, parked.Select(aside => aside.Position).ToArray(),
        parked.Select(aside => aside.Stream).ToArray(), parked.Select(aside => aside.Name).ToArray(),
        parked.Select(aside => aside.Error).ToArray());

    /// <summary>Sends it; all of it has happened, or nothing.</summary>
    /// <exception cref="CheckpointMovedException">The checkpoint is elsewhere.</exception>
    /// <exception cref="ViewsTakenOverException">The lease is another's.</exception>
    public async ValueTask RunAsync(string name, CancellationToken cancel)
    {
        try
        {
            // Prepared once for each connection; planning these statements costs more than running them.
            await Batch.PrepareAsync(cancel);
            await Batch.ExecuteNonQueryAsync(cancel);
        }
        catch (PostgresException error) when (error.SqlState == CheckpointMoved)
        {
            throw new CheckpointMovedException(name);
        }
        catch (PostgresException error) when (error.SqlState == TakenOver)
        {
            throw new ViewsTakenOverException();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Batch.DisposeAsync();
        if (ownsConnection) await connection.DisposeAsync();
    }
}

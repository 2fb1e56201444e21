using CommunityGrains.PostgreSql;
using CommunityGrains.Projections;
using Npgsql;

namespace CommunityGrains.Registry.Views.PostgreSql;

/// <summary>The registry's views on a PostgreSQL server.</summary>
public sealed class PostgresRegistryViews : IRegistryViews
{
    private static readonly Migrations Tables = new(
        "views", typeof(PostgresRegistryViews).Assembly, "PostgreSql.Migrations", "PostgreSql.Functions");

    private readonly PostgresDatabase database;
    private readonly string schema;
    private readonly ViewLease? lease;
    private readonly ReplayPlace? place;

    private PostgresRegistryViews(
        PostgresDatabase database, string name, string schema, ViewLease? lease, PoisonPolicy onPoison,
        ReplayPlace? place)
    {
        (this.database, this.schema, this.lease, this.place) = (database, schema, lease, place);
        (Name, OnPoison) = (name, onPoison);
        Live = new PostgresViewTables(database, name, schema, lease);
    }

    public string Name { get; }

    public int FoldVersion => RegistryProjection.FoldVersion;

    public PoisonPolicy OnPoison { get; }

    public IProjectionTables Live { get; }

    /// <summary>Opens them, and makes the tables when the database has none yet.</summary>
    /// <param name="database">It stays the caller's.</param>
    /// <param name="lease">Who runs the projection holds it; null when nobody else can write.</param>
    /// <param name="onPoison">What happens to an event that cannot be folded.</param>
    /// <param name="cancel">Ends the opening.</param>
    /// <exception cref="UnusableDatabaseException">A newer program's tables, or the server cannot be
    /// used.</exception>
    public static async ValueTask<PostgresRegistryViews> OpenAsync(
        PostgresDatabase database, ViewLease? lease = null, PoisonPolicy onPoison = PoisonPolicy.HoldStream,
        CancellationToken cancel = default)
    {
        await Tables.ApplyAsync(database, cancel);
        var views = new PostgresRegistryViews(
            database, RegistryProjection.ProjectionName, PostgresViewSchema.Live, lease, onPoison,
            place: null);
        await views.CreateIfNewAsync(cancel);
        await views.SecureRowsAsync(cancel);
        return views;
    }

    // What is not there, or broken on the disk, does not come by trying again.
    public bool IsHopeless(Exception error) => error is UnusableDatabaseException or PostgresException
    {
        SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn
            or PostgresErrorCodes.UndefinedFunction or PostgresErrorCodes.InvalidSchemaName
            or PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted,
    };

    public async ValueTask<IShadowTables> BeginRebuildAsync(CancellationToken cancel = default) =>
        await PostgresShadowTables.BeginAsync(database, Name, schema, FoldVersion, lease, cancel);

    public async ValueTask<IViewMoment> MomentAsync(CancellationToken cancel = default) =>
        await PostgresViewMoment.OpenAsync(database, Name, schema, cancel);

    /// <inheritdoc/>
    /// <remarks>In the schema registry_check of the same database.</remarks>
    public async ValueTask<IRegistryViews> BeginReplayAsync(CancellationToken cancel = default)
    {
        var taken = await ReplayPlace.TakeAsync(database, Name, schema, FoldVersion, cancel);
        return new PostgresRegistryViews(database, taken.Name, taken.Schema, lease: null, OnPoison, taken);
    }

    public async ValueTask DisposeAsync()
    {
        if (place is not null) await place.DisposeAsync();
    }

    // Tables of an earlier version have no policies; neither have new ones yet.
    private async ValueTask SecureRowsAsync(CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        await using var look = new NpgsqlCommand(RowSecurity.IsMissing, connection)
        {
            Parameters = { new() { Value = schema } },
        };
        if (await look.ExecuteScalarAsync(cancel) is not true) return;
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // As a swap does, so that whoever reads is waited for and nobody waits in another order.
        await using var hold = new NpgsqlCommand(
            "lock table views.projections in access exclusive mode", connection);
        await hold.ExecuteNonQueryAsync(cancel);
        if (await look.ExecuteScalarAsync(cancel) is not true) return;
        await using var secure = new NpgsqlCommand(RowSecurity.Create(schema), connection);
        await secure.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private async ValueTask CreateIfNewAsync(CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using var insert = new NpgsqlCommand("""
            insert into views.projections (name, position, hash, fold_version, epoch)
            values ($1, 0, '', $2, 0)
            on conflict do nothing
            """, connection)
        {
            Parameters = { new() { Value = Name }, new() { Value = FoldVersion } },
        };
        // Another program that does so at the same time waits here, and then finds them made.
        if (await insert.ExecuteNonQueryAsync(cancel) == 0) return;
        await using var create = new NpgsqlCommand(
            PostgresViewSchema.Create(schema) + string.Join(";\n", [
                .. PostgresViewSchema.Keys(schema, concurrently: false),
                .. PostgresViewSchema.Indexes(schema, concurrently: false)]),
            connection);
        await create.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
    }
}

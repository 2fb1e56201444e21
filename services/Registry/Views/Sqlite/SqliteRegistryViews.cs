using CommunityGrains.Projections;
using CommunityGrains.Sqlite;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CommunityGrains.Registry.Views.Sqlite;

/// <summary>The registry's views in the file that may also hold the log.</summary>
public sealed class SqliteRegistryViews : IRegistryViews
{
    private readonly SqliteDatabase database;
    private readonly SqliteViewTables live;
    private readonly string? replay;
    private SqliteViewTables? shadow;

    /// <summary>Makes the tables when the file has none yet.</summary>
    public SqliteRegistryViews(SqliteDatabase database, PoisonPolicy onPoison = PoisonPolicy.HoldStream)
    {
        this.database = database;
        OnPoison = onPoison;
        new Migrations("views", typeof(SqliteRegistryViews).Assembly, "Sqlite.Migrations").Apply(database);
        live = new SqliteViewTables(database, Name, "");
        CreateIfNew();
    }

    private SqliteRegistryViews(string replay, PoisonPolicy onPoison)
        : this(new SqliteDatabase(replay), onPoison) => this.replay = replay;

    public string Name => RegistryProjection.ProjectionName;

    public int FoldVersion => RegistryProjection.FoldVersion;

    public PoisonPolicy OnPoison { get; }

    public IProjectionTables Live => live;

    // A missing table or column has only SQLite's general code; the text tells it from what may pass.
    public bool IsHopeless(Exception error) => error switch
    {
        UnusableDatabaseException => true,
        SqliteException { SqliteErrorCode: raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB } => true,
        SqliteException { SqliteErrorCode: raw.SQLITE_ERROR } missing =>
            missing.Message.Contains("no such", StringComparison.Ordinal),
        _ => false,
    };

    public async ValueTask<IShadowTables> BeginRebuildAsync(CancellationToken cancel = default)
    {
        shadow?.Dispose();
        var begun = await SqliteShadowTables.BeginAsync(database, Name, FoldVersion, cancel);
        shadow = begun;
        return begun;
    }

    public ValueTask<IViewMoment> MomentAsync(CancellationToken cancel = default) =>
        new(new SqliteViewMoment(database));

    /// <inheritdoc/>
    /// <remarks>In a file beside this one, not in a public temporary folder: it holds the same personal
    /// data.</remarks>
    public ValueTask<IRegistryViews> BeginReplayAsync(CancellationToken cancel = default) =>
        new(new SqliteRegistryViews(
            Path.Combine(Path.GetDirectoryName(database.FilePath)!, $"check-{Guid.NewGuid():N}.db"),
            OnPoison));

    public ValueTask DisposeAsync()
    {
        shadow?.Dispose();
        live.Dispose();
        if (replay is null) return ValueTask.CompletedTask;
        database.Dispose();
        foreach (var file in Directory.EnumerateFiles(
            Path.GetDirectoryName(replay)!, Path.GetFileName(replay) + "*"))
            File.Delete(file);
        return ValueTask.CompletedTask;
    }

    private void CreateIfNew()
    {
        using var turn = database.Turn.Enter();
        using var transaction = database.Writer.BeginTransaction(deferred: false);
        var known = database.Writer.ExecuteScalar<long>(
            "select count(*) from projections where name = @Name", new { Name }, transaction);
        if (known > 0) return;
        database.Writer.Execute(
            SqliteViewSchema.Create("", epoch: 0) + string.Join(";\n", SqliteViewSchema.Indexes("", epoch: 0))
            + ";insert into projections values (@Name, 0, x'', @FoldVersion, 0)",
            new { Name, FoldVersion }, transaction);
        PlannerNumbers.State(database.Writer, transaction);
        transaction.Commit();
    }
}

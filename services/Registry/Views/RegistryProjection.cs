using CommunityGrains.Projections;
using CommunityGrains.Sqlite;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CommunityGrains.Registry.Views;

/// <summary>The registry's views as one projection: the four kinds join each other, so they stand at one
/// position.</summary>
public sealed class RegistryProjection : IProjection, IDisposable
{
    /// <summary>The name of the checkpoint.</summary>
    public const string ProjectionName = "registry";

    private readonly SqliteDatabase database;
    private readonly SqliteViewTables live;
    private SqliteViewTables? shadow;

    /// <summary>Makes the tables when the file has none yet.</summary>
    public RegistryProjection(SqliteDatabase database, PoisonPolicy onPoison = PoisonPolicy.HoldStream)
    {
        this.database = database;
        OnPoison = onPoison;
        new Migrations("views", typeof(RegistryProjection).Assembly).Apply(database);
        live = new SqliteViewTables(database, ProjectionName, "");
        CreateIfNew();
    }

    public string Name => ProjectionName;

    /// <summary>2026-11-21: 1.</summary>
    public int FoldVersion => 1;

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
        var begun = await ShadowViewTables.BeginAsync(database, Name, FoldVersion, cancel);
        shadow = begun;
        return begun;
    }

    public void Dispose()
    {
        shadow?.Dispose();
        live.Dispose();
    }

    private void CreateIfNew()
    {
        using var turn = database.Turn.Enter();
        using var transaction = database.Writer.BeginTransaction(deferred: false);
        var known = database.Writer.ExecuteScalar<long>(
            "select count(*) from projections where name = @Name", new { Name }, transaction);
        if (known > 0) return;
        database.Writer.Execute(
            ViewSchema.Create("", epoch: 0) + string.Join(";\n", ViewSchema.Indexes("", epoch: 0)) + ";"
            + "insert into projections values (@Name, 0, x'', @FoldVersion, 0)",
            new { Name, FoldVersion }, transaction);
        transaction.Commit();
    }
}

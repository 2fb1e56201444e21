using CommunityGrains.Projections;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Registry.Views;
using CommunityGrains.Registry.Views.Sqlite;
using CommunityGrains.Sqlite;

namespace CommunityGrains.Registry.Specs.Views;

/// <summary>Views in a file, which may also be the log's.</summary>
public sealed class SqliteViewStore(SqliteDatabase database, string? ownFolder = null) : ViewStore
{
    public override string Checkpoints => "";

    public override Moments Moments { get; } = new SqliteMoments(database);

    public override ValueTask<IRegistryViews> OpenAsync(PoisonPolicy onPoison = PoisonPolicy.HoldStream) =>
        new(new SqliteRegistryViews(database, onPoison));

    public override ValueTask<ViewStore> EmptyAsync()
    {
        var folder = Directory.CreateTempSubdirectory("registry-fresh-").FullName;
        return new(new SqliteViewStore(new SqliteDatabase(Path.Combine(folder, "fresh.db")), folder));
    }

    public override async ValueTask RunAsync(string sql)
    {
        using var turn = await database.Turn.EnterAsync();
        Run(sql);
    }

    public override async ValueTask<IReadOnlyList<string>> RowsAsync(string sql)
    {
        using var turn = await database.Turn.EnterAsync();
        return Rows(sql);
    }

    public override async ValueTask<IReadOnlyList<string>> DumpAsync()
    {
        var lines = await ContentsAsync(
            SqliteViewSchema.TableNames.Where(table => table != "community_search"));
        using var turn = await database.Turn.EnterAsync();
        Run("create virtual table temp.words using fts5vocab ('main', 'community_search', 'instance')");
        lines.AddRange(Rows("select 'search', term, doc, col from temp.words order by 2, 3, 4"));
        Run("drop table temp.words");
        return lines;
    }

    public override ValueTask CloseAsync(string table) => RunAsync(
        $"create trigger fails before insert on {table} begin select raise(abort, 'x'); end");

    public override ValueTask ReopenAsync(string table) => RunAsync("drop trigger fails");

    public override ValueTask DisposeAsync()
    {
        if (ownFolder is null) return ValueTask.CompletedTask;
        database.Dispose();
        Directory.Delete(ownFolder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private void Run(string sql)
    {
        using var command = database.Writer.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private List<string> Rows(string sql)
    {
        using var command = database.Writer.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(ViewDump.Line(reader));
        return rows;
    }
}

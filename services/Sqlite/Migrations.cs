using System.Globalization;
using System.Reflection;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CommunityGrains.Sqlite;

/// <summary>
/// The tables of one component ("log", "views") as numbered steps: embedded .sql files in a folder of an
/// assembly, named 0001-what.sql, 0002-what.sql and so on without holes. A step that has been released is
/// never edited.
/// </summary>
public sealed class Migrations
{
    private readonly string component;
    private readonly List<(int Number, string Name, string Sql)> steps;

    /// <exception cref="InvalidOperationException">The folder has no steps, or their numbers have a
    /// hole.</exception>
    public Migrations(string component, Assembly assembly, string folder = "Migrations")
    {
        this.component = component;
        steps = [.. Read(assembly, folder).OrderBy(step => step.Number)];
        var numbers = steps.Select(step => step.Number);
        if (steps.Count == 0 || !numbers.SequenceEqual(Enumerable.Range(1, steps.Count)))
            throw new InvalidOperationException($"the steps of '{component}' are not numbered 1, 2, 3…");
    }

    /// <summary>Brings the component's tables up to date, each step in a transaction of its own. Several
    /// processes may do so at once.</summary>
    /// <exception cref="UnusableDatabaseException">A newer program has gone further than this one
    /// knows.</exception>
    public void Apply(SqliteDatabase database)
    {
        using (database.Turn.Enter())
        {
            database.Writer.Execute("""
                create table if not exists migrations (
                  component text not null,
                  number integer not null,
                  name text not null,
                  primary key (component, number)
                ) without rowid, strict
                """);
            while (ApplyNext(database)) { }
        }
    }

    private bool ApplyNext(SqliteDatabase database)
    {
        using var transaction = database.Writer.BeginTransaction(deferred: false);
        var applied = Applied(database.Writer, transaction);
        if (applied > steps.Count)
        {
            throw new UnusableDatabaseException(
                $"{database.FilePath}: the tables of '{component}' are at step {applied}, and this "
                + $"program knows {steps.Count}: a newer version has written them. "
                + "Install that version or restore a backup.");
        }

        if (applied == steps.Count) return false;
        var (number, name, sql) = steps[applied];
        database.Writer.Execute(sql, transaction: transaction);
        database.Writer.Execute(
            "insert into migrations (component, number, name) values (@component, @number, @name)",
            new { component, number, name }, transaction);
        transaction.Commit();
        return true;
    }

    private int Applied(SqliteConnection connection, SqliteTransaction transaction) =>
        connection.ExecuteScalar<int>(
            "select coalesce(max(number), 0) from migrations where component = @component",
            new { component }, transaction);

    private static IEnumerable<(int Number, string Name, string Sql)> Read(Assembly assembly, string folder)
    {
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            var start = resource.LastIndexOf($".{folder}.", StringComparison.Ordinal);
            if (start < 0 || !resource.EndsWith(".sql", StringComparison.Ordinal)) continue;
            var name = resource[(start + folder.Length + 2)..^".sql".Length];
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var number = int.Parse(name.Split('-')[0], CultureInfo.InvariantCulture);
            yield return (number, name, reader.ReadToEnd());
        }
    }
}

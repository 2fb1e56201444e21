using System.Data;
using System.Globalization;
using System.Reflection;
using Dapper;
using Npgsql;

namespace CommunityGrains.PostgreSql;

/// <summary>
/// The tables of one component ("log", "views") as numbered steps: embedded .sql files in a folder of an
/// assembly, named 0001-what.sql, 0002-what.sql and so on without holes; a step that has been released is
/// never edited. Functions stand beside them, one per file, and are put in place again whenever steps are
/// applied or a newer program comes: <c>create or replace</c>.
/// </summary>
public sealed class Migrations
{
    // Any number does, as long as every program takes the same one.
    private const long AdvisoryLock = 0x6367_6d69_6772_6174;

    private readonly string component;
    private readonly string? schema;
    private readonly List<(int Number, string Name, string Sql)> steps;
    private readonly List<(string Name, string Sql)> functions;

    /// <param name="folder">The steps' folder; the functions' is <paramref name="functionsFolder"/>, which
    /// may be missing.</param>
    /// <param name="schema">The schema that names without one are made in; made when it is missing. Without
    /// it the steps name schemas themselves.</param>
    /// <exception cref="InvalidOperationException">The folder has no steps, or their numbers have a
    /// hole.</exception>
    public Migrations(
        string component, Assembly assembly, string folder = "Migrations",
        string functionsFolder = "Functions", string? schema = null)
    {
        this.component = component;
        this.schema = schema;
        steps = [.. Read(assembly, folder)
            .Select(file => (Number: NumberOf(file.Name), file.Name, file.Sql))
            .OrderBy(step => step.Number)];
        functions = [.. Read(assembly, functionsFolder).OrderBy(file => file.Name, StringComparer.Ordinal)];
        var numbers = steps.Select(step => step.Number);
        if (steps.Count == 0 || !numbers.SequenceEqual(Enumerable.Range(1, steps.Count)))
            throw new InvalidOperationException($"the steps of '{component}' are not numbered 1, 2, 3…");
    }

    /// <summary>Brings the component's tables up to date in one transaction, and says how many steps that
    /// took. Several programs may do so at once.</summary>
    /// <exception cref="UnusableDatabaseException">A newer program has gone further than this one knows, or
    /// the server cannot be used.</exception>
    public async ValueTask<int> ApplyAsync(PostgresDatabase database, CancellationToken cancel = default)
    {
        await database.RequireAsync(cancel);
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await connection.ExecuteAsync("""
            select pg_advisory_xact_lock(@AdvisoryLock);
            set local client_min_messages = warning;
            create table if not exists public.migrations (
              component text not null,
              number integer not null,
              name text not null,
              applied_at timestamptz not null default now(),
              primary key (component, number)
            );
            """, new { AdvisoryLock }, transaction);
        var applied = await AppliedAsync(connection, transaction);
        if (applied > steps.Count)
        {
            throw new UnusableDatabaseException(
                $"{database.Place}: the tables of '{component}' are at step {applied}, and this program "
                + $"knows {steps.Count}: a newer version has written them. "
                + "Install that version or restore a backup.");
        }

        if (schema is not null)
        {
            await connection.ExecuteAsync(
                $"create schema if not exists {schema}; set local search_path = {schema}",
                transaction: transaction);
        }

        foreach (var (number, name, sql) in steps.Skip(applied))
        {
            await connection.ExecuteAsync(
                new CommandDefinition(sql, null, transaction, cancellationToken: cancel));
            await connection.ExecuteAsync(
                "insert into public.migrations (component, number, name) values (@component, @number, @name)",
                new { component, number, name }, transaction);
        }

        foreach (var (_, sql) in functions)
            await connection.ExecuteAsync(
                new CommandDefinition(sql, null, transaction, cancellationToken: cancel));
        await transaction.CommitAsync(cancel);
        return steps.Count - applied;
    }

    private static int NumberOf(string file) => int.Parse(file.Split('-')[0], CultureInfo.InvariantCulture);

    private Task<int> AppliedAsync(NpgsqlConnection connection, IDbTransaction transaction) =>
        connection.ExecuteScalarAsync<int>(
            "select coalesce(max(number), 0) from public.migrations where component = @component",
            new { component }, transaction);

    private static IEnumerable<(string Name, string Sql)> Read(Assembly assembly, string folder)
    {
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            var start = resource.LastIndexOf($".{folder}.", StringComparison.Ordinal);
            if (start < 0 || !resource.EndsWith(".sql", StringComparison.Ordinal)) continue;
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return (resource[(start + folder.Length + 2)..^".sql".Length], reader.ReadToEnd());
        }
    }
}

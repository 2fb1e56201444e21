using CommunityGrains.Host.Serving;
using CommunityGrains.Projections;
using CommunityGrains.Registry.Views;
using CommunityGrains.Sqlite;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CommunityGrains.Host.Checking;

/// <summary>What a check of the views found.</summary>
public sealed record ViewFindings(long Position, int Tables, long Rows, IReadOnlyList<string> Faults);

/// <summary>
/// Builds the views anew from the log, in a file of their own, up to the position that the live ones have
/// read, and compares them row by row. Works beside a running server: the live ones are read as of one
/// moment. </summary>
public static class ViewCheck
{
    private const int FaultsMax = 100;

    public static async Task<ViewFindings> RunAsync(
        Deployment deployment, HostOptions options, CancellationToken cancel = default)
    {
        var stopped = await CatchUpAsync(deployment, cancel);
        using var live = deployment.Database.OpenReader();
        using var moment = live.Connection.BeginTransaction(deferred: true);
        var position = live.Connection.ExecuteScalar<long>(
            "select position from projections where name = @Name",
            new { Name = RegistryProjection.ProjectionName });
        var head = await deployment.Log.HeadAsync(cancel);
        stopped ??= position > head ? $"they have read up to {position}, but the log ends at {head}" : null;
        if (stopped is not null) return new ViewFindings(position, 0, 0, [stopped]);
        var parked = live.Connection.ExecuteScalar<int>("select count(*) from parked");
        // Beside the data, not in a public temporary folder: it holds the same personal data.
        var path = Path.Combine(options.Data, $"check-{Guid.NewGuid():N}.db");
        try
        {
            using var scratch = new SqliteDatabase(path);
            stopped = await ReplayAsync(deployment, scratch, position, options.Clock, cancel);
            if (stopped is not null) return new ViewFindings(position, 0, 0, [$"the replay: {stopped}"]);
            using var replayed = scratch.OpenReader();
            var findings = Compare(live.Connection, replayed.Connection, position, cancel);
            return parked == 0 ? findings : findings with
            {
                Faults = [.. findings.Faults, $"{parked} events are set aside: the views do not show them"],
            };
        }
        finally
        {
            foreach (var file in Directory.EnumerateFiles(
                options.Data, Path.GetFileName(path) + "*")) File.Delete(file);
        }
    }

    // Nobody else follows: what is in the log but not yet in the views is no fault, so it is read first.
    private static async Task<string?> CatchUpAsync(Deployment deployment, CancellationToken cancel)
    {
        if (!deployment.Views.TryTake()) return null;
        foreach (var process in deployment.Processes) await process.RunToHeadAsync(cancel);
        deployment.Projection.Start();
        return await deployment.Projection.FollowToAsync(await deployment.Log.HeadAsync(cancel), cancel);
    }

    private static async Task<string?> ReplayAsync(
        Deployment deployment, SqliteDatabase scratch, long position, TimeProvider clock,
        CancellationToken cancel)
    {
        await using var past = new LogUpTo(deployment.Log, position);
        using var projection = new RegistryProjection(scratch);
        await using var runner = new ProjectionRunner(past, projection, time: clock);
        runner.Start();
        return await runner.FollowToAsync(position, cancel);
    }

    private static ViewFindings Compare(
        SqliteConnection live, SqliteConnection replayed, long position, CancellationToken cancel)
    {
        var faults = new List<string>();
        var rows = 0L;
        var tables = Tables(replayed);
        foreach (var table in tables)
        {
            cancel.ThrowIfCancellationRequested();
            // Positions are keys; where a row has none, its columns together are.
            var sql = table.Contains("search", StringComparison.Ordinal)
                ? $"select rowid from {table} order by 1"
                : table == "initiative_community" ? $"select * from {table} order by 1, 2, 3"
                : $"select * from {table} order by position_from";
            var (count, difference) = CompareTable(live, replayed, sql);
            rows += count;
            if (difference is not null && faults.Count < FaultsMax) faults.Add($"{table}: {difference}");
        }

        return new ViewFindings(position, tables.Count, rows, faults);
    }

    // Full-text search keeps tables of its own, whose bytes depend on when they were merged; its rows are
    // compared.
    private static List<string> Tables(SqliteConnection connection) => [.. connection.Query<string>("""
        select name from sqlite_master
        where type = 'table' and name not like 'sqlite_%' and name not like '%\_search\_%' escape '\'
          and name not in ('migrations', 'projections', 'parked')
        order by name
        """)];

    private static (long Rows, string? Difference) CompareTable(
        SqliteConnection live, SqliteConnection replayed, string sql)
    {
        using var left = live.ExecuteReader(sql);
        using var right = replayed.ExecuteReader(sql);
        for (var row = 0L; ; row++)
        {
            var (hasLeft, hasRight) = (left.Read(), right.Read());
            if (!hasLeft && !hasRight) return (row, null);
            if (hasLeft != hasRight)
                return (row, hasLeft ? $"has more rows than a replay makes, from row {row}"
                    : $"lacks rows from row {row}");
            for (var column = 0; column < left.FieldCount; column++)
            {
                // The column, not the values: they may be personal data.
                if (!Same(left.GetValue(column), right.GetValue(column)))
                    return (row, $"row {row} (key {left.GetValue(0)}) differs in {left.GetName(column)}");
            }
        }
    }

    private static bool Same(object left, object right) =>
        left is byte[] a && right is byte[] b ? a.AsSpan().SequenceEqual(b) : left.Equals(right);
}

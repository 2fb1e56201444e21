using CommunityGrains.Sqlite;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CommunityGrains.Registry.Views;

/// <summary>The views of a file as they stand at one unmoving moment, to be compared with those of
/// another.</summary>
public sealed class ViewMoment : IDisposable
{
    private readonly SqliteReader reader;
    private readonly SqliteTransaction transaction;

    public ViewMoment(SqliteDatabase database)
    {
        reader = database.OpenReader();
        transaction = reader.Connection.BeginTransaction(deferred: true);
        Position = reader.Connection.ExecuteScalar<long>(
            "select position from projections where name = @Name",
            new { Name = RegistryProjection.ProjectionName }, transaction);
        ParkedCount = reader.Connection.ExecuteScalar<int>(
            "select count(*) from parked where projection = @Name",
            new { Name = RegistryProjection.ProjectionName }, transaction);
    }

    /// <summary>The log position up to which they have read.</summary>
    public long Position { get; }

    /// <summary>Events that are set aside: the views do not show them.</summary>
    public int ParkedCount { get; }

    /// <summary>Compares every table with the other's, row by row. A difference names table and column, never
    /// a value, which may be personal data.</summary>
    public (int Tables, long Rows, IReadOnlyList<string> Differences) CompareWith(
        ViewMoment other, CancellationToken cancel = default)
    {
        var differences = new List<string>();
        var (tables, rows) = (0, 0L);
        foreach (var table in ViewSchema.TableNames)
        {
            cancel.ThrowIfCancellationRequested();
            var (count, difference) = CompareTable(other, SelectAll(table));
            tables++;
            rows += count;
            if (difference is not null) differences.Add($"{table}: {difference}");
        }

        return (tables, rows, differences);
    }

    public void Dispose()
    {
        transaction.Dispose();
        reader.Dispose();
    }

    // Positions are keys; where a row has none, its columns together are. Full-text search keeps tables of
    // its own, whose bytes depend on when they were merged: only which rows it knows is compared.
    private static string SelectAll(string table) => table switch
    {
        "community_search" => "select rowid from community_search order by rowid",
        "initiative_community" =>
            "select * from initiative_community order by region, community, position_from",
        _ => $"select * from {table} order by position_from",
    };

    private (long Rows, string? Difference) CompareTable(ViewMoment other, string sql)
    {
        using var left = reader.Connection.ExecuteReader(sql, transaction: transaction);
        using var right = other.reader.Connection.ExecuteReader(sql, transaction: other.transaction);
        for (var row = 0L; ; row++)
        {
            var (hasLeft, hasRight) = (left.Read(), right.Read());
            if (!hasLeft && !hasRight) return (row, null);
            if (hasLeft && !hasRight) return (row, $"has more rows than the other, from row {row}");
            if (!hasLeft) return (row, $"lacks rows, from row {row}");
            for (var column = 0; column < left.FieldCount; column++)
            {
                if (!Same(left.GetValue(column), right.GetValue(column)))
                    return (row, $"row {row} differs in {left.GetName(column)}");
            }
        }
    }

    private static bool Same(object left, object right) =>
        left is byte[] a && right is byte[] b ? a.AsSpan().SequenceEqual(b) : left.Equals(right);
}

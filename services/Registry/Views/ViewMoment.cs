using System.Data.Common;

namespace CommunityGrains.Registry.Views;

/// <summary>Compares views of the same kind of database, table by table.</summary>
internal abstract class ViewMoment : IViewMoment
{
    public long Position { get; protected set; }

    public int ParkedCount { get; protected set; }

    /// <summary>Each table with a statement for its rows, in an order that does not depend on how they
    /// came.</summary>
    protected abstract IEnumerable<(string Table, string Sql)> Tables { get; }

    protected abstract ValueTask<DbDataReader> ReadAsync(string sql, CancellationToken cancel);

    public async ValueTask<ViewComparison> CompareWithAsync(
        IViewMoment other, CancellationToken cancel = default)
    {
        var differences = new List<string>();
        var (tables, rows) = (0, 0L);
        // Each side may keep its tables in another place.
        foreach (var ((table, sql), (_, otherSql)) in Tables.Zip(((ViewMoment)other).Tables))
        {
            await using var left = await ReadAsync(sql, cancel);
            await using var right = await ((ViewMoment)other).ReadAsync(otherSql, cancel);
            var (count, difference) = await CompareAsync(left, right, cancel);
            tables++;
            rows += count;
            if (difference is not null) differences.Add($"{table}: {difference}");
        }

        return new ViewComparison(tables, rows, differences);
    }

    public abstract ValueTask DisposeAsync();

    private static async ValueTask<(long Rows, string? Difference)> CompareAsync(
        DbDataReader left, DbDataReader right, CancellationToken cancel)
    {
        for (var row = 0L; ; row++)
        {
            var (hasLeft, hasRight) = (await left.ReadAsync(cancel), await right.ReadAsync(cancel));
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

using System.Collections.Concurrent;
using Npgsql;

namespace CommunityGrains.Registry.Views.PostgreSql;

/// <summary>Rows of all tables on their way into a schema by COPY. Each lane fills its own.</summary>
internal sealed class CopyRows
{
    private static readonly string[] LinkColumns = ["region", "community", "position_from"];

    private static readonly string[] StateColumns = ["position_from", "state"];

    private readonly Dictionary<string, CopyBuffer> tables =
        PostgresViewSchema.TableNames.ToDictionary(table => table, _ => new CopyBuffer());

    public void Add(ViewTable table, RowVersion row)
    {
        var mapped = table.Map(row.State);
        var values = tables[table.Name];
        values.BeginRow(table.Columns.Count);
        table.Fill(values, row, mapped);
        var states = tables[$"{table.Name}_state"];
        states.BeginRow(StateColumns.Length);
        states.Long(row.PositionFrom);
        states.Json(table.Kind, row.State);
        if (mapped is not InitiativeTable.Mapped initiative) return;
        var links = tables[PostgresViewSchema.Links];
        foreach (var community in initiative.Communities)
        {
            links.BeginRow(LinkColumns.Length);
            links.Text(row.Stream.Region);
            links.Id(community);
            links.Long(row.PositionFrom);
        }
    }

    public void Clear()
    {
        foreach (var table in tables.Values) table.Clear();
    }

    /// <summary>Copies what the lanes have gathered, in the connection's transaction.</summary>
    public static async ValueTask CopyAsync(
        NpgsqlConnection connection, string schema, IReadOnlyCollection<CopyRows> lanes,
        CancellationToken cancel)
    {
        foreach (var table in ViewTable.All)
        {
            await CopyAsync(table.Name, [.. table.Columns.Select(column => column.Name)]);
            await CopyAsync($"{table.Name}_state", StateColumns);
        }

        await CopyAsync(PostgresViewSchema.Links, LinkColumns);

        async ValueTask CopyAsync(string table, string[] columns)
        {
            if (lanes.All(lane => lane.tables[table].Written.Length == 0)) return;
            await using var copy = await connection.BeginRawBinaryCopyAsync(
                $"copy {schema}.{table} ({string.Join(", ", columns)}) from stdin (format binary)", cancel);
            await copy.WriteAsync(CopyBuffer.Header, cancel);
            foreach (var lane in lanes) await copy.WriteAsync(lane.tables[table].Written, cancel);
            await copy.WriteAsync(CopyBuffer.Trailer, cancel);
        }
    }
}

/// <summary>Buffers that are used again, page after page.</summary>
internal sealed class CopyRowsPool
{
    private readonly ConcurrentBag<CopyRows> idle = [];

    public CopyRows Take() => idle.TryTake(out var rows) ? rows : new CopyRows();

    public void GiveBack(CopyRows rows)
    {
        rows.Clear();
        idle.Add(rows);
    }
}

using Npgsql;
using NpgsqlTypes;

namespace CommunityGrains.Registry.Views.PostgreSql;

/// <summary>Rows gathered column by column, to be sent as one array for each.</summary>
internal sealed class ColumnArrays(params IReadOnlyList<ColumnKind> kinds) : IRowValues
{
    private readonly object[] columns = [.. kinds.Select(kind => kind switch
    {
        ColumnKind.Integer => (object)new List<int?>(),
        ColumnKind.Long => new List<long?>(),
        ColumnKind.Text => new List<string?>(),
        _ => new List<Guid?>(),
    })];

    private int next;

    public int Rows { get; private set; }

    public void Integer(int? number) => ((List<int?>)Next()).Add(number);

    public void Long(long? number) => ((List<long?>)Next()).Add(number);

    public void Text(string? text) => ((List<string?>)Next()).Add(text);

    public void Id(Guid? id) => ((List<Guid?>)Next()).Add(id);

    /// <summary>A statement that has the columns as its first parameters.</summary>
    public NpgsqlBatchCommand Command(string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        for (var i = 0; i < columns.Length; i++)
        {
            command.Parameters.Add(new NpgsqlParameter
            {
                Value = columns[i],
                NpgsqlDbType = NpgsqlDbType.Array | (kinds[i] switch
                {
                    ColumnKind.Integer => NpgsqlDbType.Integer,
                    ColumnKind.Long => NpgsqlDbType.Bigint,
                    ColumnKind.Text => NpgsqlDbType.Text,
                    _ => NpgsqlDbType.Uuid,
                }),
            });
        }

        return command;
    }

    private object Next()
    {
        if (next == 0) Rows++;
        var column = columns[next];
        next = (next + 1) % columns.Length;
        return column;
    }
}

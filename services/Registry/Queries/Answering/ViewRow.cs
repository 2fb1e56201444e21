using System.Data.Common;
using CommunityGrains.EventLog;
using CommunityGrains.Registry.Views;

namespace CommunityGrains.Registry.Queries.Answering;

/// <summary>The row that a question's reader stands at, whatever the database.</summary>
internal readonly struct ViewRow(DbDataReader row, Dialect dialect)
{
    public bool IsNull(int column) => row.IsDBNull(column);

    public long Int64(int column) => row.GetInt64(column);

    public int Int32(int column) => checked((int)row.GetInt64(column));

    public double Double(int column) => row.GetDouble(column);

    public string Text(int column) => row.GetString(column);

    public string? TextOrNull(int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public Guid Guid(int column) => dialect.Guid(row, column);

    public Guid? GuidOrNull(int column) => row.IsDBNull(column) ? null : dialect.Guid(row, column);

    public DateOnly Day(int column) => DateOnly.FromDayNumber(Int32(column));

    public DateTimeOffset Time(int column) => HashChain.FromMicros(Int64(column));

    public T State<T>(int column) where T : class => StateJson.Read<T>(row.GetFieldValue<byte[]>(column));

    public T? StateOrNull<T>(int column) where T : class => row.IsDBNull(column) ? null : State<T>(column);
}

using System.Data.Common;
using CommunityGrains.Registry.Queries.Answering;

namespace CommunityGrains.Registry.Queries.Sqlite;

/// <summary>Ids are 16 bytes in RFC order; arrays travel as JSON.</summary>
internal sealed class SqliteDialect : Dialect
{
    public static readonly SqliteDialect Instance = new();

    public override string Contains(string text, string parameter) => $"instr({text}, @{parameter}) > 0";

    public override string In(string column, string parameter, bool areIds = false) =>
        $"{column} in (select {(areIds ? "unhex(value)" : "value")} from json_each(@{parameter}))";

    public override string Stem(string word) => "null";

    public override string HasForm(string text, string stem, string word) => "false";

    public override object Value(object value) => value switch
    {
        Guid id => id.ToByteArray(bigEndian: true),
        long[] numbers => $"[{string.Join(',', numbers.Select(CursorNumbers.Write))}]",
        Guid[] ids => $"[{string.Join(',', ids.Select(id => $"\"{id:N}\""))}]",
        _ => value,
    };

    public override Guid Guid(DbDataReader row, int column) =>
        new(row.GetFieldValue<byte[]>(column), bigEndian: true);

    public override TextIndex Texts(Moment moment, CommunityFilter filter, CommunityOrder order) =>
        new SqliteTextIndex(moment, filter);
}

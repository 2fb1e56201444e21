using System.Globalization;
using CommunityGrains.Domain;
using CommunityGrains.Registry.Views;
using CommunityGrains.Sqlite;
using Microsoft.Data.Sqlite;

namespace CommunityGrains.Registry.Queries.Sqlite;

/// <summary>One unmoving moment of the views to answer a question from: a read transaction, the position the
/// views stand at in it, and the condition under which a row held at the time asked about.</summary>
internal sealed class Moment : IDisposable
{
    private readonly SqliteReader reader;
    private readonly SqliteTransaction transaction;

    /// <exception cref="PositionNotSeenException">Asked as of a position that the views have not
    /// seen.</exception>
    public Moment(SqliteDatabase database, AsOf? asOf = null)
    {
        if (asOf is { Date: not null, Position: not null })
            throw new ArgumentException("either a date or a position can be asked about", nameof(asOf));
        AsOf = asOf is { Date: null, Position: null } ? null : asOf;
        reader = database.OpenReader();
        try
        {
            transaction = reader.Connection.BeginTransaction(deferred: true);
            (Epoch, Position) = First(
                "select epoch, position from projections where name = @name",
                new() { ["name"] = RegistryProjection.ProjectionName },
                row => (row.GetInt64(0), row.GetInt64(1)));
            if (asOf?.Position > Position) throw new PositionNotSeenException(asOf.Position.Value, Position);
        }
        catch
        {
            transaction?.Dispose();
            reader.Dispose();
            throw;
        }
    }

    public AsOf? AsOf { get; }

    public bool IsNow => AsOf is null;

    /// <summary>Rises when rows change without a step: by a rebuild, or when events set aside are
    /// replayed.</summary>
    public long Epoch { get; }

    /// <summary>The position the answer rests on.</summary>
    public long Position { get; }

    public SqliteConnection Connection => reader.Connection;

    /// <summary>The condition that a row of this alias holds. Only numbers are written into it.</summary>
    public string Holds(string alias) => AsOf switch
    {
        { Date: { } date } =>
            Number($"{alias}.date_from <= {date.DayNumber} and {alias}.date_to > {date.DayNumber}"),
        { Position: { } at } => Number($"{alias}.position_from <= {at} and {alias}.position_to > {at}"),
        _ => $"{alias}.{ViewSchema.IsCurrent}",
    };

    /// <summary>The name of a municipality as it held, or its first one when it was not listed yet.</summary>
    public string MunicipalityName(string region, string municipality) => $"""
        coalesce(
          (select m.name from municipality m
           where m.region = {region} and m.id = {municipality} and {Holds("m")}),
          (select m.name from municipality m where m.region = {region} and m.id = {municipality}
           order by m.position_from limit 1),
          '')
        """;

    /// <summary>The best claim on community <c>c</c>: one of the leader table's columns.</summary>
    public string BestLeader(string column) => $"""
        (select l.{column} from leader l where l.region = c.region and l.community = c.id and {Holds("l")}
         order by l.rank, l.created limit 1)
        """;

    /// <summary>What claims and initiatives say of community <c>c</c>: kept on current rows, joined for
    /// others.</summary>
    public string Standing => IsNow ? "c.standing" : $"coalesce({BestLeader("standing")}, 0)";

    public string LeaderPosition => IsNow ? "c.leader_position" : BestLeader("position_from");

    public string Initiatives => IsNow ? "c.initiatives" : $"""
        (select count(*) from initiative_community link
         join initiative i on i.position_from = link.position_from
         where link.region = c.region and link.community = c.id and {Holds("i")})
        """;

    /// <summary>The row of a record that held; null when there was none.</summary>
    public long? PositionOf(string table, string region, Guid id) => First(
        $"""
        select row.position_from from {table} row
        where row.region = @region and row.id = @id and {Holds("row")}
        """,
        new() { ["region"] = region, ["id"] = IdBytes.Of(id) }, row => (long?)row.GetInt64(0));

    /// <summary>The rows as <paramref name="read"/> makes them, as many as are asked for. Values that the
    /// statement does not name are left out.</summary>
    public IEnumerable<T> Rows<T>(
        string sql, Dictionary<string, object?> values, Func<SqliteDataReader, T> read)
    {
        using var command = reader.Connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue($"@{name}", value ?? DBNull.Value);
        using var rows = command.ExecuteReader();
        while (rows.Read()) yield return read(rows);
    }

    public List<T> List<T>(string sql, Dictionary<string, object?> values, Func<SqliteDataReader, T> read) =>
        [.. Rows(sql, values, read)];

    public T? First<T>(string sql, Dictionary<string, object?> values, Func<SqliteDataReader, T> read) =>
        List(sql, values, read) is [var first, ..] ? first : default;

    public Statement Prepare(string sql) => new(reader.Connection, sql);

    public void Dispose()
    {
        transaction.Dispose();
        reader.Dispose();
    }

    private static string Number(FormattableString sql) => sql.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Ids as the tables keep them: 16 bytes in RFC order.</summary>
internal static class IdBytes
{
    public static byte[] Of(Guid id) => id.ToByteArray(bigEndian: true);

    public static byte[]? Of(MunicipalityId? id) => id is { } known ? Of(known.Value) : null;

    public static byte[]? Of(CommunityId? id) => id is { } known ? Of(known.Value) : null;

    public static Guid Read(byte[] bytes) => new(bytes, bigEndian: true);
}

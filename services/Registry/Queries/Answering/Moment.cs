using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using CommunityGrains.Registry.Views;

namespace CommunityGrains.Registry.Queries.Answering;

/// <summary>One unmoving moment of the views to answer a question from: a read transaction, the position the
/// views stand at in it, and the condition under which a row held at the time asked about. It ends with the
/// question, and so do its statements when the question is given up.</summary>
internal sealed class Moment : IAsyncDisposable
{
    private readonly DbTransaction transaction;
    private readonly Func<ValueTask> giveBack;
    private readonly CancellationToken cancel;

    /// <param name="transaction">Sees one state of the views as long as it lasts; ends with the
    /// moment.</param>
    /// <param name="giveBack">Gives the connection back, when the transaction has ended.</param>
    /// <param name="asOf">What is asked about; null for what is now.</param>
    /// <param name="at">Where the views stand.</param>
    public Moment(
        DbTransaction transaction, Func<ValueTask> giveBack, Dialect dialect, AsOf? asOf,
        (long Epoch, long Position) at, CancellationToken cancel)
    {
        this.transaction = transaction;
        this.giveBack = giveBack;
        this.cancel = cancel;
        Dialect = dialect;
        AsOf = asOf is { Date: null, Position: null } ? null : asOf;
        (Epoch, Position) = at;
    }

    public Dialect Dialect { get; }

    public AsOf? AsOf { get; }

    public bool IsNow => AsOf is null;

    /// <summary>Rises when rows change without a step: by a rebuild, or when events set aside are
    /// replayed.</summary>
    public long Epoch { get; }

    /// <summary>The position the answer rests on.</summary>
    public long Position { get; }

    /// <summary>What claims and initiatives say of community <c>c</c>: kept on current rows, joined for
    /// others.</summary>
    public string Standing => IsNow ? "c.standing" : $"coalesce({BestLeader("standing")}, 0)";

    public string LeaderPosition => IsNow ? "c.leader_position" : BestLeader("position_from");

    public string Initiatives => IsNow ? "c.initiatives" : $"""
        (select count(*) from initiative_community link
         join initiative i on i.position_from = link.position_from
         where link.region = c.region and link.community = c.id and {Holds("i")})
        """;

    /// <summary>Refuses what no moment can be opened for.</summary>
    public static void Require(AsOf? asOf, long position)
    {
        if (asOf is { Date: not null, Position: not null })
            throw new ArgumentException("either a date or a position can be asked about", nameof(asOf));
        if (asOf?.Position > position) throw new PositionNotSeenException(asOf.Position.Value, position);
    }

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

    /// <summary>The rows as <paramref name="read"/> makes them, as many as are asked for. Values that the
    /// statement does not name are left out.</summary>
    public async IAsyncEnumerable<T> RowsAsync<T>(
        string sql, Dictionary<string, object?> values, Func<ViewRow, T> read,
        [EnumeratorCancellation] CancellationToken givenUp = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, givenUp);
        await using var command = Command(sql, values);
        await using var rows = await command.ExecuteReaderAsync(either.Token);
        var row = new ViewRow(rows, Dialect);
        while (await rows.ReadAsync(either.Token)) yield return read(row);
    }

    public async ValueTask<List<T>> ListAsync<T>(
        string sql, Dictionary<string, object?> values, Func<ViewRow, T> read)
    {
        await using var command = Command(sql, values);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var row = new ViewRow(rows, Dialect);
        var list = new List<T>();
        while (await rows.ReadAsync(cancel)) list.Add(read(row));
        return list;
    }

    /// <summary>The first row; the type's default when there is none.</summary>
    public async ValueTask<T?> FirstAsync<T>(
        string sql, Dictionary<string, object?> values, Func<ViewRow, T> read) =>
        await ListAsync(sql, values, read) is [var first, ..] ? first : default;

    /// <summary>Rows by their positions, in the order of the positions.</summary>
    public async ValueTask<List<T>> ListAtAsync<T>(
        IReadOnlyList<long> positions, string sql, Func<ViewRow, (long Position, T Row)> read)
    {
        if (positions.Count == 0) return [];
        var found = await ListAsync(sql, new() { ["positions"] = positions.ToArray() }, read);
        var rows = found.ToDictionary(row => row.Position, row => row.Row);
        return [.. positions.Select(position => rows[position])];
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await transaction.DisposeAsync();
        }
        finally
        {
            await giveBack();
        }
    }

    /// <summary>The best claim on community <c>c</c>: one of the leader table's columns.</summary>
    private string BestLeader(string column) => $"""
        (select l.{column} from leader l where l.region = c.region and l.community = c.id and {Holds("l")}
         order by l.rank, l.created limit 1)
        """;

    private DbCommand Command(string sql, Dictionary<string, object?> values)
    {
        cancel.ThrowIfCancellationRequested();
        var command = transaction.Connection!.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        foreach (var (name, value) in values)
        {
            if (value is null) continue;
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@{name}";
            parameter.Value = Dialect.Value(value);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static string Number(FormattableString sql) => sql.ToString(CultureInfo.InvariantCulture);
}

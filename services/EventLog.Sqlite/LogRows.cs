using System.Globalization;
using CommunityGrains.Sqlite;

namespace CommunityGrains.EventLog.Sqlite;

/// <summary>Rows of the log as the contract's records.</summary>
internal static class LogRows
{
    public const string HeadSql = "select coalesce(max(position), 0) from events";

    public const string FindCommandSql = """
        select c.command, s.name, c.position, c.version, c.event_count, c.fingerprint, c.outcome
        from commands c join streams s on s.id = c.stream
        where c.command = ?1
        """;

    // The order of the tables is fixed: the events' own order is the order asked for.
    private const string Events = """
        select e.position, s.name, e.version, e.name, e.json, e.recorded_at, e.business_date, e.account,
          e.command, e.causation, e.correlation, e.hash, e.stream
        """;

    public const string ReadAllSql = Events + """

        from events e cross join streams s on s.id = e.stream
        where e.position > ?1 order by e.position limit ?2
        """;

    public const string ReadStreamSql = Events + """

        from streams s cross join events e on e.stream = s.id
        where s.name = ?3 and e.version > ?1 order by e.version limit ?2
        """;

    public static KeptCommand? FindCommand(Statement statement, Guid command)
    {
        try
        {
            return statement.Bind(1, command).Step() ? Command(statement) : null;
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>The row that the statement stands at.</summary>
    public static KeptCommand Command(Statement statement) => new(
        statement.Guid(0), StreamId.Parse(statement.Text(1)), statement.Int64(2), statement.Int64(3),
        statement.Int32(4), statement.Bytes(5).ToArray(), statement.Bytes(6).ToArray());

    public static List<RecordedEvent> ReadEvents(Statement statement, CancellationToken cancel)
    {
        var events = new List<RecordedEvent>();
        // A page holds few streams and fewer names and accounts; each is read and kept once.
        var streams = new Dictionary<long, StreamId>();
        while (statement.Step())
        {
            cancel.ThrowIfCancellationRequested();
            var id = statement.Int64(12);
            if (!streams.TryGetValue(id, out var stream))
                streams.Add(id, stream = StreamId.Parse(statement.Text(1)));
            events.Add(new RecordedEvent(
                statement.Int64(0), stream, statement.Int64(2), statement.Text(3),
                statement.Bytes(4).ToArray(), HashChain.FromMicros(statement.Int64(5)),
                DateOnly.ParseExact(statement.Text(6), "O", CultureInfo.InvariantCulture), statement.Text(7),
                statement.Guid(8), statement.Guid(9), statement.Guid(10), statement.Bytes(11).ToArray()));
        }

        return events;
    }
}

using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Npgsql;

namespace CommunityGrains.EventLog.PostgreSql;

/// <summary>
/// Long pages, read by binary COPY. Rows are parsed where they arrive: an event's JSON and hash are slices of
/// the chunk it came in, and a name or an account that is the same as in the row before is the same string.
/// Reading a column at a time through the driver costs as much again as all the rest.
/// </summary>
internal sealed class BulkRead(StreamNames names)
{
    /// <summary>Under the size from which objects are kept apart and freed late.</summary>
    private const int ChunkSize = 64 * 1024;

    private const int ColumnCount = 12;
    private const int EndOfRows = -1;
    private const int HeaderSize = 19;

    // PostgreSQL counts days and microseconds from here.
    private static readonly DateTime Epoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly int EpochDay = DateOnly.FromDateTime(Epoch).DayNumber;

    private readonly List<RecordedEvent> events = [];
    private readonly List<(int Place, long Stream)> unnamed = [];
    private Repeated name = new();
    private Repeated account = new();
    private byte[] chunk = GC.AllocateUninitializedArray<byte>(ChunkSize);
    private int at;
    private int length;
    private bool isPastHeader;

    /// <summary>The events after one position up to another, at most so many.</summary>
    public async ValueTask<List<RecordedEvent>> EventsAsync(
        NpgsqlConnection connection, long afterPosition, long upTo, int countMax, CancellationToken cancel)
    {
        // COPY takes no parameters; these are numbers.
        var sql = string.Create(CultureInfo.InvariantCulture, $"""
            copy (select {LogRows.EventColumns} from eventlog.events e
              where e.position > {afterPosition} and e.position <= {upTo}
              order by e.position limit {countMax})
            to stdout (format binary)
            """);
        await using (var rows = await connection.BeginRawBinaryCopyAsync(sql, cancel))
        {
            while (await rows.ReadAsync(chunk.AsMemory(length), cancel) is > 0 and var count)
            {
                length += count;
                isPastHeader = isPastHeader || TryHeader();
                while (isPastHeader && TryRow()) { }
                MakeRoom();
            }
        }

        await names.FillAsync(connection, events, unnamed, cancel);
        return events;
    }

    private bool TryHeader()
    {
        if (length < HeaderSize) return false;
        at = HeaderSize + BinaryPrimitives.ReadInt32BigEndian(chunk.AsSpan(HeaderSize - sizeof(int)));
        return true;
    }

    /// <summary>Takes the next row, when all of it has arrived.</summary>
    private bool TryRow()
    {
        var rest = chunk.AsSpan(at, length - at);
        if (rest.Length < sizeof(short)) return false;
        var columns = BinaryPrimitives.ReadInt16BigEndian(rest);
        if (columns == EndOfRows) return false;
        if (columns != ColumnCount)
            throw new InvalidDataException($"a row of the log has {columns} columns, not {ColumnCount}");
        var end = sizeof(short);
        for (var column = 0; column < ColumnCount; column++)
        {
            if (rest.Length - end < sizeof(int)) return false;
            end += sizeof(int) + BinaryPrimitives.ReadInt32BigEndian(rest[end..]);
            if (end > rest.Length) return false;
        }

        Row(at + sizeof(short));
        at += end;
        return true;
    }

    // In the order of LogRows.EventColumns; none of them can be null.
    private void Row(int from)
    {
        var (position, stream, version) = (Long(Next()), Long(Next()), Long(Next()));
        var recordedAt = new DateTimeOffset(
            Epoch.AddTicks(Long(Next()) * TimeSpan.TicksPerMicrosecond));
        var businessDate = DateOnly.FromDayNumber(
            EpochDay + BinaryPrimitives.ReadInt32BigEndian(Next().Span));
        var (command, causation, correlation) = (Id(Next()), Id(Next()), Id(Next()));
        var hash = Next();
        var (called, by) = (name.Of(Next().Span), account.Of(Next().Span));
        if (names.Find(stream) is not { } streamName)
        {
            unnamed.Add((events.Count, stream));
            streamName = null!;
        }

        events.Add(new RecordedEvent(
            position, streamName, version, called, Next(), recordedAt, businessDate, by, command, causation,
            correlation, hash));

        ReadOnlyMemory<byte> Next()
        {
            var size = BinaryPrimitives.ReadInt32BigEndian(chunk.AsSpan(from));
            var value = chunk.AsMemory(from + sizeof(int), size);
            from += sizeof(int) + size;
            return value;
        }
    }

    /// <summary>Begins another chunk with what is left of this one: its rows have been given out.</summary>
    private void MakeRoom()
    {
        var left = chunk.AsSpan(at, length - at);
        // A row that is longer than a chunk gets one that grows until it holds it.
        if (length < chunk.Length) return;
        var next = GC.AllocateUninitializedArray<byte>(
            at == 0 ? chunk.Length * 2 : Math.Max(ChunkSize, left.Length * 2));
        left.CopyTo(next);
        (chunk, at, length) = (next, 0, left.Length);
    }

    private static long Long(ReadOnlyMemory<byte> value) =>
        BinaryPrimitives.ReadInt64BigEndian(value.Span);

    private static Guid Id(ReadOnlyMemory<byte> value) => new(value.Span, bigEndian: true);

    /// <summary>A text that is often the same as the one before.</summary>
    private struct Repeated()
    {
        private byte[] bytes = [];
        private string text = "";

        public string Of(ReadOnlySpan<byte> read)
        {
            if (read.SequenceEqual(bytes)) return text;
            bytes = read.ToArray();
            return text = Encoding.UTF8.GetString(read);
        }
    }
}

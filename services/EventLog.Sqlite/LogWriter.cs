using System.Globalization;
using CommunityGrains.EventLog.Writing;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CommunityGrains.EventLog.Sqlite;

/// <summary>
/// Runs a batch of requests as one transaction. Used by one thread that holds the write turn. What it
/// remembers between transactions (the log's head, the streams' ends) is only a short cut: it is forgotten
/// whenever another connection has committed or a transaction of its own did not.
/// </summary>
internal sealed class LogWriter : IDisposable
{
    private readonly TimeProvider time;
    private readonly SqliteConnection connection;
    private readonly StreamHeads heads;
    private readonly LogStatements sql;
    private long dataVersion = -1;
    private long position;
    private long recordedMicros;

    public LogWriter(SqliteConnection connection, TimeProvider time, int streamHeadsMax)
    {
        this.connection = connection;
        this.time = time;
        heads = new StreamHeads(streamHeadsMax);
        sql = new LogStatements(connection);
    }

    /// <summary>The position of the last event committed, as far as this writer knows.</summary>
    public long Position => position;

    /// <summary>Gives each request its verdict, and returns when they are durable.</summary>
    /// <exception cref="SqliteException">Nothing of the batch was stored.</exception>
    public void Commit(ReadOnlySpan<PendingAppend> batch)
    {
        try
        {
            sql.Begin.Run();
            CatchUp();
            recordedMicros = Math.Max(recordedMicros, HashChain.Micros(time.GetUtcNow()));
            foreach (var pending in batch) pending.Verdict = Apply(pending.Request);
            sql.Commit.Run();
        }
        catch
        {
            heads.Clear();
            dataVersion = -1;
            // SQLite has ended the transaction itself after some errors, such as a full disk.
            if (raw.sqlite3_get_autocommit(connection.Handle) == 0) sql.Rollback.Run();
            throw;
        }
    }

    public void Dispose() => sql.Dispose();

    private AppendVerdict Apply(AppendRequest request)
    {
        var head = HeadOf(request.Stream);
        if (head.Version != request.ExpectedVersion)
            return FindKept(request) ?? new AppendVerdict.Conflict(head.Version);
        if (head.Id == 0)
        {
            if (FindKept(request) is { } kept) return kept;
            Name(head);
        }

        var lastPosition = position + request.Events.Count;
        var lastVersion = head.Version + request.Events.Count;
        if (!Claim(request, head.Id, lastPosition, lastVersion)) return FindKept(request)!;
        foreach (var happened in request.Events) Insert(request, happened, head);
        return new AppendVerdict.Appended(lastPosition, lastVersion);
    }

    // The command's key decides who was first; asking before would look the same place up twice.
    private bool Claim(AppendRequest request, long stream, long lastPosition, long lastVersion) => sql
        .InsertCommand
        .Bind(1, request.Command)
        .Bind(2, stream)
        .Bind(3, lastPosition)
        .Bind(4, lastVersion)
        .Bind(5, request.Events.Count)
        .Bind(6, request.Fingerprint.Span)
        .Bind(7, request.Outcome.Span)
        .Run() == 1;

    private void Insert(AppendRequest request, NewEvent happened, StreamHead head)
    {
        var version = head.Version + 1;
        Span<byte> hash = stackalloc byte[HashChain.HashSize];
        HashChain.Compute(
            head.Hash, head.Name, version, happened.Name, happened.Json.Span, 
            HashChain.FromMicros(recordedMicros), request.BusinessDate, request.Account, request.Command,
            request.Causation, request.Correlation, hash);
        Span<byte> date = stackalloc byte[10];
        request.BusinessDate.TryFormat(date, out _, "O", CultureInfo.InvariantCulture);
        sql.InsertEvent
            .Bind(1, position + 1)
            .Bind(2, head.Id)
            .Bind(3, version)
            .Bind(4, happened.Name)
            .BindText(5, happened.Json.Span)
            .Bind(6, recordedMicros)
            .BindText(7, date)
            .Bind(8, request.Account)
            .Bind(9, request.Command)
            .Bind(10, request.Causation)
            .Bind(11, request.Correlation)
            .Bind(12, hash)
            .Run();
        position++;
        head.Version = version;
        hash.CopyTo(head.Hash);
    }

    private AppendVerdict? FindKept(AppendRequest request)
    {
        var kept = LogRows.FindCommand(sql.FindCommand, request.Command);
        if (kept is null) return null;
        return kept.Stream == request.Stream && kept.Fingerprint.Span.SequenceEqual(request.Fingerprint.Span)
            ? new AppendVerdict.Repeated(kept)
            : new AppendVerdict.CommandReused();
    }

    private StreamHead HeadOf(StreamId stream)
    {
        if (heads.Find(stream) is { } known) return known;
        var name = stream.ToString();
        var head = new StreamHead(name, 0, 0, new byte[HashChain.HashSize]);
        if (sql.FindStream.Bind(1, name).Step())
        {
            head.Id = sql.FindStream.Int64(0);
            head.Version = sql.FindStream.Int64(1);
            if (head.Version > 0) sql.FindStream.Bytes(2).CopyTo(head.Hash);
        }

        sql.FindStream.Reset();
        heads.Add(stream, head);
        return head;
    }

    private void Name(StreamHead head)
    {
        sql.InsertStream.Bind(1, head.Name).Run();
        head.Id = raw.sqlite3_last_insert_rowid(connection.Handle);
    }

    // Another connection's commits, of this process or another, change SQLite's data version; our own do not.
    private void CatchUp()
    {
        sql.DataVersion.Step();
        var current = sql.DataVersion.Int64(0);
        sql.DataVersion.Reset();
        if (current == dataVersion) return;
        heads.Clear();
        position = 0;
        recordedMicros = 0;
        if (sql.LastEvent.Step())
        {
            position = sql.LastEvent.Int64(0);
            recordedMicros = sql.LastEvent.Int64(1);
        }

        sql.LastEvent.Reset();
        dataVersion = current;
    }
}

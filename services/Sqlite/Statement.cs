using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CommunityGrains.Sqlite;

/// <summary>
/// A statement prepared once and kept open, straight on SQLite's own interface: for the few paths where a
/// command object with its parameters would cost more than the work itself. Parameters count from 1, columns
/// from 0. Not for several threads at once; lives no longer than its connection.
/// </summary>
public sealed class Statement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    public Statement(SqliteConnection connection, string sql)
    {
        database = connection.Handle
            ?? throw new InvalidOperationException("a statement is prepared on an open connection");
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement));
    }

    public Statement Bind(int parameter, long value)
    {
        Check(raw.sqlite3_bind_int64(statement, parameter, value));
        return this;
    }

    public Statement Bind(int parameter, string text)
    {
        Span<byte> buffer = stackalloc byte[512];
        if (Encoding.UTF8.GetMaxByteCount(text.Length) <= buffer.Length)
            return BindText(parameter, buffer[..Encoding.UTF8.GetBytes(text, buffer)]);
        return BindText(parameter, Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Binds bytes; SQLite copies them.</summary>
    public Statement Bind(int parameter, ReadOnlySpan<byte> bytes)
    {
        Check(bytes.IsEmpty
            ? raw.sqlite3_bind_zeroblob(statement, parameter, 0)
            : raw.sqlite3_bind_blob(statement, parameter, bytes));
        return this;
    }

    /// <summary>Binds an id as its 16 bytes in RFC order.</summary>
    public Statement Bind(int parameter, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return Bind(parameter, bytes);
    }

    public Statement BindNull(int parameter)
    {
        Check(raw.sqlite3_bind_null(statement, parameter));
        return this;
    }

    /// <summary>To the next row; false when there is none.</summary>
    /// <exception cref="SqliteException">The statement failed; it is reset.</exception>
    public bool Step()
    {
        var result = raw.sqlite3_step(statement);
        if (result == raw.SQLITE_ROW) return true;
        if (result == raw.SQLITE_DONE) return false;
        Fail(result);
        return false;
    }

    /// <summary>Ends the reading, so that the statement holds no lock and can run again.</summary>
    public void Reset() => _ = raw.sqlite3_reset(statement);

    /// <summary>Runs a statement that returns no rows, and resets it.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Run()
    {
        Step();
        var changed = raw.sqlite3_changes(database);
        Reset();
        return changed;
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public long Int64(int column) => raw.sqlite3_column_int64(statement, column);

    public int Int32(int column) => raw.sqlite3_column_int(statement, column);

    public string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    /// <summary>The column's bytes, valid until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(statement, column);

    public Guid Guid(int column) => new(Bytes(column), bigEndian: true);

    public void Dispose() => statement.Dispose();

    /// <summary>Binds text given as UTF-8; SQLite copies it.</summary>
    public Statement BindText(int parameter, ReadOnlySpan<byte> utf8)
    {
        Check(raw.sqlite3_bind_text(statement, parameter, utf8));
        return this;
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK) Fail(result);
    }

    private void Fail(int result)
    {
        // The text must be taken before the reset, which replaces it.
        var extended = raw.sqlite3_extended_errcode(database);
        var text = raw.sqlite3_errmsg(database).utf8_to_string();
        if (statement is not null) Reset();
        throw new SqliteException($"SQLite error {result}: {text}", result & 0xFF, extended);
    }
}

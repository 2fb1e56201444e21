using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CommunityGrains.Sqlite;

/// <summary>The file itself: making it, telling ours from another's, and how connections to it are set
/// up.</summary>
internal static class DatabaseFile
{
    /// <summary>"CmGr" in the file's header: this file is CommunityGrains'.</summary>
    public const int ApplicationId = 0x436D4772;

    /// <summary>The file's format. Tables change by migrations; this rises when an older program must not
    /// even open the file.</summary>
    public const int Format = 1;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes folder and file for their owner alone when they are not there yet.</summary>
    public static void Ensure(string path)
    {
        try
        {
            var folder = Path.GetDirectoryName(path)!;
            if (!Directory.Exists(folder))
            {
                if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
                else Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
            }

            // An existing file is never opened here: closing it would drop the locks that SQLite holds on it.
            if (File.Exists(path)) return;
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
            using var made = new FileStream(path, options);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process made it in this very moment.
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UnusableDatabaseException($"{path} cannot be created: {error.Message}", error);
        }
    }

    public static SqliteConnection Connect(string path, bool readOnly, TimeSpan lockPatience)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = readOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = Math.Max(1, (int)lockPatience.TotalSeconds),
        }.ToString());
        try
        {
            connection.Open();
            _ = raw.sqlite3_busy_timeout(connection.Handle, (int)lockPatience.TotalMilliseconds);
            return connection;
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw new UnusableDatabaseException($"{path} cannot be opened: {error.Message}", error);
        }
    }

    /// <summary>Marks a new file as ours, and refuses one that is not or that a newer program has written.
    /// Nothing is changed in a file that is refused.</summary>
    public static void Identify(SqliteConnection connection, string path)
    {
        try
        {
            if (Number(connection, "pragma application_id") != ApplicationId)
            {
                using var transaction = connection.BeginTransaction(deferred: false);
                ClaimIfEmpty(connection, path);
                transaction.Commit();
            }

            var format = Number(connection, "pragma user_version");
            if (format > Format)
            {
                throw new UnusableDatabaseException(
                    $"{path} has format {format}, and this program knows formats up to {Format}: "
                    + "a newer version has written it. Install that version or restore a backup.");
            }
        }
        catch (SqliteException error) when (error.SqliteErrorCode == raw.SQLITE_NOTADB)
        {
            throw new UnusableDatabaseException(
                $"{path} is not a database of CommunityGrains. Choose another folder.");
        }
    }

    /// <summary>The write-ahead log, or a clear refusal where it does not work.</summary>
    public static void UseWriteAheadLog(SqliteConnection connection, string path)
    {
        var mode = Text(connection, "pragma journal_mode = wal");
        if (mode != "wal")
        {
            throw new UnusableDatabaseException(
                $"{path}: SQLite cannot keep a write-ahead log here (it offers '{mode}'). "
                + "Network shares do not support it: choose a folder on a local disk.");
        }
    }

    /// <summary>Every commit is on the disk before it is reported. The write-ahead log is folded back in
    /// larger steps than SQLite's own, because keys at random places write the same pages many times
    /// over.</summary>
    public static void SetUpWriter(SqliteConnection connection) => Run(connection, """
        pragma synchronous = full;
        pragma foreign_keys = on;
        pragma temp_store = memory;
        pragma cache_size = -65536;
        pragma wal_autocheckpoint = 4000;
        pragma journal_size_limit = 67108864;
        """);

    public static void SetUpReader(SqliteConnection connection) => Run(connection, """
        pragma query_only = on;
        pragma temp_store = memory;
        pragma cache_size = -16384;
        """);

    private static void ClaimIfEmpty(SqliteConnection connection, string path)
    {
        // Read again inside the transaction: another process may have claimed it meanwhile.
        var id = Number(connection, "pragma application_id");
        if (id == ApplicationId) return;
        if (id != 0 || Number(connection, "select count(*) from sqlite_master") != 0)
            throw new UnusableDatabaseException($"{path} belongs to another program. Choose another folder.");
        Run(connection, $"pragma application_id = {ApplicationId}; pragma user_version = {Format};");
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static string Text(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (string)command.ExecuteScalar()!;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

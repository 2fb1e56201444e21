using System.Data.Common;
using CommunityGrains.Sqlite;
using Dapper;

namespace CommunityGrains.Access;

/// <summary>In a file of its own. What is deleted is overwritten with zeros.</summary>
public sealed class SqliteAccessDatabase : AccessDatabase
{
    private static readonly Migrations Tables = new("access", typeof(SqliteAccessDatabase).Assembly);

    private readonly SqliteDatabase database;

    /// <summary>Opens the file, or makes it for its owner alone.</summary>
    /// <exception cref="UnusableDatabaseException">The file is not ours, or a newer version's.</exception>
    public SqliteAccessDatabase(string path)
    {
        database = new SqliteDatabase(path);
        try
        {
            database.Writer.Execute("pragma secure_delete = on");
            Tables.Apply(database);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public override async ValueTask<T> ReadAsync<T>(
        Func<DbConnection, Task<T>> work, CancellationToken cancel = default)
    {
        using var reader = database.OpenReader();
        return await work(reader.Connection);
    }

    public override async ValueTask<T> WriteAsync<T>(
        Func<DbTransaction, Task<T>> work, CancellationToken cancel = default)
    {
        using (await database.Turn.EnterAsync(cancel))
        {
            await using var transaction = database.Writer.BeginTransaction(deferred: false);
            var result = await work(transaction);
            await transaction.CommitAsync(cancel);
            return result;
        }
    }

    public override ValueTask DisposeAsync()
    {
        database.Dispose();
        return default;
    }
}

using System.Data.Common;
using CommunityGrains.PostgreSql;
using Npgsql;

namespace CommunityGrains.Access;

/// <summary>In the schema <c>access</c> of the deployment's database, over a pool of its own.</summary>
public sealed class PostgresAccessDatabase : AccessDatabase
{
    private const string Schema = "access";
    private const int ConnectionsMax = 20;

    private static readonly Migrations Tables =
        new("access", typeof(PostgresAccessDatabase).Assembly, schema: Schema);

    private readonly NpgsqlDataSource source;

    private PostgresAccessDatabase(NpgsqlDataSource source) => this.source = source;

    /// <summary>Connects, and brings the tables up to date. The database stays the caller's.</summary>
    /// <exception cref="UnusableDatabaseException">The server cannot be used, or its tables are a newer
    /// version's.</exception>
    public static async ValueTask<PostgresAccessDatabase> OpenAsync(
        PostgresDatabase database, CancellationToken cancel = default)
    {
        await Tables.ApplyAsync(database, cancel);
        return new PostgresAccessDatabase(database.With(ConnectionsMax, schema: Schema));
    }

    public override async ValueTask<T> ReadAsync<T>(
        Func<DbConnection, Task<T>> work, CancellationToken cancel = default)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return await work(connection);
    }

    public override async ValueTask<T> WriteAsync<T>(
        Func<DbTransaction, Task<T>> work, CancellationToken cancel = default)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var result = await work(transaction);
        await transaction.CommitAsync(cancel);
        return result;
    }

    public override ValueTask DisposeAsync() => source.DisposeAsync();
}

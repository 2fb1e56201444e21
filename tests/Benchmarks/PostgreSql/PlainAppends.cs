using CommunityGrains.PostgreSql;
using Npgsql;

namespace CommunityGrains.Benchmarks.PostgreSql;

/// <summary>
/// The rival that most programs are: each append an insert of its own into one table with the same columns
/// and keys, a unique key for stream and version, over a pool of at most 64 connections, prepared. Without
/// command ids that answer a retry, hashes, and an order that readers can trust.
/// </summary>
internal static class PlainAppends
{
    public const string Tables = """
        create schema bare;
        create table bare.events (
          position bigint generated always as identity primary key,
          stream uuid not null,
          version bigint not null,
          recorded_at timestamptz not null default clock_timestamp(),
          business_date date not null,
          command uuid not null,
          causation uuid not null,
          correlation uuid not null,
          name text not null,
          account text not null,
          json text not null,
          unique (stream, version)
        );
        create table bare.singles (id uuid primary key);
        """;

    private const int ConnectionsMax = 64;

    private const string Insert = """
        insert into bare.events
          (stream, version, business_date, command, causation, correlation, name, account, json)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """;

    /// <summary>Begin, insert, commit: what a unit of work sends.</summary>
    public static Task<Measurement> InTransactionsAsync(Laboratory laboratory, int callers) =>
        RunAsync(laboratory, callers, async (source, places) =>
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await InsertAsync(connection, places);
            await transaction.CommitAsync();
        });

    /// <summary>The same at its best: one statement, which is its own transaction.</summary>
    public static Task<Measurement> AlonesAsync(Laboratory laboratory, int callers) =>
        RunAsync(laboratory, callers, async (source, places) =>
        {
            await using var connection = await source.OpenConnectionAsync();
            await InsertAsync(connection, places);
        });

    /// <summary>What a disk and one connection can do at all, as pgbench would measure it: one short row, one
    /// key, one commit, one caller.</summary>
    public static Task<Measurement> SinglesAsync(Laboratory laboratory) =>
        RunAsync(laboratory, callers: 1, async (source, _) =>
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var insert = new NpgsqlCommand("insert into bare.singles values ($1)", connection)
                .With(Guid.CreateVersion7());
            await insert.PrepareAsync();
            await insert.ExecuteNonQueryAsync();
        });

    private static Task<Measurement> RunAsync(
        Laboratory laboratory, int callers, Func<NpgsqlDataSource, Places, Task> append) =>
        laboratory.InDatabaseAsync(async (PostgresDatabase database) =>
        {
            await database.Source.RunAsync(Tables);
            await using var source = database.With(ConnectionsMax);
            return await Load.RunAsync(laboratory, callers, () =>
            {
                var places = new Places();
                return async () =>
                {
                    await append(source, places);
                    return 1;
                };
            });
        });

    private static async Task InsertAsync(NpgsqlConnection connection, Places places)
    {
        var ((stream, version), command) = (places.Next(), Guid.CreateVersion7());
        await using var insert = new NpgsqlCommand(Insert, connection)
            .With(stream).With((long)version + 1).With(Sample.Day).With(command).With(command).With(command)
            .With(Sample.Name).With(Sample.Account);
        insert.Parameters.Add(new NpgsqlParameter<byte[]>
        {
            TypedValue = Sample.Json(),
            NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text,
        });
        await insert.PrepareAsync();
        await insert.ExecuteNonQueryAsync();
    }
}

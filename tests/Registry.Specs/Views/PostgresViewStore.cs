using CommunityGrains.PostgreSql;
using CommunityGrains.Projections;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Registry.Views;
using CommunityGrains.Registry.Views.PostgreSql;
using CommunityGrains.Tests;
using Npgsql;

namespace CommunityGrains.Registry.Specs.Views;

/// <summary>Views in a database of their own on the tests' server. The program is its owner and no superuser,
/// so that the server keeps regions apart; the specifications look at all rows as superuser.</summary>
public sealed class PostgresViewStore : ViewStore
{
    private readonly string connectionString;

    private readonly PostgresDatabase everything;

    private readonly bool remembering;

    private PostgresViewStore(string connectionString, bool remembering)
    {
        (this.connectionString, this.remembering) = (connectionString, remembering);
        everything = new PostgresDatabase(connectionString);
        Database = new PostgresDatabase(
            new NpgsqlConnectionStringBuilder(connectionString) { Username = OwnerOf(connectionString) }
                .ConnectionString);
    }

    public PostgresDatabase Database { get; }

    public override string Checkpoints => "views.";

    public override Moments Moments =>
        remembering ? new PostgresMoments(Database, costly: -1) : new PostgresMoments(Database);

    public static async ValueTask<PostgresViewStore> CreateAsync(bool remembering = false) =>
        new(await OwnedAsync(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync()), remembering);

    public override async ValueTask<IRegistryViews> OpenAsync(
        PoisonPolicy onPoison = PoisonPolicy.HoldStream) =>
        await PostgresRegistryViews.OpenAsync(Database, onPoison: onPoison);

    public override async ValueTask<ViewStore> EmptyAsync() => await CreateAsync();

    public override async ValueTask RunAsync(string sql)
    {
        await using var command = everything.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public override async ValueTask<IReadOnlyList<string>> RowsAsync(string sql)
    {
        await using var command = everything.Source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(ViewDump.Line(reader));
        return rows;
    }

    public override async ValueTask<IReadOnlyList<string>> DumpAsync() =>
        await ContentsAsync(PostgresViewSchema.TableNames);

    public override ValueTask CloseAsync(string table) => RunAsync($"""
        create function fail() returns trigger language plpgsql as $$ begin raise exception 'x'; end $$;
        create trigger fails before insert on {At(table)} execute function fail()
        """);

    public override ValueTask ReopenAsync(string table) => RunAsync($"drop trigger fails on {At(table)}");

    public override async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await everything.DisposeAsync();
        var server = await PostgresServer.SharedAsync();
        await server.DropDatabaseAsync(connectionString);
        await server.RunAsync($"drop role {OwnerOf(connectionString)}");
    }

    private static async Task<string> OwnedAsync(string database)
    {
        var (name, owner) = (new NpgsqlConnectionStringBuilder(database).Database, OwnerOf(database));
        await (await PostgresServer.SharedAsync()).RunAsync(
            $"create role {owner} login nosuperuser nobypassrls; alter database {name} owner to {owner}");
        return database;
    }

    private static string OwnerOf(string database) =>
        "owner_of_" + new NpgsqlConnectionStringBuilder(database).Database;

    private static string At(string table) => table == "parked" ? "views.parked" : table;
}

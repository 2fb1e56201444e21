using CommunityGrains.PostgreSql;
using CommunityGrains.Tests;
using Dapper;

namespace CommunityGrains.Access.Specs.Databases;

/// <summary>What both databases promise to those who keep secrets in them.</summary>
public abstract class TheAccessDatabase : IAsyncLifetime
{
    private const string Add = "insert into deployment (name, value) values (@name, @value)";

    protected AccessDatabase Database { get; private set; } = null!;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Database = await OpenAsync();

    public virtual async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_is_written_is_read_also_after_it_was_opened_again()
    {
        await AddAsync("colour", "green");
        await Database.DisposeAsync();
        Database = await OpenAsync();
        (await NamesAsync()).ShouldBe(["colour"]);
    }

    [Fact]
    public async Task A_write_that_fails_leaves_nothing()
    {
        await Should.ThrowAsync<InvalidOperationException>(async () => await Database.WriteAsync<int>(
            async transaction =>
            {
                await transaction.Connection!.ExecuteAsync(
                    Add, new { name = "half", value = "" }, transaction);
                throw new InvalidOperationException("planted");
            }, Cancel));
        (await NamesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Many_write_at_once_and_none_is_lost()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(
            async number => await AddAsync($"{number:00}", "")));
        (await NamesAsync()).Count.ShouldBe(50);
    }

    protected abstract ValueTask<AccessDatabase> OpenAsync();

    private async Task AddAsync(string name, string value) => await Database.WriteAsync(transaction =>
        transaction.Connection!.ExecuteAsync(Add, new { name, value }, transaction), Cancel);

    private async Task<List<string>> NamesAsync() => await Database.ReadAsync(async connection =>
        (await connection.QueryAsync<string>("select name from deployment order by name")).AsList(), Cancel);
}

public sealed class TheAccessDatabaseInAFile : TheAccessDatabase
{
    private readonly string folder = Directory.CreateTempSubdirectory("access-").FullName;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    protected override ValueTask<AccessDatabase> OpenAsync() =>
        new(new SqliteAccessDatabase(Path.Combine(folder, "access.db")));
}

public sealed class TheAccessDatabaseOnAServer : TheAccessDatabase
{
    private PostgresDatabase? server;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await server!.DisposeAsync();
    }

    protected override async ValueTask<AccessDatabase> OpenAsync()
    {
        server ??= new PostgresDatabase(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync());
        return await PostgresAccessDatabase.OpenAsync(server, Cancel);
    }
}

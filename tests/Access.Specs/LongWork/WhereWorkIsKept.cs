using CommunityGrains.PostgreSql;
using CommunityGrains.Tests;

namespace CommunityGrains.Access.Specs.LongWork;

public sealed class DoingLongWorkInAFolder : DoingLongWork
{
    protected override ValueTask<AccessDatabase> OpenAsync() =>
        new(new SqliteAccessDatabase(Path.Combine(Folder, "access.db")));
}

public sealed class DoingLongWorkOnAServer : DoingLongWork
{
    private PostgresDatabase? server;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await server!.DisposeAsync();
    }

    protected override async ValueTask<AccessDatabase> OpenAsync()
    {
        server = new PostgresDatabase(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync());
        return await PostgresAccessDatabase.OpenAsync(server, Cancel);
    }
}

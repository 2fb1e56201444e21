using CommunityGrains.Access.People;
using CommunityGrains.Domain;
using CommunityGrains.PostgreSql;
using CommunityGrains.Tests;

namespace CommunityGrains.Access.Specs.People;

/// <summary>An access database with a vault over it, in a folder of its own or on a server.</summary>
public abstract class PeopleBench : IAsyncLifetime
{
    protected const string Region = "RU-BA";

    protected string Folder { get; } = Directory.CreateTempSubdirectory("people-").FullName;

    protected AccessDatabase Database { get; private set; } = null!;

    protected PersonalVault Vault { get; private set; } = null!;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected MasterKeyChoice KeyFile => new(Path.Combine(Folder, MasterKeyChoice.FileName));

    protected static PersonId Person(int number) => new(new Guid(number, 0, 0x7000, new byte[8]));

    public virtual async ValueTask InitializeAsync()
    {
        Database = await OpenDatabaseAsync();
        Vault = await OpenVaultAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        Vault.Dispose();
        await Database.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected Task<PersonalVault> OpenVaultAsync() =>
        PersonalVault.OpenAsync(Database, KeyFile, TimeProvider.System, Cancel);

    protected abstract ValueTask<AccessDatabase> OpenDatabaseAsync();
}

/// <summary>The server's half of a bench.</summary>
internal sealed class ServerDatabase : IAsyncDisposable
{
    private PostgresDatabase? server;

    public async ValueTask<AccessDatabase> OpenAsync(CancellationToken cancel)
    {
        server ??= new PostgresDatabase(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync());
        return await PostgresAccessDatabase.OpenAsync(server, cancel);
    }

    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? default;
}

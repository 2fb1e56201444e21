namespace CommunityGrains.Engine.Contract;

public sealed class LocalGrainsOverPostgreSql : EngineContract
{
    private readonly StoresOnServer stores = new();

    protected override ValueTask<FaultyStore> OpenAsync() => stores.OpenAsync();

    protected override ValueTask<FaultyStore> OpenAgainAsync() => stores.OpenAgainAsync();

    protected override ValueTask CloseAsync() => stores.DisposeAsync();
}

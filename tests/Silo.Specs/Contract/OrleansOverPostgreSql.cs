namespace CommunityGrains.Engine.Contract;

public sealed class OrleansOverPostgreSql : OrleansContract
{
    private readonly StoresOnServer stores = new();

    protected override ValueTask<FaultyStore> OpenAsync() => stores.OpenAsync();

    protected override ValueTask<FaultyStore> OpenAgainAsync() => stores.OpenAgainAsync();

    protected override async ValueTask CloseAsync()
    {
        await base.CloseAsync();
        await stores.DisposeAsync();
    }
}

using System.Security.Cryptography;
using CommunityGrains.Access.People;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityGrains.Access.Accounts;

/// <summary>What the program adds so that people and programs can sign in. It needs the grains and a
/// <see cref="TimeProvider"/> among the services.</summary>
public static class AccountServices
{
    private const string KeyName = "accounts.key";

    public static IServiceCollection AddAccounts(
        this IServiceCollection services, AccessDatabase database, ISecretBox box,
        ExternalIssuer? issuer = null)
    {
        services.AddSingleton(database);
        services.AddSingleton(box);
        services.AddSingleton(_ => new Passwords());
        services.AddSingleton(all => new Throttle(database, all.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SecurityJournal>();
        services.AddSingleton<FormTokens>();
        services.AddSingleton<AnswerLinks>();
        services.AddSingleton<AccountBook>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<SecondFactor>();
        services.AddSingleton<SignIns>();
        services.AddSingleton<GrantKeeper>();
        services.AddSingleton<RoleChanges>();
        services.AddSingleton<InvitedPeople>();
        services.AddSingleton<Invitations>();
        services.AddSingleton<ForgettingAccounts>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton(all => new ExternalTokens(
            database, box, all.GetRequiredService<AccountBook>(), all.GetRequiredService<SecurityJournal>(),
            all.GetRequiredService<TimeProvider>(), issuer));
        services.AddSingleton<IViewers, AccountViewers>();
        return services;
    }

    /// <summary>The box of this deployment, whose key is kept in the database, wrapped with the master
    /// key.</summary>
    /// <exception cref="CryptographicException">The key was wrapped with another master key.</exception>
    public static async Task<ISecretBox> OpenBoxAsync(
        AccessDatabase database, MasterKey master, CancellationToken cancel = default)
    {
        var made = master.Wrap(RandomNumberGenerator.GetBytes(MasterKey.Length), KeyName);
        // Two programs that start at the same time keep what the first of them has kept.
        var wrapped = await database.WriteAsync(async transaction =>
        {
            await transaction.Connection!.ExecuteAsync(
                "insert into deployment (name, value) values (@KeyName, @made) on conflict (name) do nothing",
                new { KeyName, made }, transaction);
            return await transaction.Connection!.ExecuteScalarAsync<string>(
                "select value from deployment where name = @KeyName", new { KeyName }, transaction);
        }, cancel);
        var key = master.Unwrap(wrapped!, KeyName);
        try
        {
            return new SecretBox(key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }
}

using System.Net.Http.Headers;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Access.People;
using CommunityGrains.Domain.Access;
using CommunityGrains.Host;
using CommunityGrains.Host.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityGrains.EndToEnd;

/// <summary>The administrators of an installation with tokens for its API. There are several, because what
/// one of them may ask in a second is limited.</summary>
internal sealed class Staff(IReadOnlyList<string> tokens)
{
    private const int Count = 16;

    /// <summary>Hires them in an installation that is not serving.</summary>
    public static async Task<Staff> HireAsync(Installation centre)
    {
        var options = new HostOptions { Data = centre.Data };
        options = options with
        {
            MasterKey = new MasterKeyChoice(options.MasterKeyFile, Installation.MasterKey),
        };
        if (centre.Store is { } store) options = options with { Store = StoreChoice.Parse(store)! };
        await using var app = await Composition.BuildAsync(options, _ => { });
        var (book, grants) = (app.Services.GetRequiredService<AccountBook>(),
            app.Services.GetRequiredService<GrantKeeper>());
        var tokens = new List<string>();
        for (var number = 0; number < Count; number++)
        {
            var account = (await book.MakeAsync(
                $"administrator-{number}@example.org", "a yard by the river", default)).ShouldNotBeNull();
            await grants.GiveAsync(
                account, options.Region, Role.CentreAdministrator, new Scope.Region(), GrantKeeper.Program,
                account.Id.Value, "Hired", default);
            tokens.Add((await app.Services.GetRequiredService<AccessTokens>().MakeAsync(
                account.Id, "End to end", options.Region, [], readOnly: false, days: 1, default))
                .ShouldNotBeNull());
        }

        return new Staff(tokens);
    }

    /// <summary>One of them signs the request; the same one again when it is sent again.</summary>
    public void Sign(HttpRequestMessage request, Guid key) => request.Headers.Authorization =
        new AuthenticationHeaderValue("Bearer", tokens[key.ToByteArray()[0] % tokens.Count]);
}

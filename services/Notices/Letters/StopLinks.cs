using System.Security.Cryptography;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Domain;

namespace CommunityGrains.Notices.Letters;

/// <summary>Whose letters end, and which. An account's of some kinds, or all to a person whom the register
/// names.</summary>
public abstract record StopOrder
{
    public sealed record OfAccount(AccountId Account, IReadOnlyList<NoticeKind> Kinds) : StopOrder;

    public sealed record OfPerson(string Region, PersonId Person) : StopOrder;

    private StopOrder() { }
}

/// <summary>Addresses that end letters with one press (RFC 8058), without signing in. What they say is
/// sealed: nobody makes one for somebody else, and no table has to remember them.</summary>
public sealed class StopLinks(ISecretBox box, NoticeSettings settings)
{
    private const string Purpose = "stop-letters";

    /// <summary>Where they stand.</summary>
    public const string Path = "/letters/stop/";

    public string Make(StopOrder order) => Path + box.Seal(Purpose, order switch
    {
        StopOrder.OfAccount o => $"account {o.Account} {string.Join(',', o.Kinds.Select(KebabCase.Of))}",
        StopOrder.OfPerson o => $"person {o.Region} {o.Person}",
        _ => throw new InvalidOperationException($"{order.GetType().Name} ends nothing"),
    });

    /// <summary>What the key of an address says; null when it is none of ours.</summary>
    public StopOrder? Read(string? key)
    {
        if (key is null or { Length: > 1000 }) return null;
        try
        {
            return box.Open(Purpose, key).Split(' ') switch
            {
                ["account", var id, var kinds] => new StopOrder.OfAccount(
                    new AccountId(Guid.Parse(id)),
                    [.. kinds.Split(',').Select(KebabCase.Parse<NoticeKind>).OfType<NoticeKind>()]),
                ["person", var region, var id] =>
                    new StopOrder.OfPerson(region, new PersonId(Guid.Parse(id))),
                _ => null,
            };
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public Task StopAsync(StopOrder order, CancellationToken cancel) => order switch
    {
        StopOrder.OfAccount o => settings.StopLettersAsync(o.Account, o.Kinds, cancel),
        StopOrder.OfPerson o => settings.StopLettersAsync(o.Region, o.Person, cancel),
        _ => throw new InvalidOperationException($"{order.GetType().Name} ends nothing"),
    };
}

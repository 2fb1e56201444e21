using System.Text.Json;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Web.Account;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Web.Shell;

/// <summary>
/// A form that came in when its session was over, or from before another sign-in: where it was sent to, and
/// what was typed. It travels through signing in within the page itself, and is then sent by its author once
/// more; so nothing is lost, and nothing is stored.
/// </summary>
public sealed record KeptForm(string Address, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    /// <summary>The field that carries it.</summary>
    public const string Field = "kept";

    public const int LengthMax = 128 * 1024;

    // What nobody keeps for anybody: secrets, and the seal of a session that is over.
    private static readonly string[] Secrets = ["password", "code", "token", Field];

    /// <summary>What is worth showing of it: what was typed, in its order.</summary>
    public IEnumerable<string> Typed => Fields
        .Select(typed => typed.Value)
        .Where(value => value.Length > 2 && !Guid.TryParse(value, out _));

    /// <summary>The form that this request brings; null when it holds a secret, or is empty.</summary>
    public static KeptForm? Of(HttpRequest request, IFormCollection fields)
    {
        var kept = fields
            .Where(field => field.Key != FormTokens.Field)
            .SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? "")))
            .ToList();
        var isSecret = kept.Exists(field =>
            Array.Exists(Secrets, word => field.Key.Contains(word, StringComparison.OrdinalIgnoreCase)));
        return isSecret || kept.Count == 0 ? null : new KeptForm(request.Path + request.QueryString, kept);
    }

    /// <summary>Whether the browser itself says that the form is of a page of ours.</summary>
    public static bool IsSurelyOurs(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() == "same-origin";

    public string Write() => JsonSerializer.Serialize(this);

    /// <summary>What <see cref="Write"/> wrote; null for anything else, and for what leads
    /// elsewhere.</summary>
    public static KeptForm? Read(string? text)
    {
        if (text is null) return null;
        try
        {
            var kept = JsonSerializer.Deserialize<KeptForm>(text);
            return kept is { Fields: not null } && AccountRequest.IsOurs(kept.Address) ? kept : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

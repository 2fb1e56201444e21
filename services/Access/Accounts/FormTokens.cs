using System.Security.Cryptography;
using System.Text;

namespace CommunityGrains.Access.Accounts;

/// <summary>
/// Shows that a form came from a page of ours. Each page's forms carry a keyed hash of the visitor's cookie:
/// another site can neither read the cookie nor compute the hash, and a token of one session is none in
/// another.
/// </summary>
public sealed class FormTokens(ISecretBox box)
{
    /// <summary>The field of a form; programs behind a cookie send it as the header
    /// <see cref="Header"/>.</summary>
    public const string Field = "form-token";

    public const string Header = "X-Form-Token";

    /// <summary>The token of a cookie's value.</summary>
    public string Of(string cookie) => box.Mark(Purpose.FormMark, cookie);

    /// <summary>Whether a token was made for this cookie; the time it takes tells nothing.</summary>
    public bool Fits(string? token, string? cookie) =>
        token is { Length: > 0 } && cookie is { Length: > 0 }
        && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(Of(cookie)));
}

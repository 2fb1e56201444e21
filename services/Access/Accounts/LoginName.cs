using System.Text;

namespace CommunityGrains.Access.Accounts;

/// <summary>An e-mail address by which somebody signs in, in the one form in which it is compared.</summary>
public static class LoginName
{
    /// <summary>RFC 5321's limit.</summary>
    public const int LengthMax = 254;

    /// <summary>The address trimmed, composed and in lower case; null when it is no address.</summary>
    public static string? Of(string? text)
    {
        var said = text?.Trim().Normalize(NormalizationForm.FormC).ToLowerInvariant() ?? "";
        var at = said.IndexOf('@', StringComparison.Ordinal);
        var isAddress = said.Length <= LengthMax && at > 0 && at == said.LastIndexOf('@')
            && said.IndexOf('.', at) is var dot && dot > at + 1 && dot < said.Length - 1
            && !said.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter)
                || letter is '<' or '>' or '"' or ',' or ';');
        return isAddress ? said : null;
    }
}

namespace CommunityGrains.Web.Shell;

/// <summary>An address somebody typed into a register, made safe to point at.</summary>
public static class ExternalAddress
{
    /// <summary>The https or http address the text means ("vk.com/dvor" too); null when it is none, as
    /// "javascript:…", a mail address, or plain words.</summary>
    public static Uri? Of(string? text)
    {
        var trimmed = text?.Trim() ?? "";
        var full = trimmed.Contains("://", StringComparison.Ordinal) ? trimmed : "https://" + trimmed;
        return Uri.TryCreate(full, UriKind.Absolute, out var address)
            && address.Scheme is "http" or "https"
            && address.UserInfo.Length == 0
            && address.Host.Contains('.', StringComparison.Ordinal)
            && !trimmed.Any(char.IsWhiteSpace)
                ? address
                : null;
    }
}

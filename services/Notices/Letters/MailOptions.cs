namespace CommunityGrains.Notices.Letters;

/// <summary>How letters leave. <c>Folder</c>: where they lie as files when no server is named. <c>From</c>:
/// the sender, an address or "Name &lt;address&gt;".</summary>
public sealed record MailOptions(string Folder, string From)
{
    /// <summary>The server; null: letters become files.</summary>
    public SmtpServer? Server { get; init; }

    /// <summary>Where the pages are reached from outside; null: where this program listens.</summary>
    public Uri? Site { get; init; }
}

/// <summary>A mail server. <c>StartTls</c>: the connection is encrypted before anything is said;
/// certificates are checked as the machine does.</summary>
public sealed record SmtpServer(string Host, int Port, bool StartTls, string? User, string? Password)
{
    /// <summary>Submission (RFC 6409).</summary>
    public const int UsualPort = 587;

    // Never with its password.
    public override string ToString() => $"{Host}:{Port}";
}

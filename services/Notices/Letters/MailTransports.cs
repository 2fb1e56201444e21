using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace CommunityGrains.Notices.Letters;

/// <summary>Letters in the form in which they travel.</summary>
internal static class MailForm
{
    public static MailMessage Of(OutgoingLetter letter, string from)
    {
        var message = new MailMessage(new MailAddress(from), new MailAddress(letter.To))
        {
            Subject = letter.Text.Subject,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
            Body = letter.Text.Plain,
            BodyEncoding = Encoding.UTF8,
            IsBodyHtml = false,
        };
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(
            letter.Text.Html, Encoding.UTF8, MediaTypeNames.Text.Html));
        // The same through all tries: whoever gets it twice can know it again.
        message.Headers["Message-ID"] = $"<{letter.Id}@{letter.Site.Host}>";
        message.Headers["List-Unsubscribe"] = $"<{letter.Stop}>";
        message.Headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click";
        message.Headers["Auto-Submitted"] = "auto-generated";
        return message;
    }
}

/// <summary>
/// Hands letters to a server. The base library's client: it knows SMTP, AUTH and STARTTLS, which is what
/// servers take submissions with; a port that is encrypted from the first byte (465) it does not know.
/// </summary>
public sealed class SmtpTransport(MailOptions options, SmtpServer server) : IMailTransport
{
    public async Task SendAsync(OutgoingLetter letter, CancellationToken cancel)
    {
        using var message = MailForm.Of(letter, options.From);
        using var client = new SmtpClient(server.Host, server.Port)
        {
            EnableSsl = server.StartTls,
            UseDefaultCredentials = false,
            Credentials = server.User is null ? null : new NetworkCredential(server.User, server.Password),
        };
        await client.SendMailAsync(message, cancel);
    }
}

/// <summary>
/// Lays letters into a folder that only its owner can read, each as a file named by its id: sent again, it
/// replaces itself. For a deployment without a mail server and for trying it out. The files hold addresses
/// and are whole letters: whoever does not want them names a server.
/// </summary>
public sealed class FolderTransport(MailOptions options) : IMailTransport
{
    /// <summary>No more files than this are kept; the oldest go.</summary>
    private const int FilesMax = 1_000;

    private const UnixFileMode OwnerOnly =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public Task SendAsync(OutgoingLetter letter, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var folder = Make(options.Folder);
        var making = Directory.CreateTempSubdirectory("letter-");
        try
        {
            using var message = MailForm.Of(letter, options.From);
            using var client = new SmtpClient
            {
                DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory,
                PickupDirectoryLocation = making.FullName,
            };
            client.Send(message);
            var made = making.GetFiles().Single().FullName;
            // Whole or not at all, also when the temporary folder is on another disk.
            var near = Path.Combine(folder, $".{letter.Id}");
            File.Copy(made, near, overwrite: true);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(near, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.Move(near, Path.Combine(folder, $"{letter.Id}.eml"), overwrite: true);
        }
        finally
        {
            making.Delete(recursive: true);
        }

        Forget(folder);
        return Task.CompletedTask;
    }

    private static string Make(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, OwnerOnly);
        return path;
    }

    // Ids rise with time, and so do the files' names.
    private static void Forget(string folder)
    {
        var letters = Directory.GetFiles(folder, "*.eml");
        if (letters.Length <= FilesMax) return;
        foreach (var old in letters.OrderBy(File.GetLastWriteTimeUtc).Take(letters.Length - FilesMax))
            File.Delete(old);
    }
}

using System.CommandLine;
using System.Globalization;
using System.Net.Mail;
using CommunityGrains.Notices.Letters;

namespace CommunityGrains.Host.CommandLine;

/// <summary>How letters leave. The password is not said on the command line, where everybody on the machine
/// could read it: it is a file's content or a variable.</summary>
internal sealed class MailSettings
{
    /// <summary>The variable with the password for the mail server.</summary>
    public const string PasswordVariable = "COMMUNITYGRAINS_MAIL_PASSWORD";

    private const string StartTls = "starttls", NoTls = "none";

    private readonly CommonOptions common;
    private readonly Option<string?> server;
    private readonly Option<string> encryption;
    private readonly Option<string?> user;
    private readonly Option<string?> passwordFile;
    private readonly Option<string?> from;
    private readonly Option<string?> site;

    public MailSettings(CommonOptions common)
    {
        this.common = common;
        server = Text(
            "--mail-smtp", "mail.example.org:587",
            "Почтовый сервер; без него письма ложатся файлами в папку letters рядом с данными",
            "The mail server; without one letters are laid as files into the folder letters beside the data");
        Check(
            server, text => ServerOf(text) is not null,
            "нужно имя сервера и, если надо, порт: mail.example.org:587",
            "takes a server's name and perhaps a port: mail.example.org:587");
        encryption = new Option<string>("--mail-tls")
        {
            Description = common.Say(
                "Шифрование: starttls, или none — только для сервера на этой же машине",
                "Encryption: starttls, or none for a server on this machine alone"),
            HelpName = "starttls|none",
            DefaultValueFactory = _ => StartTls,
        };
        encryption.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is not (StartTls or NoTls))
                result.AddError($"--mail-tls: {common.Say("starttls или none", "starttls or none")}");
        });
        user = Text(
            "--mail-user", "registry@example.org", "Имя на почтовом сервере", "The name at the mail server");
        passwordFile = Text(
            "--mail-password-file", "FILE",
            $"Файл с паролем к почтовому серверу; без него — переменная {PasswordVariable}",
            $"A file with the password for the mail server; without it, the variable {PasswordVariable}");
        from = Text(
            "--mail-from", "registry@example.org", "От кого письма", "Whom letters come from");
        Check(
            from, text => MailAddress.TryCreate(text, out _), "нужен адрес: registry@example.org",
            "takes an address: registry@example.org");
        site = Text(
            "--site", "https://registry.example.org",
            "Под каким адресом сайт открывают снаружи: он стоит в письмах",
            "The address by which the site is opened from outside: letters have it");
        Check(
            site, text => SiteOf(text) is not null, "нужен адрес вида https://registry.example.org",
            "takes an address such as https://registry.example.org");
    }

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[server, encryption, user, passwordFile, from, site])
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(server) is null) return;
            if (result.GetValue(from) is null)
            {
                result.AddError(common.Say(
                    "--mail-smtp: укажите и --mail-from, от кого письма",
                    "--mail-smtp: say --mail-from as well, whom letters come from"));
            }

            // A password is sent in the clear to nobody but this machine.
            if (result.GetValue(encryption) == NoTls && result.GetValue(user) is not null
                && ServerOf(result.GetValue(server)) is { } known && !IsHere(known.Host))
            {
                result.AddError(common.Say(
                    "--mail-tls none: пароль ушёл бы по сети открытым; так можно только с localhost",
                    "--mail-tls none: the password would travel in clear; only localhost may be so"));
            }
        });
    }

    /// <exception cref="RefusedException">The password's file cannot be read.</exception>
    public HostOptions Apply(HostOptions options, ParseResult result) => options with
    {
        Mail = options.Mail with
        {
            From = result.GetValue(from) ?? options.Mail.From,
            Site = SiteOf(result.GetValue(site)),
            Server = ServerOf(result.GetValue(server)) is var (host, port)
                ? new SmtpServer(
                    host, port, result.GetValue(encryption) != NoTls, result.GetValue(user),
                    result.GetValue(user) is null ? null : PasswordOf(result))
                : null,
        },
    };

    private string? PasswordOf(ParseResult result)
    {
        if (result.GetValue(passwordFile) is not { } path)
            return Environment.GetEnvironmentVariable(PasswordVariable);
        try
        {
            return File.ReadAllText(path).TrimEnd('\r', '\n');
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(common.Say(
                $"--mail-password-file: файл {path} не читается",
                $"--mail-password-file: the file {path} cannot be read"));
        }
    }

    private Option<string?> Text(string name, string help, string russian, string english) => new(name)
    {
        Description = common.Say(russian, english), HelpName = help,
    };

    private void Check(Option<string?> option, Func<string, bool> fits, string russian, string english) =>
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !fits(text))
                result.AddError($"{option.Name}: {common.Say(russian, english)}");
        });

    private static bool IsHere(string host) => host is "localhost" or "127.0.0.1" or "[::1]";

    private static (string Host, int Port)? ServerOf(string? text)
    {
        if (text is null) return null;
        var (host, port) = (text, SmtpServer.UsualPort);
        if (text.LastIndexOf(':') is var colon and > 0 && !text.EndsWith(']'))
        {
            host = text[..colon];
            if (!int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port)
                || port is < 1 or > 65_535)
                return null;
        }

        return Uri.CheckHostName(host) == UriHostNameType.Unknown ? null : (host, port);
    }

    // Pages stand at the root of their address: with a path, every link of a letter would lead past them.
    private static Uri? SiteOf(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.PathAndQuery, address.Fragment, address.UserInfo) == ("/", "", "")
        && (address.Scheme == Uri.UriSchemeHttps
            || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? address
            : null;
}

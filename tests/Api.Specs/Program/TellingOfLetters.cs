using CommunityGrains.Host;
using CommunityGrains.Host.CommandLine;
using CommunityGrains.Notices.Letters;
using CommunityGrains.Registry.Texts;

namespace CommunityGrains.Api.Specs.Program;

/// <summary>How a server is told where letters leave and where its pages are reached, and what it says of
/// what it does not understand.</summary>
public sealed class TellingOfLetters : CommandLineRun
{
    [Fact]
    public void Without_a_word_letters_become_files_beside_the_data()
    {
        var mail = Read("--data", "somewhere").Mail;
        mail.Server.ShouldBeNull();
        mail.Site.ShouldBeNull();
        mail.Folder.ShouldBe(Path.Combine(Path.GetFullPath("somewhere"), "letters"));
    }

    [Theory]
    [InlineData("mail.example.org", "mail.example.org", 587)]
    [InlineData("mail.example.org:2525", "mail.example.org", 2525)]
    [InlineData("192.0.2.7:25", "192.0.2.7", 25)]
    [InlineData("[::1]", "[::1]", 587)]
    [InlineData("[::1]:25", "[::1]", 25)]
    public void A_server_is_a_name_and_perhaps_a_port_and_is_spoken_to_in_secret(
        string said, string host, int port) =>
        Read("--mail-smtp", said, "--mail-from", "registry@example.org").Mail.Server
            .ShouldBe(new SmtpServer(host, port, StartTls: true, null, null));

    [Fact]
    public void Everything_that_is_said_of_letters_arrives()
    {
        var options = Read(
            "--mail-smtp", "localhost:25", "--mail-tls", "none", "--mail-user", "registry",
            "--mail-password-file", FileOf("password", "secret phrase\r\n"),
            "--mail-from", "Реестр <registry@example.org>", "--site", "https://registry.example.org");
        options.Mail.Server.ShouldBe(new SmtpServer("localhost", 25, false, "registry", "secret phrase"));
        (options.Mail.From, options.Mail.Site).ShouldBe(
            ("Реестр <registry@example.org>", new Uri("https://registry.example.org")));
        $"{options}".ShouldNotContain("secret phrase");
        Read("--site", "http://localhost:5080").Mail.Site.ShouldBe(new Uri("http://localhost:5080"));
    }

    [Fact]
    public void A_password_without_a_name_is_sent_to_nobody() =>
        Read(
            "--mail-smtp", "mail.example.org", "--mail-from", "a@example.org",
            "--mail-password-file", FileOf("password", "secret")).Mail.Server!.Password.ShouldBeNull();

    public static TheoryData<string, string, string> Wrong()
    {
        const string Server = "--mail-smtp mail.example.org --mail-from a@example.org ";
        var wrong = new TheoryData<string, string, string>
        {
            { Server + "--mail-tls ssl", "--mail-tls: starttls или none", "--mail-tls: starttls or none" },
            { Server + "--mail-tls none --mail-user a", "--mail-tls none: пароль ушёл бы по сети открытым",
                "--mail-tls none: the password would travel in clear" },
            { "--mail-smtp mail.example.org", "--mail-smtp: укажите и --mail-from",
                "--mail-smtp: say --mail-from as well" },
            { "--mail-from registry", "--mail-from: нужен адрес", "--mail-from: takes an address" },
            { "--map-tiles https://{s}.example.org/{z}/{x}/{y}.png --map-credit x",
                "--map-tiles: нужен адрес одного сервера", "--map-tiles takes an address of one server" },
            { "--map-tiles https://tiles.example.org/{z}/{x}.png --map-credit x",
                "--map-tiles: нужен адрес одного сервера", "--map-tiles takes an address of one server" },
            { "--map-tiles https://tiles.example.org/{z}/{x}/{y}.png",
                "--map-tiles указывают вместе с --map-credit", "--map-tiles goes together with" },
        };
        foreach (var server in (string[])["smtp://mail.example.org", "mail.example.org:0",
            "mail.example.org:99999", "mail.example.org:smtp", "mail.example.org:", ":25"])
        {
            wrong.Add($"--mail-smtp {server} --mail-from a@example.org", "--mail-smtp: нужно имя сервера",
                "--mail-smtp: takes a server's name");
        }

        foreach (var site in (string[])["registry.example.org", "http://registry.example.org",
            "https://registry.example.org/map", "https://a:b@registry.example.org",
            "https://registry.example.org?x=1", "ftp://registry.example.org"])
            wrong.Add($"--site {site}", "--site: нужен адрес вида", "--site: takes an address such as");
        return wrong;
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_not_understood_is_named_with_what_to_write_instead_in_both_languages(
        string said, string russian, string english)
    {
        foreach (var (language, sentence) in ((string, string)[])[("ru", russian), ("en", english)])
        {
            await RunIn(language, ["serve", .. said.Split(' ')]);
            Exit.ShouldBe(ExitCode.Usage);
            Error.ShouldContain(sentence);
        }

        Directory.Exists(Data).ShouldBeFalse("nothing is begun");
    }

    [Theory]
    [InlineData("ru", "--mail-password-file: файл")]
    [InlineData("en", "--mail-password-file: the file")]
    public async Task A_password_that_cannot_be_read_is_said_in_one_sentence(string language, string sentence)
    {
        await RunIn(
            language, "serve", "--mail-smtp", "mail.example.org", "--mail-from", "a@example.org",
            "--mail-user", "a", "--mail-password-file", Path.Combine(Folder, "nowhere"));
        Exit.ShouldBe(ExitCode.Failed);
        Error.ShouldContain(sentence);
        Error.Trim().ShouldNotContain("\n");
        Directory.Exists(Data).ShouldBeFalse("nothing is begun");
    }

    [Fact]
    public async Task What_serves_without_a_command_understands_it_as_well()
    {
        await Run("--mail-smtp", "mail.example.org");
        Error.ShouldContain("--mail-smtp: say --mail-from as well");
    }

    private static HostOptions Read(params string[] said)
    {
        var common = new CommonOptions(Language.English);
        var command = ServeCommand.Make(common, "serve");
        foreach (var option in (System.CommandLine.Option[])
            [common.Data, common.Store, common.Region, common.MasterKeyCommand])
            command.Options.Add(option);
        var result = command.Parse(said);
        result.Errors.ShouldBeEmpty();
        return common.Read(result);
    }
}

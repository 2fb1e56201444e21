using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using CommunityGrains.Access.Specs.Accounts;
using CommunityGrains.Notices.Letters;
using Microsoft.Extensions.Logging;

namespace CommunityGrains.Access.Specs.Notices;

/// <summary>Letters are handed over to a mail server, over a real connection.</summary>
public sealed partial class HandingLettersOver() : NoticeWorld(Kept.InAFile)
{
    private readonly MailServer server = new();
    private readonly ListedJournal journal = new();

    private static readonly OutgoingLetter Letter = new(
        Guid.Parse("0193a0c0-0000-7000-8000-000000000001"), "anna@example.org",
        new LetterText(
            "Запись ещё верна? ТОС «Кленовая аллея, двор у самой реки и сад за старой школой»",
            "Здравствуйте!\r\n.строка с точки\r\n", "<p>Здравствуйте!</p>"),
        new SomeSite().Address, new Uri(new SomeSite().Address, "/letters/stop/" + new string('k', 300)));

    public override async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task It_arrives_as_it_was_written_with_a_way_to_end_letters()
    {
        await Transport().SendAsync(Letter, Cancel);
        server.Said.ShouldContain("MAIL FROM:<registry@example.org>");
        server.Said.ShouldContain("RCPT TO:<anna@example.org>");
        var (headers, body) = Parted(server.Letters.ShouldHaveSingleItem());
        headers["Message-ID"].ShouldBe($"<{Letter.Id}@registry.example.org>");
        headers["List-Unsubscribe"].ShouldBe($"<{Letter.Stop}>");
        headers["List-Unsubscribe-Post"].ShouldBe("List-Unsubscribe=One-Click");
        headers["Auto-Submitted"].ShouldBe("auto-generated");
        headers["To"].ShouldBe("anna@example.org");
        Decoded(headers["From"]).Replace("\"", "", StringComparison.Ordinal)
            .ShouldBe("Реестр сообществ <registry@example.org>");
        Decoded(headers["Subject"]).ShouldBe(Letter.Text.Subject);
        headers["Content-Type"].ShouldStartWith("multipart/alternative");
        Part(body, "text/plain").ShouldBe(Letter.Text.Plain.ReplaceLineEndings("\n").TrimEnd());
        Part(body, "text/html").ShouldBe(Letter.Text.Html);
    }

    [Theory]
    [InlineData(".", "451 try later")]
    [InlineData(".", "554 no such letters here")]
    [InlineData("RCPT", "550 anna@example.org is not known")]
    [InlineData("MAIL", "421 closing")]
    public async Task What_is_not_taken_comes_again_later_as_the_same_letter(string to, string answer)
    {
        var manager = await GivenAManagerWithClaims(1);
        Clock.Move(Rules.Gathering);
        server.Answers[to] = answer;
        (await Post(Transport(), journal: journal)).ShouldBe(0);
        (await Post(Transport(), journal: journal)).ShouldBe(0, "not before its time");
        (await Outbox.CountAsync(Cancel)).Waiting.ShouldBe(1);
        server.Answers.Clear();
        Clock.Move(Rules.Backoff[0]);
        (await Post(Transport(), journal: journal)).ShouldBe(1);
        server.Letters.Select(letter => Parted(letter).Headers["Message-ID"]).Distinct()
            .ShouldHaveSingleItem();
        server.Letters.Count.ShouldBe(to == "." ? 2 : 1);
        (await Outbox.CountAsync(Cancel)).ShouldBe(new OutboxCounts(0, null, 0));
        journal.Lines.ShouldHaveSingleItem().ShouldNotContain("example.org", Case.Insensitive);
        manager.Login.ShouldContain("example.org");
    }

    [Fact]
    public async Task Who_is_never_known_there_is_given_up_and_counted_and_named_nowhere()
    {
        var manager = await GivenAManagerWithClaims(1);
        Clock.Move(Rules.Gathering);
        server.Answers["RCPT"] = $"550 {manager.Login}: no such user";
        for (var tried = 1; tried <= Rules.TriesMax; tried++)
        {
            (await Post(Transport(), journal: journal)).ShouldBe(0);
            Clock.Move(Rules.Backoff[Math.Min(tried, Rules.Backoff.Count) - 1]);
        }

        (await Outbox.CountAsync(Cancel)).ShouldBe(new OutboxCounts(0, null, 1));
        server.Answers.Clear();
        (await Post(Transport())).ShouldBe(0);
        server.Letters.ShouldBeEmpty();
        journal.Lines.Count.ShouldBe(Rules.TriesMax);
        journal.Lines.ShouldAllBe(line => !line.Contains(manager.Login, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_server_that_takes_the_call_and_says_nothing_holds_nobody_for_ever()
    {
        await GivenAManagerWithClaims(1);
        Clock.Move(Rules.Gathering);
        server.IsSilent = true;
        var hasty = Rules with { SendingMax = TimeSpan.FromMilliseconds(400) };
        (await Post(Transport(), hasty).WaitAsync(TimeSpan.FromSeconds(20), Cancel)).ShouldBe(0);
        (await Outbox.CountAsync(Cancel)).Waiting.ShouldBe(1, "it goes later");
    }

    [Fact]
    public async Task A_server_that_offers_no_encryption_where_it_was_asked_for_is_told_nothing()
    {
        await Should.ThrowAsync<System.Net.Mail.SmtpException>(
            () => Transport(startTls: true, user: "registry").SendAsync(Letter, Cancel));
        server.Letters.ShouldBeEmpty();
        server.Said.ShouldAllBe(line => !line.StartsWith("MAIL", StringComparison.Ordinal)
            && !line.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_a_name_it_signs_in_first()
    {
        await Transport(user: "registry").SendAsync(Letter, Cancel);
        var said = server.Said.ToList();
        var signing = said.FindIndex(line => line.StartsWith("AUTH", StringComparison.Ordinal));
        said[signing].ShouldBe($"AUTH login {Base64("registry")}");
        said[signing + 1].ShouldBe(Base64("secret"));
        said.FindIndex(line => line.StartsWith("MAIL", StringComparison.Ordinal))
            .ShouldBeGreaterThan(signing);
    }

    private SmtpTransport Transport(bool startTls = false, string? user = null) => new(
        new MailOptions("unused", "Реестр сообществ <registry@example.org>"),
        new SmtpServer("127.0.0.1", server.Port, startTls, user, user is null ? null : "secret"));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static (IReadOnlyDictionary<string, string> Headers, string Body) Parted(string letter)
    {
        var end = letter.IndexOf("\n\n", StringComparison.Ordinal);
        var headers = Fold().Replace(letter[..end], " ").Split('\n')
            .Select(line => line.Split(": ", 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        return (headers, letter[(end + 2)..]);
    }

    // Words of a header in another alphabet (RFC 2047); the space between two of them is none.
    private static string Decoded(string header) => EncodedWord().Replace(
        BetweenWords().Replace(header, ""),
        word => Encoding.UTF8.GetString(word.Groups["way"].Value is "B" or "b"
            ? Convert.FromBase64String(word.Groups["text"].Value)
            : Quoted(word.Groups["text"].Value.Replace('_', ' '))));

    private static string Part(string body, string type)
    {
        var part = body[body.IndexOf($"Content-Type: {type}", StringComparison.OrdinalIgnoreCase)..];
        var text = part[(part.IndexOf("\n\n", StringComparison.Ordinal) + 2)..];
        text = text[..text.IndexOf("\n--", StringComparison.Ordinal)];
        var bytes = part.Contains("base64", StringComparison.OrdinalIgnoreCase)
            ? Convert.FromBase64String(text)
            : Quoted(text.Replace("=\n", "", StringComparison.Ordinal));
        return Encoding.UTF8.GetString(bytes).ReplaceLineEndings("\n").TrimEnd();
    }

    private static byte[] Quoted(string text) => [.. QuotedByte().Matches(text).Select(one =>
        one.Value.Length == 3 ? Convert.ToByte(one.Value[1..], 16) : (byte)one.Value[0])];

    [GeneratedRegex(@"\n[ \t]+")]
    private static partial Regex Fold();

    [GeneratedRegex(@"=\?utf-8\?(?<way>[BQ])\?(?<text>[^?]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex EncodedWord();

    [GeneratedRegex(@"(?<=\?=)\s+(?==\?)")]
    private static partial Regex BetweenWords();

    [GeneratedRegex("=[0-9A-F]{2}|.", RegexOptions.Singleline)]
    private static partial Regex QuotedByte();

    private sealed class ListedJournal : ILogger<Postman>
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CommunityGrains.Access.Specs.Notices;

/// <summary>A mail server of this machine that speaks just enough SMTP (RFC 5321) to be handed letters over.
/// It answers as it is told to, and keeps what it was told.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly Task listening;

    public MailServer()
    {
        listener.Start();
        listening = ListenAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What it answers to a command that begins so, in place of what is usual; "." is the end of a
    /// letter.</summary>
    public ConcurrentDictionary<string, string> Answers { get; } = new();

    /// <summary>Whether it takes calls and says nothing.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Every command line, in order.</summary>
    public ConcurrentQueue<string> Said { get; } = new();

    /// <summary>Every letter that came to its end, taken or not, as it came.</summary>
    public ConcurrentQueue<string> Letters { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Dispose();
        await listening;
        closing.Dispose();
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                using var caller = await listener.AcceptTcpClientAsync(closing.Token);
                try
                {
                    await ServeAsync(caller);
                }
                catch (IOException)
                {
                    // Hung up in the middle.
                }
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
            // Closed.
        }
    }

    private async Task ServeAsync(TcpClient caller)
    {
        await using var stream = caller.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        if (!IsSilent) await SayAsync(stream, "220 mail.example.org");
        while (await reader.ReadLineAsync(closing.Token) is { } line)
        {
            Said.Enqueue(line);
            var answer = AnswerTo(line);
            await SayAsync(stream, answer);
            if (answer.StartsWith("354", StringComparison.Ordinal))
            {
                Letters.Enqueue(await LetterAsync(reader));
                await SayAsync(stream, AnswerTo("."));
            }
            else if (answer.StartsWith("334", StringComparison.Ordinal))
            {
                Said.Enqueue(await reader.ReadLineAsync(closing.Token) ?? "");
                await SayAsync(stream, "235 welcome");
            }
            else if (answer.StartsWith("221", StringComparison.Ordinal)) return;
        }
    }

    private string AnswerTo(string line) =>
        Answers.FirstOrDefault(one => line.StartsWith(one.Key, StringComparison.OrdinalIgnoreCase)).Value
        ?? line.Split(' ')[0].ToUpperInvariant() switch
        {
            "EHLO" => "250-mail.example.org\r\n250 AUTH LOGIN",
            "AUTH" => "334 UGFzc3dvcmQ6",
            "DATA" => "354 go on",
            "QUIT" => "221 bye",
            _ => "250 yes",
        };

    private async Task<string> LetterAsync(StreamReader reader)
    {
        var letter = new StringBuilder();
        while (await reader.ReadLineAsync(closing.Token) is { } line and not ".")
            letter.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append('\n');
        return letter.ToString();
    }

    private async Task SayAsync(NetworkStream stream, string answer) =>
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n"), closing.Token);
}

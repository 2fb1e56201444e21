using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace CommunityGrains.EndToEnd;

/// <summary>The built program with a data folder of its own, run as a user runs it: as a process. With a
/// store it keeps its data there; several installations may share one.</summary>
internal sealed class Installation(
    string? store = null, bool keyInFile = false, string program = "communitygrains.dll") : IDisposable
{
    /// <summary>The key of all installations that have none in a file.</summary>
    public static readonly string MasterKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public string? Store { get; } = store;

    private readonly string program = Path.Combine(AppContext.BaseDirectory, program);

    /// <summary>What its programs find in their environment besides.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    public string Data { get; } = Directory.CreateTempSubdirectory("communitygrains-").FullName;

    /// <summary>A file of tests/Data, which travels with the test.</summary>
    public static string Sample(string name) => Path.Combine(AppContext.BaseDirectory, "Data", name);

    /// <summary>Another one on a copy of this one's files, which stands still meanwhile.</summary>
    public Installation Copy()
    {
        Store.ShouldBeNull("what is kept elsewhere is not copied");
        var copy = new Installation(keyInFile: keyInFile);
        foreach (var file in Directory.EnumerateFiles(Data))
            File.Copy(file, Path.Combine(copy.Data, Path.GetFileName(file)));
        return copy;
    }

    /// <summary>Runs a command of the program to its end; what it printed and its exit code.</summary>
    public async Task<Outcome> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await WithinAsync(
            TimeSpan.FromMinutes(3), $"the end of '{string.Join(' ', arguments)}'", process.WaitForExitAsync);
        return new Outcome(process.ExitCode, await output, await errors);
    }

    /// <summary>Starts a command and leaves it running.</summary>
    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Data,
        };
        string[] kept = Store is null ? [] : ["--store", Store];
        // Installations that share a store, or follow one another on a copy, share the key as well.
        if (!keyInFile) start.Environment["COMMUNITYGRAINS_MASTER_KEY"] = MasterKey;
        foreach (var (name, value) in Variables) start.Environment[name] = value;
        foreach (var argument in (string[])[program, .. arguments, "--data", Data, .. kept])
            start.ArgumentList.Add(argument);
        return Process.Start(start) ?? throw new InvalidOperationException("dotnet could not be started");
    }

    /// <summary>Starts serving on a free port and returns when it is ready.</summary>
    public async Task<Server> ServeAsync(params string[] arguments)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var process = Start([.. arguments, "--urls", address.ToString()]);
        _ = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        // Callers wait for one another when answers are late, instead of opening thousands of connections.
        var connections = new SocketsHttpHandler { MaxConnectionsPerServer = 256 };
        var server = new Server(process, new HttpClient(connections) { BaseAddress = address });
        await WithinAsync(TimeSpan.FromMinutes(1), "ready to serve", async cancel =>
        {
            using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            while (!await server.IsReadyAsync(cancel))
            {
                if (process.HasExited)
                    throw new InvalidOperationException($"It did not start: {await errors}");
                await look.WaitForNextTickAsync(cancel);
            }
        });
        return server;
    }

    public void Dispose() => Directory.Delete(Data, recursive: true);

    /// <summary>Waits, with a bound, and says what did not come.</summary>
    public static async Task WithinAsync(TimeSpan time, string what, Func<CancellationToken, Task> work)
    {
        using var bound = new CancellationTokenSource(time);
        try
        {
            await work(bound.Token);
        }
        catch (OperationCanceledException error) when (bound.IsCancellationRequested)
        {
            throw new TimeoutException($"{what} did not come within {time}", error);
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

internal sealed record Outcome(int ExitCode, string Output, string Errors)
{
    public Outcome ShouldSucceed()
    {
        ExitCode.ShouldBe(0, $"{Output}\n{Errors}");
        return this;
    }
}

internal static class Signals
{
    public static void Signal(this Process process, string name)
    {
        using var kill = Process.Start("kill", ["-s", name, $"{process.Id}"]);
        kill.WaitForExit();
    }
}

/// <summary>A running server. Disposing it kills the process outright, as a power cut would.</summary>
internal sealed class Server(Process process, HttpClient client) : IDisposable
{
    public HttpClient Client => client;

    /// <summary>Sends the process a signal by its name, such as "STOP".</summary>
    public void Signal(string name) => process.Signal(name);

    public void KillAtOnce()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>Waits for the process to end of itself; its exit code.</summary>
    public async Task<int> EndAsync(string what)
    {
        await Installation.WithinAsync(TimeSpan.FromMinutes(2), what, process.WaitForExitAsync);
        return process.ExitCode;
    }

    public bool HasEnded => process.HasExited;

    public async Task<bool> IsReadyAsync(CancellationToken cancel)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), cancel);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        KillAtOnce();
        process.Dispose();
        client.Dispose();
    }
}

using System.Diagnostics;

namespace CommunityGrains.Benchmarks;

/// <summary>The program as its user runs it: a process on a data folder of its own.</summary>
internal static class ProgramRun
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "communitygrains.dll");

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public static Process Start(string data, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])[Program, .. arguments, "--data", data]) start.ArgumentList.Add(
            argument);
        return Process.Start(start) ?? throw new InvalidOperationException("dotnet could not be started");
    }

    /// <summary>Runs a command to its end: how long it took from start to exit, and the most memory it
    /// held, bytes.</summary>
    public static async Task<(TimeSpan Elapsed, long PeakBytes)> ToEndAsync(
        string data, params string[] arguments)
    {
        var started = Stopwatch.GetTimestamp();
        using var process = Start(data, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var peak = 0L;
        using var look = new PeriodicTimer(Look);
        var end = process.WaitForExitAsync();
        while (!end.IsCompleted)
        {
            process.Refresh();
            if (!process.HasExited) peak = Math.Max(peak, process.PeakWorkingSet64);
            await look.WaitForNextTickAsync();
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        if (process.ExitCode != 0)
            throw new InvalidOperationException(
                $"{string.Join(' ', arguments)}: {await output} {await errors}");
        return (elapsed, peak);
    }

    /// <summary>How long from start until it says that it serves. The process is then killed.</summary>
    public static async Task<TimeSpan> ToReadyAsync(string data)
    {
        const string address = "http://127.0.0.1:5087";
        using var client = new HttpClient();
        var started = Stopwatch.GetTimestamp();
        using var process = Start(data, "serve", "--urls", address);
        _ = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var look = new PeriodicTimer(Look);
        while (!await IsReadyAsync(client, address))
        {
            if (process.HasExited) throw new InvalidOperationException(await errors);
            await look.WaitForNextTickAsync();
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        process.Kill();
        await process.WaitForExitAsync();
        return elapsed;
    }

    private static async Task<bool> IsReadyAsync(HttpClient client, string address)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri($"{address}/health/ready"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}

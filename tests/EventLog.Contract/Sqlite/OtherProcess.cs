using System.Diagnostics;
using CommunityGrains.EventLog.Sqlite;
using CommunityGrains.Sqlite;
using Dapper;
using static CommunityGrains.EventLog.Contract.Requests;

namespace CommunityGrains.EventLog.Contract.Sqlite;

/// <summary>This executable once more, as another process on the same file, which says on its output what it
/// has done and is killed by the test.</summary>
internal sealed class OtherProcess : IDisposable
{
    public const string Mark = "--other-process";
    public const string AppendForEver = "append-for-ever";
    public const string StopInsideTransaction = "stop-inside-transaction";

    private readonly Process process;

    private OtherProcess(Process process) => this.process = process;

    public static OtherProcess Start(string role, string path)
    {
        var program = Environment.ProcessPath!;
        var assembly = typeof(OtherProcess).Assembly.Location;
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet") start.ArgumentList.Add(assembly);
        foreach (var argument in (string[])[Mark, role, path]) start.ArgumentList.Add(argument);
        return new OtherProcess(Process.Start(start)!);
    }

    public async Task<string?> ReadLineAsync() =>
        await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask()
            .Within("line of the other process");

    /// <summary>As kill -9: without any chance to clean up.</summary>
    /// <returns>What it had said until then.</returns>
    public async Task<IReadOnlyList<string>> KillAsync()
    {
        process.Kill();
        var rest = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken)
            .Within("end of the killed process");
        return [.. rest.Split('\n').SkipLast(1)];
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    /// <summary>The part of the other process.</summary>
    public static async Task<int> PlayAsync(string role, string path)
    {
        using var database = new SqliteDatabase(path);
        await using var log = new SqliteEventLog(database, TimeProvider.System);
        if (role == AppendForEver)
        {
            await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => AppendAsync(log))));
            return 0;
        }

        using (database.Turn.Enter())
        {
            database.Writer.Execute("""
                begin immediate;
                insert into streams (name) values ('RU-BA/community/00000000-0000-0000-0000-000000000001');
                insert into commands values (x'01', 1, 0, 0, 0, x'', x'');
                """);
            Say("inside");
            await Console.In.ReadLineAsync();
            return 1;
        }
    }

    private static async Task AppendAsync(SqliteEventLog log)
    {
        var stream = NewStream();
        for (var version = 0L; ; version += 2)
        {
            var request = To(stream, version, events: 2);
            await log.AppendAsync(request);
            Say(request.Command.ToString());
        }
    }

    private static void Say(string line)
    {
        lock (Console.Out)
        {
            Console.Out.Write(line + "\n");
            Console.Out.Flush();
        }
    }
}

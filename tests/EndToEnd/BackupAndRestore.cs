using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;

namespace CommunityGrains.EndToEnd;

/// <summary>What deploy/backup.md tells operators to do, done.</summary>
public sealed class BackupAndRestore
{
    [Fact]
    public async Task A_dump_of_a_running_database_restored_elsewhere_goes_on_and_hides_nothing()
    {
        using var centre = await OnAServer.GivenACentreAsync();
        await AFirstDay.ImportMunicipalitiesAsync(centre);
        using var server = await centre.ServeAsync("serve");
        var writing = AFirstDay.ImportAsync(centre, "register", "register-sample.csv");
        await OnAServer.UntilAsync(
            "some of the register",
            async () => (await History.OfAsync(centre)).Count > 100 || writing.IsCompleted);
        var dump = Path.Combine(centre.Data, "centre.dump");
        await DumpAsync(centre.Store!, dump);
        await writing;

        using var restored = await OnAServer.GivenACentreAsync();
        await RestoreAsync(restored.Store!, dump);
        var (before, after) = (await History.OfAsync(centre), await History.OfAsync(restored));
        after.ShouldNotBeEmpty();
        after.Select(one => (one.Position, Convert.ToHexString(one.Hash.Span))).ShouldBe(
            before.Take(after.Count).Select(one => (one.Position, Convert.ToHexString(one.Hash.Span))));
        (await restored.RunAsync("check")).ShouldSucceed();

        // The rest of the list comes in; what had come in before the dump is known.
        await AFirstDay.ImportAsync(restored, "register", "register-sample.csv");
        var completed = await History.OfAsync(restored);
        completed.Count("community.registered.v1").ShouldBe(122);
        completed.Take(after.Count).Select(one => one.Position).ShouldBe(after.Select(one => one.Position));
        using var elsewhere = await restored.ServeAsync("serve");
        var page = await elsewhere.Client.GetFromJsonAsync<JsonElement>(
            $"/api/v1/communities?limit=1&after={completed[^1].Position}");
        page.GetProperty("items").GetArrayLength().ShouldBe(1);
        (await restored.RunAsync("check")).ShouldSucceed();
    }

    [Fact]
    public async Task A_log_restored_to_an_older_point_under_newer_views_is_noticed_and_said()
    {
        using var centre = await OnAServer.GivenACentreAsync();
        await AFirstDay.ImportMunicipalitiesAsync(centre);
        var dump = Path.Combine(centre.Data, "log.dump");
        await DumpAsync(centre.Store!, dump, "--schema=eventlog");
        var older = await History.OfAsync(centre);
        await AFirstDay.ImportAsync(centre, "register", "register-sample.csv");
        await Sql.RunAsync(centre.Store!, "drop schema eventlog cascade");
        await RestoreAsync(centre.Store!, dump);

        var check = await centre.RunAsync("check", "--lang", "en");
        check.ExitCode.ShouldBe(1, check.Errors);
        check.Output.ShouldContain($"the log's head {older[^1].Position}");
        var import = await centre.RunAsync(
            "import", "register", Installation.Sample("register-sample.csv"), "--region", "RU-BA");
        import.ExitCode.ShouldBe(3, "nothing is decided on views of another log");
        import.Errors.ShouldContain("older point");

        (await centre.RunAsync("rebuild")).ShouldSucceed();
        (await centre.RunAsync("check")).ShouldSucceed();
        await AFirstDay.ImportAsync(centre, "register", "register-sample.csv");
        (await History.OfAsync(centre)).Count("community.registered.v1").ShouldBe(122);
    }

    [Fact]
    public async Task A_copy_of_the_file_taken_while_the_program_stands_still_goes_on()
    {
        using var centre = await Prepared.WithMunicipalitiesAsync();
        using var copy = centre.Copy();
        await AFirstDay.ImportAsync(copy, "register", "register-sample.csv");
        (await copy.RunAsync("check")).ShouldSucceed();
        (await History.OfAsync(copy)).Count("community.registered.v1").ShouldBe(122);
    }

    private static Task DumpAsync(string store, string file, params string[] options) =>
        ToolAsync("pg_dump", store, ["--format=custom", $"--file={file}", .. options]);

    private static Task RestoreAsync(string store, string file) =>
        ToolAsync("pg_restore", store, ["--exit-on-error", "--no-owner", file]);

    private static async Task ToolAsync(string tool, string store, string[] arguments)
    {
        var place = new NpgsqlConnectionStringBuilder(store);
        var start = new ProcessStartInfo(ToolPath(tool), [
            $"--host={place.Host}", $"--port={place.Port}", $"--username={place.Username}",
            $"--dbname={place.Database}", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        await Installation.WithinAsync(
            TimeSpan.FromMinutes(1), $"the end of {tool}", process.WaitForExitAsync);
        process.ExitCode.ShouldBe(0, await errors);
    }

    // Beside the server's binaries: the newest, as postgres.sh takes them; else wherever the path has them.
    private static string ToolPath(string tool) => Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql")
            .OrderByDescending(
                folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
            .Select(folder => Path.Combine(folder, "bin", tool)).FirstOrDefault(File.Exists) ?? tool
        : tool;
}

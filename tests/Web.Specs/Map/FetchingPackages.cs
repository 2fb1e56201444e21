using System.Diagnostics;

namespace CommunityGrains.Web.Specs.Map;

/// <summary>The build fetches what the map and the charts are drawn with. Where it cannot, it says in one
/// sentence what is missing.</summary>
public sealed class FetchingPackages
{
    private const string NpmThatFails = "#!/bin/sh\n[ \"$1\" = --version ] && echo 10.0.0 && exit 0\n"
        + "echo 'npm error registry is away' >&2\nexit 1\n";

    [Theory]
    [InlineData(null, "CG0001", "services/Web needs npm (Node.js 20 or later)")]
    [InlineData(NpmThatFails, "CG0002", "npm could not fetch the map and the charts")]
    public async Task A_build_that_cannot_fetch_says_what_it_needs(string? npm, string code, string sentence)
    {
        var folder = Directory.CreateTempSubdirectory("fetching-");
        try
        {
            File.CreateSymbolicLink(Path.Combine(folder.FullName, "sh"), "/bin/sh");
            if (npm is not null)
            {
                var path = Path.Combine(folder.FullName, "npm");
                await File.WriteAllTextAsync(path, npm, TestContext.Current.CancellationToken);
                if (!OperatingSystem.IsWindows())
                    File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            }

            var (exit, output) = await FetchAsync(folder.FullName);
            exit.ShouldNotBe(0, output);
            var errors = output.Split('\n').Where(line => line.Contains(": error ", StringComparison.Ordinal))
                .Distinct().ToList();
            errors.ShouldHaveSingleItem().ShouldContain($"error {code}: {sentence}");
            Directory.GetDirectories(folder.FullName, "fetch-*", SearchOption.AllDirectories).ShouldBeEmpty();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Into a folder of its own, so that everything is still to be fetched; with nothing else to be found.
    private static async Task<(int Exit, string Output)> FetchAsync(string folder)
    {
        var start = new ProcessStartInfo(DotNet())
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var argument in (string[])
            ["msbuild", Path.Combine(Root(), "services", "Web", "Web.csproj"), "-t:FetchPackages",
                $"-p:PackageFolder={folder}/packages/", "-nologo", "-v:m", "-m:1", "-nodeReuse:false"])
            start.ArgumentList.Add(argument);
        start.Environment["PATH"] = folder;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await errors);
    }

    private static string DotNet() => Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "dotnet")).First(File.Exists);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder!.GetFiles("CommunityGrains.sln").Length == 0) folder = folder.Parent;
        return folder.FullName;
    }
}

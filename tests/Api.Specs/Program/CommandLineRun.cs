using CommunityGrains.Host.CommandLine;

namespace CommunityGrains.Api.Specs.Program;

/// <summary>A run of the program's command line within the tests' process, over a folder of its
/// own.</summary>
public abstract class CommandLineRun : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    protected string Folder { get; } = Directory.CreateTempSubdirectory("communitygrains-").FullName;

    protected string Data => Path.Combine(Folder, "data");

    protected int Exit { get; private set; }

    protected string Output { get; private set; } = "";

    protected string Error { get; private set; } = "";

    protected string FileOf(string name, string content)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    protected Task Run(params string[] args) => RunIn("en", args);

    protected async Task RunIn(string language, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        // What is not refused would serve for ever.
        Exit = await Cli.RunAsync([.. args, "--data", Data, "--lang", language], output, error)
            .WaitAsync(Patience, TestContext.Current.CancellationToken);
        (Output, Error) = (output.ToString(), error.ToString());
    }

    protected async Task RunWell(params string[] args)
    {
        await Run(args);
        Exit.ShouldBe(ExitCode.Done, $"{string.Join(' ', args)}\n{Output}\n{Error}");
    }

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}

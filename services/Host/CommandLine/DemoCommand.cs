using System.CommandLine;
using CommunityGrains.Host.Demo;
using CommunityGrains.Host.Serving;

namespace CommunityGrains.Host.CommandLine;

/// <summary>demo: loads the sample programme once, then serves.</summary>
internal static class DemoCommand
{
    private const string Folder = "data-demo";

    public static Command Make(CommonOptions common)
    {
        var command = new Command("demo", common.Say(
            "Показать программу на примере: загрузить его один раз и отвечать (по умолчанию в ./data-demo)",
            "Show the program by an example: load it once, then serve (in ./data-demo by default)"))
        {
            common.Urls, common.RoleNames,
        };
        command.SetAction((result, cancel) => RunAsync(common, result, cancel));
        return command;
    }

    private static async Task<int> RunAsync(
        CommonOptions common, ParseResult result, CancellationToken cancel)
    {
        var options = common.Read(result, Folder);
        await using var app = await Composition.BuildAsync(options, cancel: cancel);
        var deployment = app.Services.GetRequiredService<Deployment>();
        // Loaded before the server answers: nobody sees half of it. The loader needs the views to follow.
        deployment.StartFollowing();
        if (!await new DemoLoader(deployment, options).LoadAsync(cancel))
        {
            await result.InvocationConfiguration.Error.WriteLineAsync(common.Say(
                $"В {options.Store.Place} уже есть другие записи; пример не загружен",
                $"{options.Store.Place} holds other records already; the example was not loaded"));
        }

        await ServeCommand.StartAsync(app, options, result.InvocationConfiguration.Output, cancel);
        await app.WaitForShutdownAsync(cancel);
        return ExitCode.Done;
    }
}

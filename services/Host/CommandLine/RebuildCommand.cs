using System.CommandLine;
using System.Diagnostics;
using CommunityGrains.Host.Serving;

namespace CommunityGrains.Host.CommandLine;

/// <summary>rebuild: reads the whole log again into new views, and swaps them in.</summary>
internal static class RebuildCommand
{
    public static Command Make(CommonOptions common)
    {
        var command = new Command("rebuild", common.Say(
            "Построить представления заново по журналу", "Build the views anew from the log"));
        command.SetAction((result, cancel) => RunAsync(common, result, cancel));
        return command;
    }

    private static async Task<int> RunAsync(
        CommonOptions common, ParseResult result, CancellationToken cancel)
    {
        var options = common.Read(result);
        await ExistingStore.RequireAsync(common, options, cancel);
        await using var deployment = await Deployment.OpenAsync(options, cancel);
        if (!await deployment.Views.TryTakeAsync(cancel))
        {
            throw new RefusedException(common.Say(
                "Эти представления сейчас ведёт другая программа; остановите её и повторите",
                "Another program keeps these views at the moment; stop it and try again"));
        }

        var clock = Stopwatch.StartNew();
        await deployment.Projection.RebuildAsync(null, cancel);
        var position = deployment.Projection.Position;
        await result.InvocationConfiguration.Output.WriteLineAsync(common.Say(
            $"Построено заново: {position} событий за {clock.Elapsed.TotalSeconds:F1} с",
            $"Rebuilt: {position} events in {clock.Elapsed.TotalSeconds:F1} s"));
        return ExitCode.Done;
    }
}

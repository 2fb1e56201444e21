using System.CommandLine;
using System.Diagnostics;
using CommunityGrains.Host.Serving;

namespace CommunityGrains.Host.CommandLine;

/// <summary>rebuild: reads the whole log again into new views, and swaps them in. With --parked it tries
/// again only what was set aside.</summary>
internal static class RebuildCommand
{
    public static Command Make(CommonOptions common)
    {
        var parked = new Option<bool>("--parked")
        {
            Description = common.Say(
                "Только события, отложенные из-за ошибки: попробовать их снова",
                "Only the events that were set aside: try them again"),
        };
        var command = new Command("rebuild", common.Say(
            "Построить представления заново по журналу", "Build the views anew from the log"))
        {
            parked,
        };
        command.SetAction((result, cancel) => RunAsync(common, result, result.GetValue(parked), cancel));
        return command;
    }

    private static async Task<int> RunAsync(
        CommonOptions common, ParseResult result, bool parked, CancellationToken cancel)
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

        await deployment.SeeAllAsync(cancel);
        return parked
            ? await ReplayParkedAsync(common, deployment, result, cancel)
            : await RebuildAsync(common, deployment, result, cancel);
    }

    private static async Task<int> RebuildAsync(
        CommonOptions common, Deployment deployment, ParseResult result, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        await deployment.Projection.RebuildAsync(null, cancel);
        var position = deployment.Projection.Position;
        await result.InvocationConfiguration.Output.WriteLineAsync(common.Say(
            $"Построено заново: {position} событий за {clock.Elapsed.TotalSeconds:F1} с",
            $"Rebuilt: {position} events in {clock.Elapsed.TotalSeconds:F1} s"));
        return ExitCode.Done;
    }

    private static async Task<int> ReplayParkedAsync(
        CommonOptions common, Deployment deployment, ParseResult result, CancellationToken cancel)
    {
        var folded = await deployment.Projection.ReplayParkedAsync(cancel);
        var left = (await deployment.Store.RegistryViews.Live.ParkedAsync(cancel)).Count;
        await result.InvocationConfiguration.Output.WriteLineAsync(common.Say(
            $"Отложенных событий учтено: {folded}, осталось: {left}",
            $"Set aside no more: {folded} events, still set aside: {left}"));
        return left == 0 ? ExitCode.Done : ExitCode.NeedsPerson;
    }
}

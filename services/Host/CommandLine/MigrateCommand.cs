using System.CommandLine;
using CommunityGrains.Host.Serving;
using CommunityGrains.Host.Stores;

namespace CommunityGrains.Host.CommandLine;

/// <summary>migrate: brings the store's tables up to date and says which steps that took. Every other command
/// does the same when it opens the store; this one does nothing else, before a new version is let
/// in.</summary>
internal static class MigrateCommand
{
    public static Command Make(CommonOptions common)
    {
        var command = new Command("migrate", common.Say(
            "Привести таблицы хранилища к этой версии и сказать, что сделано",
            "Bring the store's tables up to this version, and say what was done"));
        command.SetAction((result, cancel) => RunAsync(common, result, cancel));
        return command;
    }

    private static async Task<int> RunAsync(
        CommonOptions common, ParseResult result, CancellationToken cancel)
    {
        var options = common.Read(result);
        var before = await AppliedSteps.ReadAsync(options.Store, cancel);
        await using (await Deployment.OpenAsync(options, cancel)) { }
        var output = result.InvocationConfiguration.Output;
        var steps = (await AppliedSteps.ReadAsync(options.Store, cancel)).Except(before).ToList();
        foreach (var step in steps) await output.WriteLineAsync($"{step.Component}: {step.Name}");
        await output.WriteLineAsync(steps.Count == 0
            ? common.Say($"{options.Store.Place}: таблицы уже этой версии",
                $"{options.Store.Place}: the tables are up to date")
            : common.Say($"{options.Store.Place}: выполнено шагов: {steps.Count}",
                $"{options.Store.Place}: {steps.Count} steps taken"));
        return ExitCode.Done;
    }
}

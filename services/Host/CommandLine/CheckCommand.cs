using System.CommandLine;
using CommunityGrains.Host.Checking;
using CommunityGrains.Host.Serving;

namespace CommunityGrains.Host.CommandLine;

/// <summary>check: reads the whole log and says whether it, and the views, are what they must be.</summary>
internal static class CheckCommand
{
    public static Command Make(CommonOptions common)
    {
        var command = new Command("check", common.Say(
            "Проверить весь журнал и представления; код выхода 1, если найдена ошибка",
            "Check the whole log and the views; exit code 1 when a fault is found"));
        command.SetAction((result, cancel) => RunAsync(common, result, cancel));
        return command;
    }

    private static async Task<int> RunAsync(
        CommonOptions common, ParseResult result, CancellationToken cancel)
    {
        var options = common.Read(result);
        await ExistingStore.RequireAsync(common, options, cancel);
        await using var deployment = await Deployment.OpenAsync(options, cancel);
        var log = await LogCheck.RunAsync(deployment.Log, cancel);
        var views = await ViewCheck.RunAsync(deployment, options, cancel);
        var output = result.InvocationConfiguration.Output;
        await output.WriteLineAsync(common.Say(
            $"Журнал: {log.Events} событий в {log.Streams} потоках, ошибок: {log.Faults.Count}",
            $"Log: {log.Events} events in {log.Streams} streams, faults: {log.Faults.Count}"));
        foreach (var fault in log.Faults) await output.WriteLineAsync($"  {fault}");
        await output.WriteLineAsync(common.Say(
            $"Представления до позиции {views.Position}: {views.Rows} строк в {views.Tables} таблицах, "
            + $"ошибок: {views.Faults.Count}",
            $"Views up to position {views.Position}: {views.Rows} rows in {views.Tables} tables, "
            + $"faults: {views.Faults.Count}"));
        foreach (var fault in views.Faults) await output.WriteLineAsync($"  {fault}");
        return log.Faults.Count + views.Faults.Count == 0 ? ExitCode.Done : ExitCode.NeedsPerson;
    }
}

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
        var output = result.InvocationConfiguration.Output;
        var log = await LogCheck.RunAsync(deployment.Log, deployment.Store.Archive, cancel);
        // Said before the views are looked at: what is wrong with the log may end that.
        var count = log.Faults.Count + log.FaultsUnlisted;
        await output.WriteLineAsync(common.Say(
            $"Журнал: {log.Events} событий в {log.Streams} потоках, ошибок: {count}",
            $"Log: {log.Events} events in {log.Streams} streams, faults: {count}"));
        foreach (var fault in log.Faults) await output.WriteLineAsync($"  {fault}");
        if (log.FaultsUnlisted > 0)
        {
            await output.WriteLineAsync(common.Say(
                $"  … и ещё {log.FaultsUnlisted}", $"  … and {log.FaultsUnlisted} more"));
        }

        await output.FlushAsync(cancel);
        if (!log.IsReadable)
        {
            await output.WriteLineAsync(common.Say(
                "Представления не проверены: журнал не читается до конца",
                "The views were not checked: the log cannot be read to its end"));
            return ExitCode.NeedsPerson;
        }

        var views = await ViewCheck.RunAsync(deployment, options, cancel);
        await output.WriteLineAsync(common.Say(
            $"Представления до позиции {views.Position}: {views.Rows} строк в {views.Tables} таблицах, "
            + $"ошибок: {views.Faults.Count}",
            $"Views up to position {views.Position}: {views.Rows} rows in {views.Tables} tables, "
            + $"faults: {views.Faults.Count}"));
        foreach (var fault in views.Faults) await output.WriteLineAsync($"  {fault}");
        return count + views.Faults.Count == 0 ? ExitCode.Done : ExitCode.NeedsPerson;
    }
}

using System.CommandLine;
using System.Diagnostics;
using CommunityGrains.Access.People;
using CommunityGrains.EventLog;
using CommunityGrains.Host.Stores;

namespace CommunityGrains.Host.CommandLine;

/// <summary>copy-log --to STORE: the whole log into another store, from a file to a server or back. Views are
/// not copied: the other store builds its own from the log.</summary>
internal sealed class CopyLogCommand
{
    private readonly CommonOptions common;
    private readonly Option<string> target;

    private CopyLogCommand(CommonOptions common)
    {
        this.common = common;
        target = new Option<string>("--to")
        {
            Description = common.Say(
                "Куда: sqlite:ФАЙЛ или база PostgreSQL \"Host=…;Database=…;Username=…\"",
                "Where to: sqlite:FILE, or a PostgreSQL database \"Host=…;Database=…;Username=…\""),
            HelpName = "STORE",
            Required = true,
        };
        target.Validators.Add(result =>
        {
            if (StoreChoice.Parse(result.GetValueOrDefault<string>() ?? "") is null)
                result.AddError(common.NoStore("--to"));
        });
    }

    public static Command Make(CommonOptions common)
    {
        var parts = new CopyLogCommand(common);
        var command = new Command("copy-log", common.Say(
            "Скопировать весь журнал в другое хранилище; прерванное копирование продолжается",
            "Copy the whole log into another store; a copy that was broken off goes on"))
        {
            parts.target,
        };
        command.SetAction(parts.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancel)
    {
        var options = common.Read(result);
        await ExistingStore.RequireAsync(common, options, cancel);
        var to = StoreChoice.Parse(result.GetValue(target)!)!;
        if (to.Place == options.Store.Place)
        {
            throw new RefusedException(common.Say(
                "Это одно и то же хранилище", "The two are the same store"));
        }

        await using var source = await Store.OpenAsync(options.Store, options.Clock, cancel);
        await using var copy = await Store.OpenAsync(to, options.Clock, cancel);
        await RequireUnusedAsync(copy, cancel);
        var (output, clock) = (result.InvocationConfiguration.Output, Stopwatch.StartNew());
        var report = await new LogCopy(source.Log, source.Archive, copy.Archive)
            .RunAsync(new Told(common, output), cancel);
        await PeopleCopy.RunAsync(source.Access, copy.Access, cancel);
        await output.WriteLineAsync(common.Say(
            "Ключи людей скопированы; для нового хранилища нужен тот же главный ключ и журнал уничтожений: "
            + $"{options.MasterKey}, {options.ErasureJournal}",
            "People's keys were copied; the new store needs the same master key and journal of erasures: "
            + $"{options.MasterKey}, {options.ErasureJournal}"));
        await output.WriteLineAsync(common.Say(
            $"{source.Place} → {copy.Place}: событий {report.Events}, команд {report.Commands}, до позиции "
            + $"{report.Position}, за {clock.Elapsed.TotalSeconds:F1} с",
            $"{source.Place} → {copy.Place}: {report.Events} events, {report.Commands} commands, up to "
            + $"position {report.Position}, in {clock.Elapsed.TotalSeconds:F1} s"));
        return ExitCode.Done;
    }

    // A server on the target would decide on half a log. Held until the copy is closed.
    private async Task RequireUnusedAsync(IStore copy, CancellationToken cancel)
    {
        if (await copy.Views.TryTakeAsync(cancel)) return;
        throw new RefusedException(common.Say(
            $"С {copy.Place} сейчас работает другая программа; остановите её и повторите",
            $"Another program works with {copy.Place} at the moment; stop it and try again"));
    }

    private sealed class Told(CommonOptions common, TextWriter output) : IProgress<long>
    {
        private readonly Stopwatch clock = Stopwatch.StartNew();

        public void Report(long value)
        {
            if (clock.Elapsed < TimeSpan.FromSeconds(2)) return;
            clock.Restart();
            output.WriteLine(common.Say($"до позиции {value}", $"up to position {value}"));
        }
    }
}

using System.CommandLine;
using System.Net.Sockets;
using CommunityGrains.Host.Engines;
using CommunityGrains.Host.Stores;
using CommunityGrains.Registry.Texts;

namespace CommunityGrains.Host.CommandLine;

/// <summary>The command line. Without a command it serves.</summary>
public static class Cli
{
    /// <summary>Runs the program.</summary>
    /// <param name="engine">What decides when it serves; this process itself without it.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(
        string[] args, TextWriter output, TextWriter error, IEngineChoice? engine = null)
    {
        var common = new CommonOptions(LanguageOf(args), engine);
        var parsed = Root(common).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            // An option that has a default is validated twice.
            foreach (var wrong in parsed.Errors.Select(wrong => wrong.Message).Distinct())
                await error.WriteLineAsync(Discreet(wrong, args));
            await error.WriteLineAsync(
                common.Say("Справка: communitygrains --help", "Help: communitygrains --help"));
            return ExitCode.Usage;
        }

        if (parsed.GetValue(common.Store) is { } store && StoreChoice.HasPassword(store))
        {
            await error.WriteLineAsync(common.Say(
                $"Пароль в командной строке виден всем на этой машине; ему место в {StoreChoice.Variable} "
                + "или в файле паролей PostgreSQL",
                "Everybody on this machine can read a password on a command line; its place is "
                + $"{StoreChoice.Variable}, or PostgreSQL's password file"));
        }

        try
        {
            using var signals = new EndingSignals();
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null, // the signals end it in good order, however long that takes
            }, signals.Token);
        }
        catch (Exception failure) when (Sentence(failure) is { } sentence)
        {
            await error.WriteLineAsync(sentence);
            return ExitCode.Failed;
        }
    }

    private static RootCommand Root(CommonOptions common)
    {
        var root = new RootCommand(common.Say(
            "CommunityGrains — живой реестр местных сообществ. Без команды: serve.",
            "CommunityGrains, the living registry of communities. Without a command: serve."));
        foreach (var option in (Option[])[common.Data, common.Store, common.Region, common.Lang, common.Urls,
            common.RoleNames, common.MasterKeyCommand])
            root.Options.Add(option);
        common.Edge.AddTo(root);
        common.Map.AddTo(root);
        common.Mail.AddTo(root);
        common.AddEngineTo(root);
        root.Subcommands.Add(ServeCommand.Make(common, "serve"));
        root.Subcommands.Add(DemoCommand.Make(common));
        root.Subcommands.Add(ImportCommand.Make(common));
        root.Subcommands.Add(ExportCommand.Make(common));
        root.Subcommands.Add(EraseCommand.Make(common));
        root.Subcommands.Add(RebuildCommand.Make(common));
        root.Subcommands.Add(CheckCommand.Make(common));
        root.Subcommands.Add(MigrateCommand.Make(common));
        root.Subcommands.Add(CopyLogCommand.Make(common));
        root.SetAction((result, cancel) => ServeCommand.RunAsync(common.Read(result), result, cancel));
        return root;
    }

    // Needed before the command line is parsed, because the descriptions are in it.
    private static Language LanguageOf(string[] args)
    {
        var at = Array.FindIndex(
            args, arg => arg is "--lang" || arg.StartsWith("--lang=", StringComparison.Ordinal));
        if (at < 0) return Language.Russian;
        var text = args[at].Contains('=', StringComparison.Ordinal) ? args[at].Split('=')[1]
            : args.ElementAtOrDefault(at + 1);
        return Languages.Parse(text) ?? Language.Russian;
    }

    // What an operator can mend is said in one sentence; a defect keeps its stack trace.
    private static string? Sentence(Exception failure) => failure switch
    {
        RefusedException or Sqlite.UnusableDatabaseException or PostgreSql.UnusableDatabaseException
            or Access.People.MasterKeyException or IOException or UnauthorizedAccessException
            or TimeoutException
            or EventLog.CopyRefusedException or EventLog.ArchiveMovedException => failure.Message,
        // A server that went away meanwhile; the text names its address and nothing else.
        Npgsql.NpgsqlException { InnerException: IOException or SocketException or TimeoutException } =>
            failure.Message,
        OperationCanceledException => "",
        _ => null,
    };

    // The parser repeats what it does not understand, and a store in the wrong place may hold a password.
    private static string Discreet(string message, string[] args) => args
        .Where(arg => arg.Contains(';', StringComparison.Ordinal) || StoreChoice.HasPassword(arg))
        .Aggregate(message, (text, arg) => text.Replace(arg, "…", StringComparison.Ordinal));
}

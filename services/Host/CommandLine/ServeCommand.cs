using System.CommandLine;

namespace CommunityGrains.Host.CommandLine;

/// <summary>serve: answers until it is told to stop.</summary>
internal static class ServeCommand
{
    public static Command Make(CommonOptions common, string name)
    {
        var command = new Command(
            name, common.Say("Отвечать на запросы (по умолчанию)", "Serve (the default)"))
        {
            common.Urls, common.RoleNames,
        };
        command.SetAction((result, cancel) => RunAsync(common.Read(result), result, cancel));
        return command;
    }

    public static async Task<int> RunAsync(HostOptions options, ParseResult result, CancellationToken cancel)
    {
        await using var app = await Composition.BuildAsync(options, cancel: cancel);
        await StartAsync(app, options, result.InvocationConfiguration.Output, cancel);
        await app.WaitForShutdownAsync(cancel);
        return ExitCode.Done;
    }

    /// <summary>Starts listening and says where, in one line.</summary>
    public static async Task StartAsync(
        WebApplication app, HostOptions options, TextWriter output, CancellationToken cancel)
    {
        await app.StartAsync(cancel);
        var (address, place) = (string.Join(", ", app.Urls), options.Store.Place);
        await output.WriteLineAsync(options.Language == Registry.Texts.Language.English
            ? $"CommunityGrains serves at {address} (this machine only; data in {place})"
            : $"CommunityGrains отвечает по адресу {address} (только эта машина; данные в {place})");
        await output.FlushAsync(cancel);
    }
}

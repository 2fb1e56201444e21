using System.CommandLine;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Api.Security;

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
        common.Edge.AddTo(command);
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

    /// <summary>Starts listening and says where, in one line; in an empty system also the link that makes
    /// the first administrator.</summary>
    public static async Task StartAsync(
        WebApplication app, HostOptions options, TextWriter output, CancellationToken cancel)
    {
        await app.StartAsync(cancel);
        var (address, place) = (string.Join(", ", app.Urls), options.Store.Place);
        var isOpen = KnownNames.AreOpen(options.Urls);
        await output.WriteLineAsync(options.Language == Registry.Texts.Language.English
            ? $"CommunityGrains serves at {address} ({(isOpen ? "" : "this machine only; ")}data in {place})"
            : $"CommunityGrains отвечает по адресу {address} ({(isOpen ? "" : "только эта машина; ")}данные "
                + $"в {place})");
        await SayFirstLinkAsync(app, options, output, cancel);
        await output.FlushAsync(cancel);
    }

    // To the operator's eyes only: it goes into no journal.
    private static async Task SayFirstLinkAsync(
        WebApplication app, HostOptions options, TextWriter output, CancellationToken cancel)
    {
        if (!options.Roles.HasFlag(Roles.Web)) return;
        var invitations = app.Services.GetRequiredService<Invitations>();
        if (await invitations.MakeFirstAsync(options.Region, cancel) is not { } secret) return;
        var hours = (int)Invitations.FirstLifetime.TotalHours;
        var (isEnglish, address) = (options.Language == Registry.Texts.Language.English, app.Urls.First());
        await output.WriteLineAsync(isEnglish
            ? $"There are no accounts yet. The first administrator opens, once and within {hours} h:"
            : $"Учётных записей ещё нет. Первый администратор открывает один раз, в течение {hours} ч:");
        await output.WriteLineAsync($"{address}{(isEnglish ? "/en" : "")}/invitation/{secret}");
    }
}

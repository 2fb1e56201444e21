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
        common.Map.AddTo(command);
        common.AddEngineTo(command);
        common.Mail.AddTo(command);
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
        var isEnglish = options.Language == Registry.Texts.Language.English;
        var address = AddressFor(options, app.Urls.First());
        await output.WriteLineAsync(isEnglish
            ? $"There are no accounts yet. The first administrator opens, once and within {hours} h:"
            : $"Учётных записей ещё нет. Первый администратор открывает один раз, в течение {hours} ч:");
        await output.WriteLineAsync($"{address}{(isEnglish ? "/en" : "")}/invitation/{secret}");
    }

    // Where the operator can open it: by the proxy's name, or on this machine, where a password may travel.
    private static string AddressFor(HostOptions options, string url)
    {
        if (options.Proxies.Count > 0 && options.Names.Count > 0) return $"https://{options.Names[0]}";
        var bound = BindingAddress.Parse(url);
        return bound.Host is "[::]" or "0.0.0.0" or "*" or "+"
            ? $"{bound.Scheme}://localhost:{bound.Port}"
            : url;
    }
}

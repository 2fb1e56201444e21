using System.CommandLine;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Api.Security;
using CommunityGrains.Domain;
using CommunityGrains.Host.Demo;
using CommunityGrains.Host.Serving;
using Command = System.CommandLine.Command;

namespace CommunityGrains.Host.CommandLine;

/// <summary>demo: loads the sample programme once, then serves.</summary>
internal static class DemoCommand
{
    private const string Folder = "data-demo";

    public static Command Make(CommonOptions common)
    {
        var command = new Command("demo", common.Say(
            "Показать программу на примере: загрузить его один раз и отвечать (по умолчанию в ./data-demo)",
            "Show the program by an example: load it once, then serve (in ./data-demo by default)"))
        {
            common.Urls, common.RoleNames,
        };
        common.Edge.AddTo(command);
        common.Map.AddTo(command);
        common.AddEngineTo(command);
        command.SetAction((result, cancel) => RunAsync(common, result, cancel));
        return command;
    }

    private static async Task<int> RunAsync(
        CommonOptions common, ParseResult result, CancellationToken cancel)
    {
        var options = common.Read(result, Folder);
        if (KnownNames.AreOpen(options.Urls) || options.Proxies.Count > 0)
        {
            throw new RefusedException(common.Say(
                "пароли примера знает каждый: он отвечает только этой машине",
                "everybody knows the example's passwords: it answers to this machine only"));
        }

        await using var app = await Composition.BuildAsync(options, cancel: cancel);
        var deployment = app.Services.GetRequiredService<Deployment>();
        // Loaded before the server answers: nobody sees half of it. The loader needs the views to follow.
        deployment.StartFollowing();
        IReadOnlyList<DemoAccount> accounts = [];
        if (await new DemoLoader(deployment, options).LoadAsync(cancel))
        {
            accounts = await new DemoAccounts(
                app.Services.GetRequiredService<AccountBook>(),
                app.Services.GetRequiredService<GrantKeeper>(), options).MakeAsync(cancel);
        }
        else
        {
            await result.InvocationConfiguration.Error.WriteLineAsync(common.Say(
                $"В {options.Store.Place} уже есть другие записи; пример не загружен",
                $"{options.Store.Place} holds other records already; the example was not loaded"));
        }

        await ServeCommand.StartAsync(app, options, result.InvocationConfiguration.Output, cancel);
        if (accounts.Count > 0) await SayAsync(accounts, common, result.InvocationConfiguration.Output);
        await app.WaitForShutdownAsync(cancel);
        return ExitCode.Done;
    }

    private static async Task SayAsync(
        IReadOnlyList<DemoAccount> accounts, CommonOptions common, TextWriter output)
    {
        await output.WriteLineAsync(common.Say(
            $"Войти можно с паролем {DemoAccounts.Password} как",
            $"Sign in with the password {DemoAccounts.Password} as"));
        foreach (var (role, login) in accounts)
            await output.WriteLineAsync($"  {KebabCase.Of(role),-22}{login}");
        await output.FlushAsync();
    }
}

using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.EventLog;
using CommunityGrains.Host.Serving;
using CommunityGrains.Registry.Imports;

namespace CommunityGrains.Host.Demo;

/// <summary>
/// Fills an empty folder with the sample programme, through the very importers and commands that people use.
/// Its first and its last command mark it: a folder with other records is left alone, one that was begun is
/// completed. </summary>
public sealed class DemoLoader(Deployment deployment, HostOptions options)
{
    private const string FirstStep = "first", LastStep = "last";

    private readonly DemoDesk desk = new(
        deployment.Grains, options.Region, deployment.Calendar.Now,
        deployment.Calendar.Today(options.Region));

    /// <summary>Loads it unless it is there.</summary>
    /// <returns>False when the folder holds records of somebody's own.</returns>
    public async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (await IsThereAsync(LastStep, cancel)) return true;
        if (await deployment.Log.HeadAsync(cancel) > 0 && !await IsThereAsync(FirstStep, cancel))
            return false;
        await MarkAsync(FirstStep, "ТОС «Родник»", cancel);
        await ImportAsync(ImportKind.Municipalities, "municipalities.csv", cancel);
        await ImportAsync(ImportKind.Register, "register.csv", cancel);
        await ImportAsync(ImportKind.Leaders, "leaders.csv", cancel);
        await ImportAsync(ImportKind.Initiatives, "initiatives.csv", cancel);
        await deployment.CatchUpAsync(cancel);
        await new DemoLives(deployment.Registry, desk, options.Region).LiveAsync(cancel);
        await new DemoLeaders(deployment.Registry, desk, options.Region).DecideAsync(cancel);
        await MarkAsync(LastStep, "Клуб «Кедр»", cancel);
        await deployment.CatchUpAsync(cancel);
        return true;
    }

    // The marks are records of the demonstration too: two communities that residents have proposed.
    private async Task MarkAsync(string step, string name, CancellationToken cancel)
    {
        var municipality = DemoDesk.Id("municipality");
        if (step == FirstStep)
        {
            await desk.AskAsync(
                GrainKinds.Municipality, municipality, "list", new DateOnly(2019, 12, 1), DemoDesk.Clerk,
                asked => new Domain.Municipalities.MunicipalityCommand.List(
                    asked, "Уфа", "Городской округ город Уфа",
                    Domain.Municipalities.MunicipalityForm.UrbanOkrug,
                    "RU-BA"), cancel);
        }

        await desk.AskAsync(
            GrainKinds.Community, DemoDesk.Id(step), step, desk.DaysAgo(step == FirstStep ? 20 : 6),
            DemoDesk.Person($"resident-{step}"),
            asked => new CommunityCommand.Propose(asked,
            [
                new(RegisterField.Name, name),
                new(RegisterField.Form, KebabCase.Of(
                    step == FirstStep ? CommunityForm.TerritorialSelfGovernment
                        : CommunityForm.InterestClub)),
                new(RegisterField.Municipality, municipality.ToString()),
                new(RegisterField.Location, step == FirstStep ? "54.7431,55.9678" : "54.7212,56.0123"),
            ]), cancel);
    }

    private async Task<bool> IsThereAsync(string step, CancellationToken cancel)
    {
        var stream = new StreamId(options.Region, GrainKinds.Community.Category, DemoDesk.Id(step));
        return await deployment.Log.FindCommandAsync(DemoDesk.Id($"{stream}/{step}"), cancel) is not null;
    }

    private async Task ImportAsync(ImportKind kind, string name, CancellationToken cancel)
    {
        await using var file = DemoFiles.Open(name);
        var importer = new Importer(deployment.Grains, deployment.Records, options.Clock);
        var report = await importer.RunAsync(
            kind, new ImportRequest(options.Region, DemoDesk.Clerk, desk.Today, file, name), cancel);
        if (report.Refused > 0)
        {
            var first = report.Rows.First(row => row.Outcome == RowOutcome.Refused);
            throw new InvalidOperationException(
                $"The demonstration's {name} was refused in row {first.Row}: {first.Reasons[0].Code}");
        }
    }
}

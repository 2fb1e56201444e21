using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.EventLog;
using CommunityGrains.Host.Serving;
using CommunityGrains.Registry.Imports;

namespace CommunityGrains.Host.Demo;

/// <summary>
/// Fills an empty folder with the sample programme, through the very importers and commands that people use.
/// Three communities that residents propose mark how far it is: begun, imported, done. A folder with other
/// records is left alone, one that was begun is completed.
/// </summary>
public sealed class DemoLoader(Deployment deployment, HostOptions options)
{
    private static readonly Mark Begun =
        new("begun", 20, "ТОС «Родник»", CommunityForm.TerritorialSelfGovernment);
    private static readonly Mark Imported = new("imported", 13, "Двор на Тихой", CommunityForm.YardCouncil);
    private static readonly Mark Done = new("done", 6, "Клуб «Кедр»", CommunityForm.InterestClub);

    /// <summary>A community of the example, for its leader's account.</summary>
    public static Guid OwnCommunity => DemoDesk.Id(Begun.Step);

    /// <summary>Who leads it.</summary>
    public static Contact OwnHead => new(
        DemoDesk.Person("leader"), new("Кедров Олег Ильич"), new("leader@example.org"), new("+79990000001"));

    private DemoDesk desk = new(
        deployment.Grains, options.Region, deployment.Calendar.Now,
        deployment.Calendar.Today(options.Region));

    private sealed record Mark(string Step, int DaysAgo, string Name, CommunityForm Form);

    /// <summary>Loads it unless it is there.</summary>
    /// <returns>False when the folder holds records of somebody's own.</returns>
    public async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (await FindAsync(Done, cancel) is not null) return true;
        var begun = await FindAsync(Begun, cancel);
        if (begun is null && await deployment.Log.HeadAsync(cancel) > 0) return false;
        // Begun on another day, it is completed as of that day: else the same commands would say other dates.
        if (begun is not null) desk = desk.On(begun.BusinessDate.AddDays(Begun.DaysAgo));
        await SetAsync(Begun, cancel);
        // Not again once life has gone on: the files tell how it was before.
        if (await FindAsync(Imported, cancel) is null) await ImportAsync(cancel);
        await SetAsync(Imported, cancel);
        await deployment.CatchUpAsync(cancel);
        await new DemoLives(deployment.Registry, desk, options.Region).LiveAsync(cancel);
        await new DemoLeaders(deployment.Registry, desk, options.Region).DecideAsync(cancel);
        await deployment.CatchUpAsync(cancel);
        await new DemoVoice(deployment.Registry, desk, options.Region).TellAsync(cancel);
        await SetAsync(Done, cancel);
        await deployment.CatchUpAsync(cancel);
        return true;
    }

    private async Task SetAsync(Mark mark, CancellationToken cancel)
    {
        var municipality = DemoDesk.Id("municipality");
        if (mark == Begun)
        {
            await desk.AskAsync(
                GrainKinds.Municipality, municipality, "list", new DateOnly(2019, 12, 1), DemoDesk.Clerk,
                asked => new MunicipalityCommand.List(
                    asked, "Уфа", "Городской округ город Уфа", MunicipalityForm.UrbanOkrug, "RU-BA"), cancel);
        }

        await desk.AskAsync(
            GrainKinds.Community, DemoDesk.Id(mark.Step), mark.Step, desk.DaysAgo(mark.DaysAgo),
            DemoDesk.Person($"resident-{mark.Step}"),
            asked => new CommunityCommand.Propose(asked,
            [
                new(RegisterField.Name, mark.Name), new(RegisterField.Form, KebabCase.Of(mark.Form)),
                new(RegisterField.Municipality, municipality.ToString()),
                new(RegisterField.Location, $"54.7{mark.DaysAgo:D2},55.9{mark.DaysAgo:D2}"),
            ], mark == Begun ? OwnHead : null), cancel);
    }

    private async Task ImportAsync(CancellationToken cancel)
    {
        await ImportAsync(ImportKind.Municipalities, "municipalities.csv", cancel);
        // Schematic: what lies nearest to each centre. Real boundaries are for the centre to import.
        await ImportAsync(ImportKind.Municipalities, "boundaries.geojson", cancel);
        await ImportAsync(ImportKind.Register, "register.csv", cancel);
        await ImportAsync(ImportKind.Leaders, "leaders.csv", cancel);
        await ImportAsync(ImportKind.Initiatives, "initiatives.csv", cancel);
    }

    private async Task<RecordedEvent?> FindAsync(Mark mark, CancellationToken cancel)
    {
        var stream = new StreamId(options.Region, GrainKinds.Community.Category, DemoDesk.Id(mark.Step));
        return await deployment.Log.ReadStreamAsync(stream, 0, 1, cancel) is [var first] ? first : null;
    }

    private async Task ImportAsync(ImportKind kind, string name, CancellationToken cancel)
    {
        await using var file = DemoFiles.Open(name);
        var importer = new Importer(deployment.Imports.Grains, deployment.Imports.Records, options.Clock);
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

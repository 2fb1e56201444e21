using System.CommandLine;
using CommunityGrains.Api;
using CommunityGrains.Host.Serving;
using CommunityGrains.Registry.Files;
using CommunityGrains.Registry.Imports;

namespace CommunityGrains.Host.CommandLine;

/// <summary>import KIND FILE: through the very commands that people use, also beside a running
/// server.</summary>
internal sealed class ImportCommand
{
    private readonly CommonOptions common;
    private readonly Argument<string> kind;
    private readonly Argument<FileInfo> file;
    private readonly Option<bool> dryRun;
    private readonly Option<string[]> map;
    private readonly Option<FileInfo?> refused;

    private ImportCommand(CommonOptions common)
    {
        this.common = common;
        kind = new Argument<string>("KIND")
        {
            Description = common.Say("Что в файле", "What the file holds"),
        };
        kind.AcceptOnlyFromAmong([.. KindNames.All]);
        file = new Argument<FileInfo>("FILE")
        {
            Description = common.Say("Файл CSV, XLSX или GeoJSON", "A CSV, XLSX or GeoJSON file"),
        };
        dryRun = new Option<bool>("--dry-run")
        {
            Description = common.Say("Только показать, что будет", "Only show what would happen"),
        };
        map = new Option<string[]>("--map")
        {
            Description = common.Say(
                "Какой столбец что значит: --map \"Их заголовок=ключ\"; \"-\" отключает столбец",
                "What a column means: --map \"Their header=key\"; \"-\" leaves it out"),
            HelpName = "HEADER=KEY",
            DefaultValueFactory = _ => [],
        };
        map.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => token.Value.LastIndexOf('=') <= 0))
                result.AddError(common.Say(
                    "--map: нужно \"Их заголовок=ключ\"", "--map takes \"Their header=key\""));
        });
        refused = new Option<FileInfo?>("--refused")
        {
            Description = common.Say(
                "Куда записать отказанные строки, чтобы исправить и отправить снова",
                "Where to write the refused rows, to mend and send again"),
            HelpName = "OUT.csv",
        };
    }

    public static Command Make(CommonOptions common)
    {
        var parts = new ImportCommand(common);
        var command = new Command(
            "import", common.Say("Загрузить файл в реестр", "Import a file into the registry"))
        {
            parts.kind, parts.file, parts.dryRun, parts.map, parts.refused,
        };
        command.SetAction(parts.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancel)
    {
        var options = common.Read(result);
        var source = result.GetValue(file)!;
        if (!source.Exists)
            throw new RefusedException(
                common.Say($"Файла {source.FullName} нет", $"There is no file {source.FullName}"));
        var output = result.InvocationConfiguration.Output;
        await using var deployment = await Deployment.OpenAsync(options, cancel);
        deployment.StartFollowing();
        await deployment.CatchUpAsync(cancel);
        await using var content = source.OpenRead();
        var progress = ImportProgressView.For(output, common);
        ImportReport report;
        try
        {
            report = await progress.RunAsync(
                told => RunAsync(deployment, options, result, source, content, told, cancel));
        }
        catch (TableException unreadable)
        {
            throw new RefusedException(ImportTexts.Sentence(unreadable.Problem, common.Language));
        }

        if (report.Position > 0) await deployment.CatchUpAsync(cancel);
        await ImportReportView.WriteAsync(report, output, common.Language);
        await WriteRefusedAsync(report, result.GetValue(refused), output, cancel);
        return report.Refused == 0 ? ExitCode.Done : ExitCode.NeedsPerson;
    }

    private async Task<ImportReport> RunAsync(
        Deployment deployment, HostOptions options, ParseResult result, FileInfo source, Stream content,
        IProgress<ImportProgress> told, CancellationToken cancel)
    {
        var importer = new Importer(deployment.Imports.Grains, deployment.Imports.Records, options.Clock);
        var request = new ImportRequest(
            options.Region, new ApiOptions().LocalOperator, deployment.Calendar.Today(options.Region),
            content, source.Name)
        {
            DryRun = result.GetValue(dryRun),
            Mapping = MappingOf(result.GetValue(map)!),
            Progress = told,
        };
        return await importer.RunAsync(KindNames.Parse(result.GetValue(kind)!), request, cancel);
    }

    private static Dictionary<string, string>? MappingOf(string[] pairs) => pairs.Length == 0 ? null : pairs
        .GroupBy(pair => pair[..pair.LastIndexOf('=')].Trim(), StringComparer.OrdinalIgnoreCase)
        .ToDictionary(
            group => group.Key, group => group.Last()[(group.Last().LastIndexOf('=') + 1)..].Trim(),
            StringComparer.OrdinalIgnoreCase);

    private async Task WriteRefusedAsync(
        ImportReport report, FileInfo? target, TextWriter output, CancellationToken cancel)
    {
        if (target is null || report.Refused == 0) return;
        await using (var stream = target.Create()) await report.WriteRefusedAsync(
            stream, common.Language, cancel);
        await output.WriteLineAsync(common.Say(
            $"Отказанные строки: {target.FullName}", $"The refused rows: {target.FullName}"));
    }
}

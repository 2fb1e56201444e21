using System.CommandLine;
using System.Globalization;
using CommunityGrains.Access.People;
using CommunityGrains.Access.Rights;
using CommunityGrains.Host.Serving;
using CommunityGrains.Registry.Exports;
using CommunityGrains.Registry.Queries;
using Microsoft.Extensions.Logging.Abstractions;

namespace CommunityGrains.Host.CommandLine;

/// <summary>export KIND: a list as a file.</summary>
internal sealed class ExportCommand
{
    private readonly CommonOptions common;
    private readonly Argument<string> kind;
    private readonly Option<string> format;
    private readonly Option<FileInfo> target;
    private readonly Option<string?> asOf;

    private ExportCommand(CommonOptions common)
    {
        this.common = common;
        kind = new Argument<string>("KIND") { Description = common.Say("Какой список", "Which list") };
        kind.AcceptOnlyFromAmong([.. KindNames.All]);
        format = new Option<string>("--format")
        {
            Description = common.Say("Вид файла", "The kind of file"),
            DefaultValueFactory = _ => "csv",
        };
        format.AcceptOnlyFromAmong(
            [.. Enum.GetNames<ExportFormat>().Select(name => name.ToLowerInvariant())]);
        target = new Option<FileInfo>("--out")
        {
            Description = common.Say("Куда записать", "Where to write it"),
            HelpName = "FILE",
            Required = true,
        };
        asOf = new Option<string?>("--as-of")
        {
            Description = common.Say("Каким список был в этот день", "The list as it was on that day"),
            HelpName = "yyyy-MM-dd",
        };
        asOf.Validators.Add(result =>
        {
            if (ParseDay(result.GetValueOrDefault<string?>()) is null)
                result.AddError(common.Say(
                    "--as-of: нужна дата вида 2026-09-01", "--as-of takes a date such as 2026-09-01"));
        });
    }

    public static Command Make(CommonOptions common)
    {
        var parts = new ExportCommand(common);
        var command = new Command(
            "export", common.Say("Выгрузить список в файл", "Export a list into a file"))
        {
            parts.kind, parts.format, parts.target, parts.asOf,
        };
        command.SetAction(parts.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancel)
    {
        var options = common.Read(result);
        var (list, shape) = (KindNames.Parse(result.GetValue(kind)!),
            ExportFormats.Parse(result.GetValue(format)!)!.Value);
        if (!Exporter.Supports(list, shape))
            throw new RefusedException(
                common.Say("У этих записей нет места на карте", "These records have no place on a map"));
        await ExistingStore.RequireAsync(common, options, cancel);
        await using var deployment = await Deployment.OpenAsync(options, cancel);
        deployment.StartFollowing();
        await deployment.CatchUpAsync(cancel);
        var file = result.GetValue(target)!;
        // Beside its place first: whoever reads the folder never sees half a file.
        var unfinished = $"{file.FullName}.{Environment.ProcessId}.part";
        try
        {
            await using (var stream = File.Create(unfinished))
            {
                await new Exporter(RegistryOf(deployment, options)).WriteAsync(
                    new ExportRequest(options.Region, list, shape)
                    {
                        AsOf = ParseDay(result.GetValue(asOf)) is { } day ? new AsOf(day) : null,
                        Language = common.Language,
                    },
                    stream, cancel);
            }

            File.Move(unfinished, file.FullName, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished); // there only when it was not finished
        }

        await result.InvocationConfiguration.Output.WriteLineAsync(file.FullName);
        return ExitCode.Done;
    }

    // With people's data, as the program's own reading; it is noted like any other.
    private static RevealingRegistry RegistryOf(Deployment deployment, HostOptions options)
    {
        var readings = new ReadingLog(deployment.Vault, options.ReadingLimits,
            NullLogger<ReadingLog>.Instance);
        return new RevealingRegistry(
            deployment.Registry,
            new PeopleServices(deployment.Vault, deployment.Registry,
                new RightsToPeople(RightsPolicy.Default), readings),
            Readers.OfProgram(ReadingPurpose.Export, options.Language));
    }

    private static DateOnly? ParseDay(string? text) => DateOnly.TryParseExact(
        text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

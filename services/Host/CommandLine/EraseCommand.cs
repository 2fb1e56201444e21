using System.CommandLine;
using CommunityGrains.Access.People;
using CommunityGrains.Api;
using CommunityGrains.Domain;
using CommunityGrains.Host.Serving;
using Command = System.CommandLine.Command;

namespace CommunityGrains.Host.CommandLine;

/// <summary>erase --person ID --basis TEXT: destroys a person's data and writes the act of it.</summary>
internal sealed class EraseCommand
{
    private readonly CommonOptions common;
    private readonly Option<Guid> person;
    private readonly Option<string> basis;
    private readonly Option<FileInfo?> target;

    private EraseCommand(CommonOptions common)
    {
        this.common = common;
        person = new Option<Guid>("--person")
        {
            Description = common.Say("Номер записи человека", "The id of the person's record"),
            HelpName = "ID",
            Required = true,
        };
        basis = new Option<string>("--basis")
        {
            Description = common.Say(
                "Основание: заявление, истёкший срок, предписание", "The basis: a request, a term, an order"),
            HelpName = "TEXT",
            Required = true,
        };
        basis.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is not { } text || StoredText.Tidy(text) is null
                || text.Length > StoredText.LengthMax || !StoredText.IsClean(text))
                result.AddError(common.Say("--basis: нужен текст", "--basis takes a text"));
        });
        target = new Option<FileInfo?>("--out")
        {
            Description = common.Say(
                "Куда записать акт (по умолчанию рядом с данными)",
                    "Where to write the act (beside the data)"),
            HelpName = "FILE.html",
        };
    }

    public static Command Make(CommonOptions common)
    {
        var parts = new EraseCommand(common);
        var command = new Command("erase", common.Say(
            "Уничтожить данные человека; этого нельзя отменить",
            "Destroy a person's data; this cannot be undone"))
        {
            parts.person, parts.basis, parts.target,
        };
        command.SetAction(parts.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancel)
    {
        var options = common.Read(result);
        await ExistingStore.RequireAsync(common, options, cancel);
        await using var deployment = await Deployment.OpenAsync(options, cancel);
        deployment.StartFollowing();
        await deployment.CatchUpAsync(cancel);
        var done = await deployment.Erasing.EraseAsync(
            options.Region, new PersonId(result.GetValue(person)), StoredText.Tidy(result.GetValue(basis))!,
            new ApiOptions().LocalOperator, deployment.Calendar.Today(options.Region), cancel);
        if (done is null)
        {
            throw new RefusedException(common.Say(
                $"В регионе {options.Region} нет данных такого человека",
                $"There is no data of such a person in {options.Region}"));
        }

        var file = result.GetValue(target)?.FullName
            ?? Path.Combine(Path.GetDirectoryName(options.ErasureJournal)!, $"act-{done.Act}.html");
        await File.WriteAllTextAsync(file, ActOfDestruction.Of(done, common.Language), cancel);
        await result.InvocationConfiguration.Output.WriteLineAsync(common.Say(
            $"Данные уничтожены, событий {done.Events.Count}; акт: {file}",
            $"Destroyed, in {done.Events.Count} events; the act: {file}"));
        return ExitCode.Done;
    }
}

using System.Globalization;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.Engine;
using CommunityGrains.Web.Entries;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Life;
using CommunityGrains.Web.Shell;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Web.Histories;

/// <summary>An earlier value of a field, about to be given back. <c>Version</c>: before which it stood.
/// <c>AtVersion</c>: of the record as the page was made. <c>From</c>: since when a municipality's name holds;
/// null where there is no such date.</summary>
public sealed record RestoreModel(
    string Name, string Record, string Address, string Field, string FieldName, long Version, long AtVersion,
    string? Now, string? Then, bool AsksReason, DateOnly? From, DateOnly Today)
{
    public string? Reason { get; init; }

    public IReadOnlyDictionary<string, string> Problems { get; init; } = new Dictionary<string, string>();
}

/// <summary>Giving a field back a value that it had before: a change like any other, with now and then side
/// by side before it is made.</summary>
internal static class RestorePages
{
    // The fields in canonical text now and before that version.
    private sealed record Fields(
        IReadOnlyDictionary<string, string?> Now, IReadOnlyDictionary<string, string?> Then, long Version,
        DateOnly? NameFrom);

    public static async Task<PageAnswer> ShowAsync(PageRequest request, HistoryKind kind) =>
        await ReadAsync(request, kind, request.Parameter("field"), request.Parameter("version")) is { } found
            ? Page(request, kind, found.Model)
            : ErrorPages.NotFound(request.Frame);

    public static async Task<PageAnswer> TakeAsync(PageRequest request, HistoryKind kind, Form form)
    {
        if (await ReadAsync(request, kind, form.Text("field"), form.Text("version"))
            is not var (model, fields))
            return ErrorPages.NotFound(request.Frame);
        var reason = form.Fields().GetValueOrDefault(EntryFields.Reason)?.Trim();
        model = model with { Reason = reason, From = PageRequest.Date(form.Text("from")) ?? model.From };
        // Somebody was faster: what stands now is shown first.
        if (form.Text("at-version") != model.AtVersion.ToString(CultureInfo.InvariantCulture))
            return Refuse(request, kind, model, "", request.Texts.Histories.ChangedMeanwhile);
        if (model.AsksReason && string.IsNullOrEmpty(reason))
            return Refuse(request, kind, model, EntryFields.Reason, request.Texts.Entry.Missing);
        var reply = await request.AskAsync(
            kind.Grain, request.Id, CommandOf(request, model, fields), model.AtVersion);
        return reply switch
        {
            Reply.Refused { Refusal.Code: Asking.NotFound } => ErrorPages.NotFound(request.Frame),
            Reply.Refused refused => Page(request, kind, model with
            {
                Problems = EntryProblems.Of(refused.Refusal, request.Texts).ToDictionary(),
            }, StatusCodes.Status422UnprocessableEntity),
            _ => new PageAnswer.GoTo(kind == HistoryKind.Community
                ? request.Frame.Links.CommunityDone(new(request.Id), "restored")
                : request.Frame.Links.HistoryOf(kind.Address, request.Id)),
        };
    }

    private static Command CommandOf(PageRequest request, RestoreModel model, Fields fields)
    {
        var asked = request.NewAsked();
        if (KebabCase.Parse<RegisterField>(model.Field) is { } field && fields.NameFrom is null)
        {
            return new CommunityCommand.Correct(
                asked, [new FieldChange(field, fields.Then[model.Field])], model.Reason);
        }

        if (HistoryKind.ElementOf(model.Field) is { } element)
            return new CommunityCommand.DescribeInfrastructure(asked, element, fields.Then[model.Field]);
        var name = new Dictionary<string, string?>(fields.Now) { [model.Field] = fields.Then[model.Field] };
        return new MunicipalityCommand.Rename(
            asked, name["name"] ?? "", name["official-name"] ?? "", model.From ?? asked.On);
    }

    private static async Task<(RestoreModel Model, Fields Fields)?> ReadAsync(
        PageRequest request, HistoryKind kind, string? field, string? versionText)
    {
        if (field is null
            || !long.TryParse(versionText, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            || version < 2)
            return null;
        var place = await request.PlaceOfAsync(kind.Grain, request.Id);
        if (!kind.MayRestore(request, place, field)) return null;
        if (await kind.NameAsync(request) is not { } name) return null;
        if (await FieldsAsync(request, kind, version) is not { } fields
            || !fields.Now.ContainsKey(field) || fields.Now[field] == fields.Then[field])
            return null;
        var names = kind.Fields(request.Texts, forOffice: true).ToDictionary(
            known => known.Field, known => known.Name);
        return (new RestoreModel(
            name, request.Id.ToString(), kind.Address, field, names[field], version, fields.Version,
            await ToldAsync(request, field, fields.Now[field]),
            await ToldAsync(request, field, fields.Then[field]),
            AsksReason: kind == HistoryKind.Community && HistoryKind.ElementOf(field) is null,
            fields.NameFrom, request.NewAsked().On), fields);
    }

    private static async Task<Fields?> FieldsAsync(PageRequest request, HistoryKind kind, long version)
    {
        var (state, at) = await request.StateAsync(kind.Grain, request.Id);
        var (now, from) = state switch
        {
            Community community when community.CardOrNone() is { } card => (FieldsOf(card), (DateOnly?)null),
            Municipality.Listed listed => (new Dictionary<string, string?>
            {
                ["name"] = listed.Names[^1].Name, ["official-name"] = listed.Names[^1].OfficialName,
            }, listed.Names[^1].From),
            _ => (null, null),
        };
        if (now is null || version > at) return null;
        var (then, _) = await OthersWork.SinceAsync(
            request, request.StreamOf(kind.Grain, request.Id), now, version - 1);
        return new Fields(now, then, at, from);
    }

    private static Dictionary<string, string?> FieldsOf(Card card)
    {
        var fields = EntryFields.Of(card.Entry);
        foreach (var element in Enum.GetValues<InfrastructureElement>())
        {
            fields[InfrastructureModel.FieldOf(element)] =
                card.Infrastructure.FirstOrDefault(text => text.Element == element)?.Text;
        }

        return fields;
    }

    private static async Task<string?> ToldAsync(PageRequest request, string field, string? value)
    {
        if (value is null || KebabCase.Parse<RegisterField>(field) is not { } known) return value;
        if (known == RegisterField.Municipality && Guid.TryParse(value, out var id))
        {
            return (await request.Registry.MunicipalityAsync(
                request.Region, new(id), cancel: request.Cancel))?.Row.Name ?? value;
        }

        return request.Words.Value(known, value);
    }

    private static PageAnswer Refuse(
        PageRequest request, HistoryKind kind, RestoreModel model, string field, string problem) =>
        Page(
            request, kind, model with { Problems = new Dictionary<string, string> { [field] = problem } },
            StatusCodes.Status422UnprocessableEntity);

    private static PageAnswer Page(
        PageRequest request, HistoryKind kind, RestoreModel model, int status = StatusCodes.Status200OK) =>
        PageAnswer.Of<RestorePage, RestoreModel>(
            model, request.Texts.Histories.RestoreTitle, kind.Section, status);
}

/// <summary>Where earlier values are given back: to communities, and to municipalities their names.</summary>
internal static class RestoreRoutes
{
    public static void Map(PageRoutes pages)
    {
        foreach (var kind in new[] { HistoryKind.Community, HistoryKind.Municipality })
        {
            pages.MapForm(
                $"/{kind.Address}/{{id:guid}}/restore",
                request => RestorePages.ShowAsync(request, kind),
                (request, form) => RestorePages.TakeAsync(request, kind, form), looksCloser: true);
        }
    }
}

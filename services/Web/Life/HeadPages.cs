using System.Globalization;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Engine;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Entries;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Histories;
using CommunityGrains.Web.Shell;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Web.Life;

/// <summary>The form of a community's head.</summary>
public sealed record HeadModel(CommunityRow Community)
{
    public IReadOnlyDictionary<string, string?> Values { get; init; } = new Dictionary<string, string?>();

    public IReadOnlyDictionary<string, string> Problems { get; init; } = new Dictionary<string, string>();

    public OthersWork? Others { get; init; }
}

/// <summary>Who leads a community by the register. It is personal data: sealed at the door, shown to those
/// who may, and not kept by browsers.</summary>
internal static class HeadPages
{
    public static async Task<PageAnswer> ShowAsync(PageRequest request) =>
        await ReadAsync(request) is not { } row
            ? ErrorPages.NotFound(request.Frame)
            : Page(request, new HeadModel(row) { Values = ValuesOf(row) });

    public static async Task<PageAnswer> TakeAsync(PageRequest request, Form form)
    {
        if (await ReadAsync(request) is not { } row) return ErrorPages.NotFound(request.Frame);
        var typed = EntryTyped.Of(form, forOffice: true, request.Texts);
        var model = new HeadModel(row) { Values = typed.Shown, Problems = typed.Problems };
        if (await OthersAsync(request, form, row) is { } others)
            return Refuse(request, model with { Others = others });
        if (typed.Problems.Count > 0) return Refuse(request, model);
        var said = typed.Head(request.Region, row.Id) ?? new Contact(
            HeadIds(request, row, ""), new PersonName(""));
        // Spelled otherwise, it is still the same person.
        var head = ClearText.AsKnown(said, row.Head, before: null);
        return await AskAsync(
            request, model, new CommunityCommand.NameHead(request.NewAsked(), head), "head-named");
    }

    public static async Task<PageAnswer> RemoveAsync(PageRequest request, Form form)
    {
        if (await ReadAsync(request) is not { } row) return ErrorPages.NotFound(request.Frame);
        var model = new HeadModel(row) { Values = ValuesOf(row) };
        return await OthersAsync(request, form, row) is { } others
            ? Refuse(request, model with { Others = others })
            : await AskAsync(
                request, model, new CommunityCommand.RemoveHead(request.NewAsked()), "head-removed");
    }

    private static async Task<PageAnswer> AskAsync(
        PageRequest request, HeadModel model, CommunityCommand command, string done)
    {
        var reply = await request.AskAsync(GrainKinds.Community, request.Id, command);
        return reply switch
        {
            Reply.Refused { Refusal.Code: Asking.NotFound } => ErrorPages.NotFound(request.Frame),
            Reply.Refused refused => Refuse(request, model with
            {
                Problems = EntryProblems.Of(refused.Refusal, request.Texts).ToDictionary(),
            }),
            _ => new PageAnswer.GoTo(request.Frame.Links.CommunityDone(model.Community.Id, done)),
        };
    }

    private static async Task<CommunityRow?> ReadAsync(PageRequest request)
    {
        var place = await request.PlaceOfAsync(GrainKinds.Community, request.Id);
        if (!request.May<CommunityCommand.NameHead>(place)) return null;
        return (await request.Registry.CommunityAsync(
            request.Region, new CommunityId(request.Id), cancel: request.Cancel))?.Row;
    }

    private static async Task<OthersWork?> OthersAsync(PageRequest request, Form form, CommunityRow row)
    {
        if (!long.TryParse(
                form.Text("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var made)
            || made >= row.Version)
            return null;
        var now = ValuesOf(row).ToDictionary(pair => pair.Key.Replace('-', '.'), pair => pair.Value);
        var (_, work) = await OthersWork.SinceAsync(
            request, request.StreamOf(GrainKinds.Community, request.Id), now, made);
        return work.Changes.Count == 0 ? null : work with
        {
            Changes = [.. work.Changes.Select(change =>
                change with { Field = change.Field.Replace('.', '-') })],
        };
    }

    private static Dictionary<string, string?> ValuesOf(CommunityRow row) => new()
    {
        [EntryFields.HeadName] = row.Head?.Name.Value,
        [EntryFields.HeadEmail] = row.Head?.Email?.Value,
        [EntryFields.HeadPhone] = row.Head?.Phone?.Value,
    };

    private static PersonId HeadIds(PageRequest request, CommunityRow row, string name) =>
        Registry.Imports.HeadIds.Of(request.Region, row.Id, name);

    private static PageAnswer Refuse(PageRequest request, HeadModel model) =>
        Page(request, model, StatusCodes.Status422UnprocessableEntity);

    private static PageAnswer Page(
        PageRequest request, HeadModel model, int status = StatusCodes.Status200OK) =>
        PageAnswer.Of<HeadPage, HeadModel>(
            model, request.Texts.Life.HeadTitle, Section.Communities, status);
}

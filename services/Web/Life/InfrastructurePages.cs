using System.Globalization;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Engine;
using CommunityGrains.Registry.Texts;
using CommunityGrains.Web.Entries;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Histories;
using CommunityGrains.Web.Shell;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Web.Life;

/// <summary>The form of the six elements that a community stands on, by their names in histories.</summary>
public sealed record InfrastructureModel(CommunityId Id, string Name, long Version)
{
    public IReadOnlyDictionary<string, string?> Values { get; init; } = new Dictionary<string, string?>();

    public IReadOnlyDictionary<string, string> Problems { get; init; } = new Dictionary<string, string>();

    public OthersWork? Others { get; init; }

    public static string FieldOf(InfrastructureElement element) => $"infrastructure.{KebabCase.Of(element)}";
}

/// <summary>Describing what a community stands on: all six in one form, each told on its own.</summary>
internal static class InfrastructurePages
{
    private static readonly IReadOnlyList<InfrastructureElement> All =
        Enum.GetValues<InfrastructureElement>();

    public static async Task<PageAnswer> ShowAsync(PageRequest request) =>
        await ReadAsync(request) is var (model, now)
            ? Page(request, model with { Values = now })
            : ErrorPages.NotFound(request.Frame);

    public static async Task<PageAnswer> TakeAsync(PageRequest request, Form form)
    {
        if (await ReadAsync(request) is not var (model, now)) return ErrorPages.NotFound(request.Frame);
        var typed = All.Select(InfrastructureModel.FieldOf).ToDictionary(
            field => field, field => StoredText.Tidy(
                EntryTyped.Lines(form.Fields().GetValueOrDefault(field) ?? "")));
        model = model with { Values = typed };
        var (then, others) = await ThenAsync(request, form, model, now);
        var mine = All.Where(element =>
            Field(then, element) != Field(typed, element)).ToList();
        if (others is not null)
        {
            var shown = All.Select(InfrastructureModel.FieldOf).ToDictionary(
                field => field, field => then[field] == typed[field] ? now[field] : typed[field]);
            return Refuse(request, model with { Values = shown, Others = others });
        }

        var version = model.Version;
        foreach (var element in mine)
        {
            var field = InfrastructureModel.FieldOf(element);
            var reply = await request.AskAsync(
                GrainKinds.Community, request.Id,
                new CommunityCommand.DescribeInfrastructure(request.NewAsked(), element, typed[field]),
                version);
            if (reply is Reply.Refused { Refusal: var refusal })
            {
                if (refusal.Code == Asking.NotFound) return ErrorPages.NotFound(request.Frame);
                var sentence = Refusals.Sentence(refusal.Code, request.Texts.Registry);
                return Refuse(request, model with
                {
                    Version = version,
                    Problems = new Dictionary<string, string>
                    {
                        [refusal.Details.Contains("infrastructure") ? field : ""] = sentence,
                    },
                });
            }

            version = reply.Version;
        }

        return new PageAnswer.GoTo(request.Frame.Links.CommunityDone(
            model.Id, mine.Count == 0 ? "unchanged" : "described"));
    }

    private static string? Field(
        IReadOnlyDictionary<string, string?> values, InfrastructureElement element) =>
        values[InfrastructureModel.FieldOf(element)] is { } text ? EntryTyped.Lines(text) : null;

    private static async Task<(InfrastructureModel Model, IReadOnlyDictionary<string, string?> Now)?>
        ReadAsync(PageRequest request)
    {
        var place = await request.PlaceOfAsync(GrainKinds.Community, request.Id);
        if (!request.May<CommunityCommand.DescribeInfrastructure>(place)) return null;
        var (state, version) = await request.StateAsync(GrainKinds.Community, request.Id);
        if (((Community)state).CardOrNone() is not { } card) return null;
        var now = All.ToDictionary(
            InfrastructureModel.FieldOf,
            element => card.Infrastructure.FirstOrDefault(text => text.Element == element)?.Text);
        return (new InfrastructureModel(new CommunityId(request.Id), card.Entry.Name, version), now);
    }

    private static async Task<(IReadOnlyDictionary<string, string?> Then, OthersWork? Others)> ThenAsync(
        PageRequest request, Form form, InfrastructureModel model,
        IReadOnlyDictionary<string, string?> now)
    {
        if (!long.TryParse(
                form.Text("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var made)
            || made >= model.Version)
            return (now, null);
        var (then, work) = await OthersWork.SinceAsync(
            request, request.StreamOf(GrainKinds.Community, request.Id), now, made);
        return (then, work.Changes.Count > 0 ? work : null);
    }

    private static PageAnswer Refuse(PageRequest request, InfrastructureModel model) =>
        Page(request, model, StatusCodes.Status422UnprocessableEntity);

    private static PageAnswer Page(
        PageRequest request, InfrastructureModel model, int status = StatusCodes.Status200OK) =>
        PageAnswer.Of<InfrastructurePage, InfrastructureModel>(
            model, request.Texts.Life.InfrastructureTitle, Section.Communities, status);
}
